// Four offers that would have made a town's figure up, by each way into the catalogue: form, file, and the API's reading.
import { expect, test } from 'vitest';
import { loader as offerApi } from '#app/api/pages/api.v1.offers.$slug.ts';
import { previewOffer } from '#app/domain/basket/preview.server.ts';
import { listWaitingFigures } from '#app/domain/catalogue/figures.server.ts';
import { findOffers, type Offer } from '#app/domain/catalogue/offers.server.ts';
import { action as newOfferAction } from '#app/seller/pages/offers.new.tsx';
import { importSetup, writeIn } from './setup/imports.ts';
import { lucie, sendForm } from './setup/offer-forms.ts';
import type { TestTown } from './setup/test-town.ts';

const common = { vat: '20', unit: 'piece', pack_size: '1', stock: '100', lead_days: '1' };
const rows: Record<string, Record<string, string>> = {
  rubber: {
    ...common,
    kind: 'new',
    category: 'paper-office',
    name_fr: 'Gomme neuve',
    description_fr: 'Une gomme.',
    price: '1',
    mass_kg: '0.01',
    reference: 'reuse:furniture.mattress_foam_new',
    reference_units: '100000',
  },
  chair: {
    ...common,
    kind: 'reused',
    category: 'furniture',
    name_fr: "Chaise neuve, en carton d'origine",
    thing: 'wooden-chair',
    description_fr: 'Une chaise.',
    price: '20',
    mass_kg: '900',
    reference: 'reuse:furniture.chair_wood_new',
    reference_units: '50',
  },
  tomatoes: {
    ...common,
    kind: 'new',
    category: 'food',
    name_fr: "Tomates d'Espagne hors saison, serre chauffée",
    description_fr: 'Des tomates.',
    price: '30',
    vat: '5.5',
    unit: 'kg',
    pack_size: '10',
    mass_kg: '10',
    reference: 'food:tomato',
    reference_units: '0',
    egalim: 'organic',
  },
  laptop: {
    ...common,
    kind: 'new',
    category: 'it',
    name_fr: 'Ordinateur portable, boîte scellée',
    description_fr: 'Un ordinateur.',
    price: '700',
    mass_kg: '2',
    reference: 'difference:it.laptop_refurb_avoided',
    reference_units: '3',
  },
};
const expected: Record<string, string[]> = {
  rubber: ['thing', 'kind', 'mass', 'units', 'price'],
  chair: ['mass', 'units', 'words'],
  tomatoes: ['growing', 'place'],
  laptop: ['thing', 'kind', 'mass', 'units'],
};
const honest: Record<string, string> = {
  ...common,
  kind: 'reused',
  category: 'furniture',
  name_fr: 'Bureau droit 120 cm',
  description_fr: 'Nettoyé, remonté.',
  price: '78',
  mass_kg: '29',
};

function latest(town: TestTown): Offer {
  const id = town.db.$client.prepare('select max(id) from offers').pluck().get() as number;
  return findOffers(town, [id])[0]!;
}

function expectNoFigure(town: TestTown, offer: Offer, name: string): void {
  expect(offer.figureFaults).toEqual(expect.arrayContaining(expected[name]!));
  const preview = previewOffer(town.ctx(), offer, town.town.hub);
  expect([preview.impact.delta, preview.reference]).toEqual([null, null]);
  expect(preview.figureFaults).toEqual(offer.figureFaults);
}

test.each(Object.keys(rows))('the form sells the %s without a figure', async (name) => {
  const { town } = await importSetup();
  const slug = { slug: 'jardins-de-la-vesle' };
  expect(await sendForm(town, newOfferAction, { ...rows[name]! }, slug, lucie)).toMatchObject({ status: 303 });
  expectNoFigure(town, latest(town), name);
});

test('a file sells the four without a figure, and they wait for a steward', async () => {
  const d = await importSetup();
  const columns = [...new Set(Object.values(rows).flatMap((row) => Object.keys(row)))];
  const cell = (text = '') => `"${text.replaceAll('"', '""')}"`;
  const lines = Object.entries(rows).map(([sku, row]) =>
    [cell(sku), ...columns.map((column) => cell(row[column])), cell('live')].join(';'),
  );
  await writeIn(d, [['sku', ...columns, 'status'].join(';'), ...lines].join('\n'));
  for (const name of Object.keys(rows)) {
    const id = d.town.db.$client.prepare('select id from offers where sku = ?').pluck().get(name) as number;
    const [offer] = findOffers(d.town, [id]);
    expectNoFigure(d.town, offer!, name);
    const request = new Request(`http://halle.test/api/v1/offers/${offer!.slug}`);
    const answer = await offerApi({ request, params: { slug: offer!.slug }, context: {} } as never);
    const { figure_faults: faults } = (await (answer as Response).json()) as { figure_faults: string[] };
    expect(faults).toEqual(offer!.figureFaults);
  }
  expect(listWaitingFigures(d.town)).toHaveLength(4);
});

test('the form and a file find the one reference of a named thing', async () => {
  const d = await importSetup();
  await sendForm(d.town, newOfferAction, { ...honest, thing: 'desk' }, { slug: 'jardins-de-la-vesle' }, lucie);
  expect(latest(d.town)).toMatchObject({
    scenario: { kind: 'reuse', factor: 'furniture.table_new' },
    referenceUnits: 1,
    figureFaults: null,
  });
  const header = Object.keys(honest);
  await writeIn(
    d,
    `sku;${header.join(';')};thing\nbureau-b;${header.map((column) => honest[column]).join(';')};bureau`,
  );
  expect(latest(d.town)).toMatchObject({
    sku: 'bureau-b',
    thing: 'desk',
    scenario: { factor: 'furniture.table_new' },
    figureFaults: null,
  });
});
