import { completeCatalogue } from '#app/i18n/complete-catalogue.ts';
import { messages as french } from '#app/i18n/fr/index.ts';
import type { Messages } from '#app/i18n/messages.ts';
import { clientMessages } from './client.ts';

export const messages: Messages = completeCatalogue(french, {
  ...clientMessages,
  eco: { title: 'Zuinig ontwerp' },
});
