// Messages of pages with scripts: the part of the catalogue that a browser downloads.
import { buying } from './buyer-basket.ts';
import { common } from './common.ts';
import { forms } from './forms.ts';
import { market } from './market-totals.ts';
import { typesetFrench } from './typeset.ts';

export const clientMessages = typesetFrench({ ...common, ...market, ...buying, forms });
