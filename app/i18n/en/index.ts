import type { messages as fr } from '../fr/index.ts';
import { buying } from './buying.ts';
import { common } from './common.ts';
import { market } from './market.ts';
import { pages } from './pages.ts';

export const messages: typeof fr = { ...common, ...market, ...buying, ...pages };
