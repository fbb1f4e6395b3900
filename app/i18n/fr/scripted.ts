// What pages with scripts say: the part of the catalogue that a browser downloads.
import { buying } from './buying.ts';
import { common } from './common.ts';
import { market } from './market.ts';
import { typeset } from './typeset.ts';

export const scripted = typeset({ ...common, ...market, ...buying });
