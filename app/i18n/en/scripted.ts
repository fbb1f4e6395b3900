import type { clientMessages as fr } from '../fr/scripted.ts';
import { buying } from './buying.ts';
import { common } from './common.ts';
import { market } from './market.ts';

export const clientMessages: typeof fr = { ...common, ...market, ...buying };
