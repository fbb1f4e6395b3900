import { hall } from './hall.ts';
import { listing } from './listing.ts';
import { pages } from './pages.ts';
import { scripted } from './scripted.ts';

export const messages = { ...scripted, ...hall, ...listing, ...pages };
