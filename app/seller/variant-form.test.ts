// The seller's table of variants: typed values are kept beside what is wrong, and a page that is sent again adds nothing.
import { expect, test } from 'vitest';
import { findPublishedOffers } from '#app/domain/catalogue/offers.server.ts';
import { moveStock } from '#app/domain/catalogue/stock.server.ts';
import { listVariants } from '#app/domain/catalogue/variant-edits.server.ts';
import { openEdit } from '#app/http/edit-form.ts';
import { sendForm } from '#tests/setup/offer-forms.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { action } from './pages/offers.$offerId.variants.tsx';
import { variantValues } from './variant-form.server.ts';

const nadia = 'nadia@atelier-rebond.example';

async function openTable() {
  const town = await openTown();
  const find = () => findPublishedOffers(town, ['etagere-de-bureau-cinq-niveaux'])[0]!;
  const members = () => listVariants(town, find());
  const open = () => {
    const kept = variantValues(members(), 'fr');
    return { kept, shown: openEdit(kept) };
  };
  const send = ({ kept, shown }: ReturnType<typeof open>, typed: Record<string, string>) =>
    sendForm(town, action, { ...kept, shown, ...typed }, { slug: 'atelier-rebond', offerId: String(find().id) }, nadia);
  return { town, find, members, open, send };
}

test('adds rows, and keeps what is typed where one is wrong', async () => {
  const { find, members, open, send } = await openTable();
  const { id, stock, priceCents, massGrams } = find();
  const typed = {
    [`first_${id}`]: '80 cm',
    first_new1: '100 cm',
    price_new1: '62',
    stock_new1: '0',
    status_new1: 'live',
  };
  const wrong = await send(open(), { ...typed, price_new1: 'gratuit', first_new2: '80 CM', stock_new2: '-3' });
  expect(Object.keys(wrong.refused!.errors)).toEqual(['price_new1', 'stock_new2']);
  expect(wrong.refused!.values.first_new2).toBe('80 CM');
  const twice = await send(open(), { ...typed, first_new2: '80 CM' });
  expect(Object.keys(twice.refused!.errors)).toEqual(['first_new2']);
  expect(members()).toHaveLength(1);
  expect((await send(open(), { ...typed, first_new2: '120 cm', price_new2: '', stock_new2: '4' })).status).toBe(303);
  expect(members().map((one) => [one.name.fr, one.priceCents, one.stock, one.massGrams, one.ownStatus])).toEqual([
    ['Étagère de bureau cinq niveaux, 80 cm', priceCents, stock, massGrams, 'live'],
    ['Étagère de bureau cinq niveaux, 100 cm', 6200, 0, massGrams, 'live'],
    ['Étagère de bureau cinq niveaux, 120 cm', priceCents, 4, massGrams, 'draft'],
  ]);
});

test('a stock is written as its difference to the one shown', async () => {
  const { town, find, members, open, send } = await openTable();
  const page = open();
  const { id, stock } = find();
  moveStock(town.ctx(), id, { kind: 'sale', change: -2, reference: 'ord_a' });
  await send(page, { [`first_${id}`]: '80 cm', [`stock_${id}`]: String(stock! + 5) });
  expect(members()[0]!.stock).toBe(stock! + 3);
});
