import { expect, test } from 'vitest';
import { agecLines, findAgecLine } from '#app/domain/catalogue/agec-lines.ts';
import { type AcquiredGoods, askedShares, classifyGoods, missingCents } from './agec.ts';

const goods = (changes: Partial<AcquiredGoods>): AcquiredGoods => ({
  line: 'furniture',
  kind: 'new',
  cents: 32_000,
  recycledPercent: null,
  buyer: 'local-authority',
  ...changes,
});

/** Purchases of a commune and of others: amounts in the total, from reuse, with recycled matter, and given. */
const cases: [title: string, purchase: AcquiredGoods, amounts: [number, number, number, number]][] = [
  ['a refurbished laptop', goods({ line: 'it', kind: 'refurbished' }), [32_000, 32_000, 0, 0]],
  ['a battery replaced in the buyer’s laptop', goods({ line: 'it', kind: 'work' }), [0, 0, 0, 0]],
  ['a van hired for a month', goods({ line: 'vehicles', kind: 'rental' }), [0, 0, 0, 0]],
  ['a copier leased with purchase', goods({ line: 'review' }), [0, 0, 0, 0]],
  ['paper, 100 % recycled', goods({ line: 'paper', cents: 9_600, recycledPercent: 100 }), [9_600, 0, 9_600, 0]],
  ['paper, 30 % recycled', goods({ line: 'paper', cents: 8_000, recycledPercent: 30 }), [8_000, 0, 8_000, 0]],
  ['paper of certified forests', goods({ line: 'paper', cents: 7_000 }), [7_000, 0, 0, 0]],
  ['ten reused chairs without a mass', goods({ kind: 'reused' }), [32_000, 32_000, 0, 0]],
  ['a table of a sawmill’s offcuts', goods({ kind: 'by-product', recycledPercent: 60 }), [32_000, 0, 0, 0]],
  ['a new table, 40 % recycled plastic', goods({ recycledPercent: 40 }), [32_000, 0, 32_000, 0]],
  ['a reused table with recycled parts: once', goods({ kind: 'reused', recycledPercent: 40 }), [32_000, 32_000, 0, 0]],
  ['sanding of the buyer’s table', goods({ kind: 'work' }), [0, 0, 0, 0]],
  [
    'laptops given on the administrations’ platform',
    goods({ line: 'it', kind: 'gift', cents: 0, giftCents: 80_000 }),
    [0, 0, 0, 80_000],
  ],
  ['safety shoes: outside the textile line', goods({ line: null, kind: 'reused' }), [0, 0, 0, 0]],
  [
    'a polo, 60 % recycled polyester',
    goods({ line: 'textiles', cents: 2_400, recycledPercent: 60 }),
    [2_400, 0, 2_400, 0],
  ],
  ['a refilled toner', goods({ line: 'print-supplies', kind: 'reused', cents: 3_900 }), [3_900, 3_900, 0, 0]],
  [
    'a bench outdoors of recycled plastic',
    goods({ line: 'street-furniture', recycledPercent: 100 }),
    [32_000, 0, 32_000, 0],
  ],
  ['a used kettle: no line for small appliances', goods({ line: null, kind: 'reused' }), [0, 0, 0, 0]],
  ['reused chairs of a collège', goods({ kind: 'reused', buyer: 'local-establishment' }), [0, 0, 0, 0]],
  ['reused chairs of an association', goods({ kind: 'reused', buyer: 'other' }), [0, 0, 0, 0]],
  ['reused chairs less those sent back', goods({ kind: 'reused', cents: 19_200 }), [19_200, 19_200, 0, 0]],
  ['delivery of the chairs', goods({ line: null, kind: 'service', cents: 900 }), [0, 0, 0, 0]],
];

test.each(cases)('counts %s', (_, purchase, [totalCents, reuseCents, recycledCents, giftCents]) => {
  const amounts = classifyGoods(purchase);
  expect(amounts).toEqual({ totalCents, reuseCents, recycledCents, giftCents });
  expect(amounts.reuseCents + amounts.recycledCents).toBeLessThanOrEqual(amounts.totalCents);
});

test('a share holds until the next one, and an empty one is never guessed', () => {
  expect(askedShares('textiles', 2026)).toMatchObject({ reuse: 8, recycled: 20 });
  expect(askedShares('textiles', 2027)).toMatchObject({ reuse: 15, recycled: 25 });
  expect(askedShares('paper', 2026)).toBeNull();
  expect(askedShares('modular', 2026)).toMatchObject({ reuse: 20, recycled: null });
  const entered = [
    { line: 'paper', from: 2025, reuse: 2, recycled: 60 },
    { line: 'modular', from: 2024, reuse: 20, recycled: 10 },
  ];
  expect(askedShares('paper', 2024, entered)).toBeNull();
  expect(askedShares('paper', 2026, entered)).toMatchObject({ reuse: 2, recycled: 60 });
  expect(askedShares('modular', 2026, entered)).toMatchObject({ recycled: 10 });
});

test('knows the seventeen words of today and the two of former drafts', () => {
  expect(Object.keys(agecLines)).toHaveLength(17);
  expect(findAgecLine('Produits textiles hors EPI')).toBe('textiles');
  expect(findAgecLine('Équipements de collecte de déchets')).toBe('waste-collection');
  expect(findAgecLine('Papier')).toBe('paper');
  expect(findAgecLine('Autre')).toBeUndefined();
});

test('a cent that is missing is missing', () => {
  expect(missingCents(1_999, 10_000, 20)).toBe(1);
  expect(missingCents(2_000, 10_000, 20)).toBe(0);
  expect(missingCents(0, 0, 20)).toBe(0);
});
