import { expect, test } from 'vitest';
import type { OfferSession } from '#app/domain/catalogue/offer-session.ts';
import { catalogues } from '#app/i18n/messages.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { renderCertificates } from './certificate-pdf.server.ts';

const session: OfferSession = {
  ...{ id: 1, offerId: 1, day: '2026-12-08', start: 36, end: 50, seats: 8, minimum: 0 },
  ...{ decideOn: '2026-12-05', place: '', state: 'open', taken: 2 },
};
const seller = { name: 'Numérique Clair', siret: '12345678900011', address: '3 rue de l’Arche', insee: '51454' };

test.each(['fr', 'en'] as const)(
  'certificates have a sheet for each person, the same bytes each time (%s)',
  async (locale) => {
    const ctx = { t: catalogues[locale], locale, town: demoTown };
    const attended = {
      names: ['Ada Lovelace', 'Grace Hopper'],
      offer: { name: { fr: 'Bureautique' } },
      session,
      seller,
    };
    const [pdf, again] = await Promise.all([renderCertificates(ctx, attended), renderCertificates(ctx, attended)]);
    expect(Buffer.from(pdf).equals(Buffer.from(again))).toBe(true);
    expect(
      Buffer.from(pdf)
        .toString('latin1')
        .match(/\/Type \/Page\b/g),
    ).toHaveLength(2);
  },
);
