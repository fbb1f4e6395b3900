import { expect, test } from 'vitest';
import { listLiveOffers } from '#app/domain/catalogue/listed-offers.server.ts';
import { parseQuery } from '#app/domain/search/query.ts';
import { readText } from '#app/domain/search/understanding/text-reading.ts';
import { generator } from '#tests/setup/generator.ts';
import { offerId, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { amountOf } from './list-reading.ts';
import { splitList, splitListFile, tidyLine } from './list-text.ts';
import { choicesAmong, chooseOffer, readLines } from './read-list.server.ts';

const defaults = {
  locale: 'fr',
  audience: 'professional',
  near: { lat: 49.25, lon: 4.03 },
  perPage: 60,
  maxPerPage: 60,
} as const;

function marketOf(town: TestTown) {
  const parsed = parseQuery(new URLSearchParams(), defaults);
  if (!parsed.ok) throw new Error(parsed.reason);
  return { engine: town.search, query: parsed.query };
}

test.each([
  ['12 chaises de bureau; 20 kg carottes', ['12 chaises de bureau', '20 kg carottes']],
  ['- stylos x 30\r\n\r\n• 3 × cagettes de pommes\n5 x tables', ['30 stylos', '3 cagettes de pommes', '5 tables']],
  ['Désignation;Quantité;Unité\nCarottes;20;kg\nChaises;12;pièce', ['20 kg Carottes', '12 Chaises']],
  ['chaise;12\ntable;3', ['12 chaise', '3 table']],
  ['12\tchaises\n3\ttables', ['12 chaises', '3 tables']],
  ['Référence,Quantité\nAB-1,4\n,7', ['4 AB-1', '7']],
  ['colle: 3\nvis 4:2', ['3 colle', '2 vis 4']],
  ['  \n;;\n', []],
])('%j is the lines %j', (text, lines) => {
  expect(splitList(text)).toEqual(lines);
});

test('reads files in the encodings of spreadsheets, and no workbook', () => {
  const text = 'Désignation;Quantité\nCafé équitable;4';
  const western = Buffer.from(text, 'latin1');
  const utf16 = Buffer.from(`\uFEFF${text}`, 'utf16le');
  for (const bytes of [Buffer.from(text), western, utf16]) expect(splitListFile(bytes)).toEqual(['4 Café équitable']);
  expect(splitListFile(Buffer.from('PK\u0003\u0004zip'))).toBeNull();
});

test.each([
  ['20 kg carottes', { count: null, milli: 20_000, measure: 'kg' }],
  ['12 chaises de bureau', { count: 12, milli: null, measure: null }],
  ['12 paquets de pâtes 500 g', { count: 12, milli: 6000, measure: 'kg' }],
  ['3 bouteilles de 75 cl', { count: 3, milli: 2250, measure: 'litre' }],
  ['2 tables 160 cm', { count: 2, milli: null, measure: null }],
])('%j asks for %j', (text, amount) => {
  expect(amountOf(readText(text, '2026-12-01'))).toEqual(amount);
});

test('each line of a pasted list is one of four readings, and none is lost', async () => {
  const town = await openTown();
  const texts = [
    '12 chaises de bureau',
    '20 kg de carottes',
    '5 zorglubs bleutés',
    '3 chaise-de-reunion-empilable',
    'carottes',
  ];
  const lines = await readLines(town.ctx(), marketOf(town), texts);
  expect(
    lines.map(({ offerId: of, quantity, need }) => [of, quantity, need?.reading, need?.thing, need?.milli]),
  ).toEqual([
    [null, null, 'exact', 'office-chair', 12_000],
    [null, null, 'exact', 'carrot', 20_000],
    [null, null, undefined, undefined, undefined],
    [offerId(town, 'chaise-de-reunion-empilable'), 3, undefined, undefined, undefined],
    [null, null, 'exact', 'carrot', null],
  ]);
  expect(lines[0]!.need!.offers.length).toBeGreaterThan(0);
});

test('a line to choose for has at most five choices, and becomes the chosen one', async () => {
  const town = await openTown();
  const [line] = await readLines(town.ctx(), marketOf(town), ['4 chaises']);
  expect(line!.need?.reading).toBe('choose');
  const choices = choicesAmong(listLiveOffers(town.ctx(), line!.need!.offers));
  expect(choices.length).toBeGreaterThan(1);
  expect(choices.length).toBeLessThanOrEqual(5);
  const chosen = chooseOffer(town.ctx(), line!, choices[1]!.id);
  expect(chosen?.need?.thing ?? chosen?.offerId).toBe(chosen?.need ? choices[1]!.thing : choices[1]!.id);
  expect(chooseOffer(town.ctx(), line!, -1)).toBeNull();
});

test('two hundred lines of random words: as many come out as went in', async () => {
  const town = await openTown();
  const next = generator(20261201);
  const words = [
    'chaises',
    'carottes',
    'kg',
    '20',
    '12',
    'bleu',
    'x',
    '3',
    'repas',
    'zz9',
    '500 g',
    'papier A4',
    '°',
    "d'",
  ];
  const texts = Array.from({ length: 200 }, () =>
    tidyLine(Array.from({ length: 1 + next(4) }, () => words[next(words.length)]).join(' ')),
  );
  const lines = await readLines(town.ctx(), marketOf(town), texts);
  expect(lines).toHaveLength(200);
  expect(lines.every(({ text, offerId: of }) => text !== '' || of !== null)).toBe(true);
});
