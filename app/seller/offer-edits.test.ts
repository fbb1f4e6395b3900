// An older page or a form that shows a part of an offer: nothing sold is on sale again, no colleague is undone.
import { expect, test } from 'vitest';
import { createOffer, listOwnOffers, updateOffer } from '#app/domain/catalogue/listing.server.ts';
import { listChanges } from '#app/domain/catalogue/offer-changes.server.ts';
import { asDraft } from '#app/domain/catalogue/offer-texts.ts';
import { moveStock } from '#app/domain/catalogue/stock.server.ts';
import { listMovements } from '#app/domain/catalogue/stock-history.server.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { changedValue } from '#app/i18n/changes.ts';
import { messages } from '#app/i18n/fr/index.ts';
import { lucie, offerOf, openOfferPage, openTable, sendOfferPage, sendTable } from '#tests/setup/offer-forms.ts';
import { karim, openTown, placeAndStart } from '#tests/setup/test-town.ts';
import { offerEditing } from './offer-edit.server.ts';
import { action as tableAction } from './pages/offers._index.tsx';
import { action as offerAction } from './pages/offers.$offerId._index.tsx';

/** Two offers of one supplier, sold by the piece. */
async function open(stock: number) {
  const town = await openTown();
  const ctx = town.ctx(lucie);
  const { supplier } = getOwnSupplier(ctx, 'jardins-de-la-vesle');
  const simple = listOwnOffers(ctx, supplier.id, {}).rows.filter(
    (offer) => offer.status === 'live' && !offer.onQuote && offer.minQuantity === 1 && offer.orderStep === 1,
  );
  const [one, other, third] = simple.map(({ id }) => id) as [number, number, number];
  for (const id of [one, other, third]) moveStock(ctx, id, { kind: 'count', to: stock });
  const slugOf = (id: number) => offerOf(town, id).slug;
  const sell = (quantities: Record<number, number>, buyer?: string) =>
    placeAndStart(
      town,
      Object.fromEntries(Object.entries(quantities).map(([id, quantity]) => [slugOf(Number(id)), quantity])),
      town.ctx(buyer),
    );
  return { town, ctx, supplier, one, other, third, sell, stock: (id: number) => offerOf(town, id).stock };
}

test('saving a text keeps what was sold after the page was opened', async () => {
  const { town, one, sell, stock } = await open(57);
  const page = openOfferPage(town, one);
  await sell({ [one]: 3 });
  const answer = await sendOfferPage(town, offerAction, one, page, {
    description_fr: `${page.kept.description_fr} Lavées.`,
  });
  expect([answer.status, stock(one)]).toEqual([303, 54]);
  expect(offerOf(town, one).description.fr).toMatch(/ Lavées\.$/);
});

test('a typed stock is its difference to the one shown, once, and never below zero', async () => {
  const { town, ctx, one, sell, stock } = await open(55);
  const page = openOfferPage(town, one);
  await sell({ [one]: 3 });
  for (const typed of ['57', '57']) await sendOfferPage(town, offerAction, one, page, { stock: typed });
  expect(stock(one)).toBe(54);
  await sendOfferPage(town, offerAction, one, page, { stock: '58' });
  expect(stock(one)).toBe(55);
  const refused = await sendOfferPage(town, offerAction, one, openOfferPage(town, one), { stock: '3' }, lucie);
  expect([refused.status, stock(one)]).toEqual([303, 3]);
  const older = openOfferPage(town, one);
  await sell({ [one]: 2 });
  const { status, refused: answer } = await sendOfferPage(town, offerAction, one, older, { stock: '0', price: '1,11' });
  expect([status, stock(one), offerOf(town, one).priceCents]).not.toContain(111);
  expect(answer?.errors.stock).toMatch(/^Il n’en reste que 1/);
  expect(listMovements(ctx, one).map(({ kind, quantity, balance }) => [kind, quantity, balance])).toEqual([
    ['sale', -2, 1],
    ['correction', -52, 3],
    ['correction', 1, 55],
    ['correction', 2, 54],
    ['sale', -3, 52],
    ['count', expect.any(Number), 55],
    ...listMovements(ctx, one)
      .slice(6)
      .map(({ kind, quantity, balance }) => [kind, quantity, balance]),
  ]);
});

test('the table changes the row that was changed, and no sold chair is on sale again', async () => {
  const { town, one, other, third, sell, stock } = await open(1);
  const page = openTable(town, [one, other, third]);
  await sell({ [one]: 1, [other]: 1 });
  const answer = await sendTable(town, tableAction, page, { [`price_${third}`]: '4,44' });
  expect([answer.status, stock(one), stock(other), stock(third)]).toEqual([303, 0, 0, 1]);
  expect(offerOf(town, third).priceCents).toBe(444);
  await expect(sell({ [one]: 1 }, karim)).rejects.toThrow();
});

test('two people change two fields: both stay', async () => {
  const { town, one, stock } = await open(9);
  const [first, second] = [openOfferPage(town, one), openOfferPage(town, one)];
  await sendOfferPage(town, offerAction, one, first, { price: '50,00' });
  await sendOfferPage(town, offerAction, one, second, { lead_days: '2', stock: '3' });
  const { priceCents, leadDays } = offerOf(town, one);
  expect([priceCents, leadDays, stock(one)]).toEqual([5000, 2, 3]);
});

