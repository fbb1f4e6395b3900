import type { clientMessages as fr } from '../fr/client.ts';
import { buying } from './buyer-basket.ts';
import { common } from './common.ts';
import { forms } from './forms.ts';
import { market } from './market-totals.ts';

export const clientMessages: typeof fr = { ...common, ...market, ...buying, forms };
