// An offer of the seeded town made into a family of three sizes, and searches of it.
import { getOwnOffer } from '#app/domain/catalogue/listing.server.ts';
import { findPublishedOffers } from '#app/domain/catalogue/offers.server.ts';
import { listVariants, saveVariants, type TypedVariant } from '#app/domain/catalogue/variant-edits.server.ts';
import { answerSearch } from '#app/domain/search/answer-search.server.ts';
import { indexOffers } from '#app/domain/search/index-offers.server.ts';
import { parseQuery } from '#app/domain/search/query.ts';
import { openTown } from './test-town.ts';

export const familySlug = 'tablier-de-service-en-lin';

/** The linen apron of the seeds in three sizes; M cannot be had, and L is the dearest. */
export async function openFamily() {
  const town = await openTown();
  const [found] = findPublishedOffers(town, [familySlug]);
  const offer = found!;
  const ctx = town.ctx();
  const row = (value: string, more: Partial<TypedVariant>): TypedVariant => ({
    id: null,
    variant: [{ axis: 'size', value }],
    priceCents: offer.priceCents,
    stock: 10,
    shownStock: undefined,
    sku: null,
    massGrams: offer.massGrams,
    status: 'live',
    ...more,
  });
  const s = row('S', { id: offer.id, sku: offer.sku });
  const rows = [s, row('M', { stock: 0 }), row('L', { sku: 'LIN-L', priceCents: offer.priceCents + 300 })];
  const saved = saveVariants(ctx, offer, rows, 'page');
  const members = listVariants(ctx, getOwnOffer(ctx, offer.supplierId, offer.id));
  await indexOffers(
    town.ctx(),
    town.search,
    members.map(({ id }) => id),
  );
  const ask = async (q: string) => {
    const options = { locale: 'fr', near: town.town.hub, perPage: 24, maxPerPage: 60 } as const;
    const parsed = parseQuery(new URLSearchParams({ q }), { ...options, audience: 'professional' });
    if (!parsed.ok) throw new Error(parsed.parameter);
    return (await answerSearch({ ...town, now: new Date() }, town.search, parsed.query, ['category'])).page;
  };
  return { town, ctx, offer, saved, members, row, rows, ask };
}
