import { hall } from './hall.ts';
import { pages } from './pages.ts';
import { scripted } from './scripted.ts';

export const messages = { ...scripted, ...hall, ...pages };
