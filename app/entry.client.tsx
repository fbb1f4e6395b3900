import { RemixBrowser } from '@remix-run/react';
import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { LanguageProvider } from './i18n/language.tsx';
import type { Messages } from './i18n/messages.ts';

// Downloads only the page's language, and of it only the messages of pages with scripts.
const locale = document.documentElement.lang === 'en' ? 'en' : 'fr';
const { clientMessages: scripted } =
  locale === 'en' ? await import('./i18n/en/client.ts') : await import('./i18n/fr/client.ts');
const messages = scripted as Messages;

startTransition(() => {
  hydrateRoot(
    document,
    <LanguageProvider value={{ locale, messages }}>
      <RemixBrowser />
    </LanguageProvider>,
  );
});
