import { buying } from './buying.ts';
import { common } from './common.ts';
import { market } from './market.ts';
import { pages } from './pages.ts';

export const messages = { ...common, ...market, ...buying, ...pages };
