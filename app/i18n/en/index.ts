import type { messages as fr } from '../fr/index.ts';
import { hall } from './hall.ts';
import { listing } from './listing.ts';
import { pages } from './pages.ts';
import { scripted } from './scripted.ts';

export const messages: typeof fr = { ...scripted, ...hall, ...listing, ...pages };
