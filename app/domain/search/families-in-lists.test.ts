import { expect, test } from 'vitest';
import { countLiveOffers, findSiblingOffers } from '#app/domain/catalogue/listed-offers.server.ts';
import { setOfferStatus } from '#app/domain/catalogue/listing.server.ts';
import { listOfferIds } from '#app/domain/catalogue/offers.server.ts';
import { openFamily } from '#tests/setup/families.ts';
import { indexOffers } from './index-offers.server.ts';
import { listOfferSummaries } from './offer-summaries.server.ts';

test('lists, search, counts and a reference show a family once', async () => {
  const { town, ctx, offer, members, ask } = await openFamily();
  const [s, , l] = members;
  const page = await ask('tablier en lin');
  expect(page.ids.filter((id) => members.some((member) => member.id === id))).toEqual([s!.id]);
  expect((await ask('LIN-L')).ids).toEqual([s!.id]);
  expect(listOfferIds(ctx, offer.supplierId).filter((id) => members.some((one) => one.id === id))).toEqual([s!.id]);
  const before = countLiveOffers(town, [offer.supplierId]).get(offer.supplierId);
  expect(findSiblingOffers(town, l!)).not.toContain(s!.id);
  const [card] = listOfferSummaries({ ...ctx, audience: 'professional' }, [l!.id], town.town.hub);
  expect(card).toMatchObject({ name: offer.name.fr, stock: 20, axes: ['size'], price: { netCents: offer.priceCents } });
  expect(card!.variants.map(({ label, soldOut }) => [label, soldOut])).toEqual([
    ['S', false],
    ['M', true],
    ['L', false],
  ]);
  setOfferStatus(ctx, s!, 'archived');
  await indexOffers(town.ctx(), town.search, [s!.id]);
  expect((await ask('LIN-L')).ids).toEqual([members[1]!.id]);
  expect(countLiveOffers(town, [offer.supplierId]).get(offer.supplierId)).toBe(before);
});
