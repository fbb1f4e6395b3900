import type { scripted as fr } from '../fr/scripted.ts';
import { buying } from './buying.ts';
import { common } from './common.ts';
import { market } from './market.ts';

export const scripted: typeof fr = { ...common, ...market, ...buying };
