import type { messages as fr } from '../fr/index.ts';
import { desk } from './desk.ts';
import { hall } from './hall.ts';
import { importDesk } from './import-desk.ts';
import { listing } from './listing.ts';
import { offerDesk } from './offer-desk.ts';
import { pages } from './pages.ts';
import { scripted } from './scripted.ts';

export const messages: typeof fr = { ...scripted, ...hall, desk, importDesk, offerDesk, ...listing, ...pages };
