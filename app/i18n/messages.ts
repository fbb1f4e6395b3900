// The catalogues, every language loaded. A browser gets sentences in its page alone.

import { type Locale, locales, perLocale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { messages as french } from './fr/index.ts';

/** French is the type of all catalogues. A language that is not complete fills the gaps by `completeCatalogue`. */
export type Messages = typeof french;

type LanguageFolder = { messages: Messages };

// Vite collects the folders when it builds; the command line runs from the sources and imports them itself.
const folders: Record<string, LanguageFolder> = import.meta.env
  ? import.meta.glob<LanguageFolder>('./*/index.ts', { eager: true })
  : Object.fromEntries(await Promise.all(locales.map(importFolder)));

export const catalogues = perLocale(messagesOf);

async function importFolder(locale: Locale): Promise<[path: string, folder: LanguageFolder]> {
  // A template, so that a bundler finds the folders.
  return [pathOf(locale), await import(/* @vite-ignore */ `./${locale}/index.ts`)];
}

function messagesOf(locale: Locale): Messages {
  const folder = findOwnValue(folders, pathOf(locale));
  if (!folder) throw new Error(`app/i18n/${locale}/index.ts is missing, but ${locale} is in the list of languages`);
  return folder.messages;
}

function pathOf(locale: Locale): string {
  return `./${locale}/index.ts`;
}