test('two people change one field: the second sees the first and chooses', async () => {
  const { town, one, stock } = await open(9);
  const [first, second] = [openOfferPage(town, one), openOfferPage(town, one)];
  await sendOfferPage(town, offerAction, one, first, { price: '50,00' });
  const typed = { price: '12,00', stock: '8' };
  const { status, refused } = await sendOfferPage(town, offerAction, one, second, typed);
  expect([status, stock(one), offerOf(town, one).priceCents]).toEqual([409, 9, 5000]);
  expect(refused?.conflicts).toEqual({ price: { mine: '12,00', theirs: '50,00', seen: '50,00' } });
  expect(refused?.errors.price).toMatch(/^Lucie \S+.* a changé ce champ le .+, après l’ouverture de cette page\.$/);
  const again = (keep: string) =>
    sendOfferPage(town, offerAction, one, second, { ...typed, 'theirs.price': '50,00', 'keep.price': keep });
  expect((await again('theirs')).status).toBe(303);
  expect([stock(one), offerOf(town, one).priceCents]).toEqual([8, 5000]);
  expect((await again('mine')).status).toBe(303);
  expect([stock(one), offerOf(town, one).priceCents]).toEqual([8, 1200]);
});

test('the table saves the other rows when two people changed one price, and each of them once', async () => {
  const { town, one, other, stock } = await open(9);
  const page = openTable(town, [one, other]);
  await sendTable(town, tableAction, openTable(town, [one]), { [`price_${one}`]: '50,00' });
  const typed = { [`price_${one}`]: '12,00', [`stock_${other}`]: '11' };
  const { status, refused } = await sendTable(town, tableAction, page, typed);
  expect([status, stock(other), Object.keys(refused?.conflicts ?? {})]).toEqual([409, 11, [`price_${one}`]]);
  const values = Object.fromEntries(
    Object.entries(refused!.values).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  const back = { kept: values, shown: values.shown! };
  const choice = { [`theirs.price_${one}`]: '50,00', [`keep.price_${one}`]: 'mine' };
  expect((await sendTable(town, tableAction, back, choice)).status).toBe(303);
  expect([stock(other), offerOf(town, one).priceCents]).toEqual([11, 1200]);
});

test('a form keeps the attributes that it does not show, and the history says them in words', async () => {
  const { town, ctx, one } = await open(9);
  updateOffer(ctx, offerOf(town, one), { attributes: { tested: 'oui', origin: 'Marne' } }, 'import');
  const { kept, shown } = openOfferPage(town, one);
  const page = { shown, kept: Object.fromEntries(Object.entries(kept).filter(([name]) => name !== 'attr_tested')) };
  await sendOfferPage(town, offerAction, one, page, { price: '9,10', attr_origin: 'Aisne' });
  expect(offerOf(town, one).attributes).toEqual({ tested: 'yes', origin: 'Aisne' });
  const [change] = listChanges(ctx, one);
  const [before, after] = change!.changes.attributes!;
  expect([before, after].map((value) => changedValue('attributes', value, messages, 'fr'))).toEqual([
    expect.stringContaining('Marne'),
    expect.not.stringContaining('{'),
  ]);
});

test('a text that is not translated is null and shown in French; one whose source moved is to be translated', async () => {
  const { town, ctx, supplier, one } = await open(9);
  const id = createOffer(
    ctx,
    supplier,
    { ...asDraft(offerOf(town, one)), sku: null, nameEn: '', descriptionEn: '' },
    'form',
  );
  expect([offerOf(town, id).name.en, offerOf(town, id).description.en]).toEqual([null, null]);
  await sendOfferPage(town, offerAction, id, openOfferPage(town, id), { description_fr: 'Lavées à l’eau de pluie.' });
  expect(translated(offerOf(town, id).description, 'en')).toBe('Lavées à l’eau de pluie.');
  expect(offerOf(town, id).toTranslate).toEqual([]);
  await sendOfferPage(town, offerAction, id, openOfferPage(town, id), { description_en: 'Washed in rain water.' });
  await sendOfferPage(town, offerAction, id, openOfferPage(town, id), { description_fr: 'Lavées deux fois.' });
  expect([offerOf(town, id).description.en, offerOf(town, id).toTranslate]).toEqual([
    'Washed in rain water.',
    ['descriptionEn'],
  ]);
  await sendOfferPage(town, offerAction, id, openOfferPage(town, id), { fits_descriptionEn: '1' });
  expect(offerOf(town, id).toTranslate).toEqual([]);
});

test('names options and boxes as the page words them in a conflict', async () => {
  const { town, one } = await open(9);
  const describe = offerEditing({ ...town.ctx(lucie), t: messages } as never, offerOf(town, one)).describe!;
  expect([describe('category', 'food'), describe('price', '9,10'), describe('day1', '')]).toEqual([
    messages.categories.food,
    '9,10',
    `lundi : ${messages.no}`,
  ]);
});
