import { RemixBrowser } from '@remix-run/react';
import { startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { LanguageProvider } from './i18n/context.tsx';

// Only the page's own language is downloaded.
const locale = document.documentElement.lang === 'en' ? 'en' : 'fr';
const { messages } = locale === 'en' ? await import('./i18n/en/index.ts') : await import('./i18n/fr/index.ts');

startTransition(() => {
  hydrateRoot(
    document,
    <LanguageProvider value={{ locale, messages }}>
      <RemixBrowser />
    </LanguageProvider>,
  );
});
