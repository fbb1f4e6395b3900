import type { statutory as french } from '../fr/mail-statutory.ts';

export const statutory: typeof french = {
  siret: (siret) => `SIRET ${siret}`,
  vatNumber: (number) => `VAT ${number}`,
  terms: 'Terms of sale, as on the day of the order',
  complaints: (contact) =>
    `The cooperative that keeps the hall answers at ${contact}. If its answer does not suit you, you may turn to a consumer mediator.`,
};
