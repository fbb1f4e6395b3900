// A third language for tests/check/third-language.test.ts, which copies this folder to app/i18n/nl: five sentences of its
// own, the rest French.
import { completeCatalogue } from '#app/i18n/complete-catalogue.ts';
import { messages as french } from '#app/i18n/fr/index.ts';
import type { Messages } from '#app/i18n/messages.ts';

export const messages: Messages = completeCatalogue(french, {
  nav: { market: 'De markt', suppliers: 'Leveranciers', signIn: 'Aanmelden' },
  basketLink: (lines) => `Mand (${lines})`,
  eco: { title: 'Zuinig ontwerp' },
});
