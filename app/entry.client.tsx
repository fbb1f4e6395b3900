import { RemixBrowser } from '@remix-run/react';
import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { findLocale, sourceLocale } from './domain/shared/locale.ts';
import { LanguageProvider } from './i18n/language.tsx';
import type { Messages } from './i18n/messages.ts';

// Downloads only the page's language, and of it only the messages of pages with scripts.
const folders = import.meta.glob<{ clientMessages: Messages }>('./i18n/*/client.ts');
const locale = findLocale(document.documentElement.lang) ?? sourceLocale;
const folder = await folders[`./i18n/${locale}/client.ts`]?.();
if (!folder) throw new Error(`no messages for ${locale}`);
const { clientMessages: messages } = folder;

startTransition(() => {
  hydrateRoot(
    document,
    <LanguageProvider value={{ locale, messages }}>
      <RemixBrowser />
    </LanguageProvider>,
  );
});
