import { createContext, useContext } from 'react';
import type { Locale } from '#app/domain/shared/locale.ts';
import type { Messages } from './messages.ts';

const Language = createContext<{ locale: Locale; messages: Messages } | null>(null);

export const LanguageProvider = Language.Provider;

/** The messages of the page's language. */
export function useMessages(): Messages {
  return useLanguage().messages;
}

export function useLocale(): Locale {
  return useLanguage().locale;
}

function useLanguage() {
  const language = useContext(Language);
  if (!language) throw new Error('no LanguageProvider above');
  return language;
}
