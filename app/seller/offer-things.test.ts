// The thing of an offer in the seller's form: said by the name, chosen, asked for before the sale.
import { expect, test } from 'vitest';
import { action as editAction } from '#app/seller/pages/offers.$offerId._index.tsx';
import { action as newAction } from '#app/seller/pages/offers.new.tsx';
import { importSetup } from '#tests/setup/imports.ts';
import { lucie, offerOf, sendForm } from '#tests/setup/offer-forms.ts';

const form = {
  kind: 'new',
  category: 'food',
  description_fr: 'Récolté en juillet, extrait à froid.',
  price: '7,20',
  vat: '5.5',
  unit: 'piece',
  pack_size: '1',
  stock: '60',
  lead_days: '1',
  mass_kg: '0,7',
};
const stall = { slug: 'jardins-de-la-vesle' };

async function create(values: Record<string, string>) {
  const { town } = await importSetup();
  const answer = await sendForm(town, newAction, { ...form, ...values }, stall, lucie);
  const id = town.db.$client.prepare('select max(id) from offers').pluck().get() as number;
  const act = (more: Record<string, string>) => sendForm(town, editAction, more, { ...stall, offerId: `${id}` }, lucie);
  return { answer, act, offer: () => offerOf(town, id) };
}

test('a name that says the thing counts, and goes with the name until the seller chooses', async () => {
  const { act, offer } = await create({ name_fr: 'Miel de tilleul' });
  expect(offer()).toMatchObject({ thing: 'honey', chosenThing: null });
  expect(await act({ intent: 'publish' })).toMatchObject({ status: 303 });
  expect(await act({ intent: 'save', ...form, name_fr: 'Pommes Gala', thing: '' })).toMatchObject({ status: 303 });
  expect(offer()).toMatchObject({ thing: 'apple', chosenThing: null, ownStatus: 'live' });
  expect(await act({ intent: 'save', ...form, name_fr: 'Pommes Gala', thing: 'Poires' })).toMatchObject({
    status: 303,
  });
  expect(offer()).toMatchObject({ thing: 'pear', chosenThing: 'pear' });
});

test('an offer of no known thing stays a draft, and the error stands beside the field', async () => {
  const { act, offer } = await create({ name_fr: 'Machin chromé' });
  expect(offer().thing).toBeNull();
  const refused = await act({ intent: 'publish' });
  expect(JSON.stringify(refused)).toContain('Dites quelle chose');
  expect(offer().ownStatus).toBe('draft');
  await act({ intent: 'save', ...form, name_fr: 'Machin chromé', thing: 'autre aliment' });
  expect(await act({ intent: 'publish' })).toMatchObject({ status: 303 });
  expect(offer()).toMatchObject({ thing: 'other-food', ownStatus: 'live' });
  const emptied = await act({ intent: 'save', ...form, name_fr: 'Machin chromé', thing: '' });
  expect(JSON.stringify(emptied)).toContain('Dites quelle chose');
  expect(offer().thing).toBe('other-food');
});

test('a word of several things is refused with those that it may mean', async () => {
  const { answer } = await create({ name_fr: 'Fromage frais', thing: 'fromage de chèvre' });
  expect(JSON.stringify(answer)).toContain('fromage, tomme');
});
