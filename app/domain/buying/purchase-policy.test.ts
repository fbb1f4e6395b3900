import { expect, test } from 'vitest';
import type { BoughtLine } from '#app/domain/orders/bought-lines.server.ts';
import { largestSum } from './purchase-facts.server.ts';
import { asksFirst, type PolicyRule, type PurchaseFacts, readPolicy, type WindowKey } from './purchase-policy.ts';

const does = { action: 'ask' as const, tier: 1, need: 'any' as const, of: ['A'], hours: null, to: [] };
const facts: PurchaseFacts = {
  totalCents: 45_000,
  suppliers: [{ isNew: false, proven: 40 }],
  lines: [{ category: 'food', kind: 'new' }],
  windowCents: () => 0,
};
const asks = (when: PolicyRule['when'], of: Partial<PurchaseFacts> = {}) => {
  const all = { ...facts, ...of };
  return asksFirst(readPolicy([{ id: 'r', when, does }], all), all.totalCents);
};

test.each<[string, PolicyRule['when'], boolean]>([
  ['a rule without condition always holds', {}, true],
  ['an amount that is reached', { fromCents: 45_000 }, true],
  ['an amount that is not', { fromCents: 45_001 }, false],
  ['a category of one of its lines', { categories: ['food'] }, true],
  ['another category', { categories: ['furniture'] }, false],
  ['a kind', { kinds: ['reused'] }, false],
  ['a new supplier', { newSupplier: true }, false],
  ['a supplier below the proven points', { provenBelow: 41 }, true],
  ['all conditions must hold', { fromCents: 1, provenBelow: 40 }, false],
])('%s', (_, when, expected) => expect(asks(when)).toBe(expected));

test('an amount that is not reached keeps its clause: the request may become dearer', () => {
  expect(readPolicy([{ id: 'r', when: { fromCents: 50_000 }, does }], facts).clauses).toMatchObject([{ from: 50_000 }]);
});

type Purchase = [day: number, cents: number, requester?: string, category?: string, isRefused?: true];
const splitting: [string, WindowKey[], Purchase[], boolean[]][] = [
  [
    'three of 400 in ten days',
    ['requester'],
    [
      [0, 40_000],
      [5, 40_000],
      [10, 40_000],
    ],
    [false, false, true],
  ],
  [
    'the same three in forty days',
    ['requester'],
    [
      [0, 40_000],
      [20, 40_000],
      [40, 40_000],
    ],
    [false, false, false],
  ],
  [
    'the thirtieth day is outside',
    ['requester'],
    [
      [0, 60_000],
      [30, 40_000],
    ],
    [false, false],
  ],
  [
    'two people, one need',
    ['requester', 'category'],
    [
      [0, 60_000],
      [3, 50_000, 'S'],
    ],
    [false, true],
  ],
  [
    'a refused purchase does not count',
    ['requester'],
    [
      [0, 60_000, 'R', 'food', true],
      [3, 50_000],
    ],
    [false, false],
  ],
];

test.each(splitting)('a need that is split: %s', (_, by, purchases, expected) => {
  const lineOf = ([, cents, userId = 'R', category = 'food']: Purchase): BoughtLine => ({
    ...{ userId, category, cents, supplierId: `s${cents}` },
  });
  const asked = purchases.map((purchase, i) => {
    const [day, cents] = purchase;
    const before = purchases.slice(0, i).filter(([at, , , , isRefused]) => !isRefused && at > day - 30);
    const windowCents: PurchaseFacts['windowCents'] = ({ by: keys }) =>
      Math.max(0, ...keys.map((key) => largestSum([lineOf(purchase)], before.map(lineOf), key)));
    return asks({ fromCents: 100_000, window: { days: 30, by } }, { totalCents: cents, windowCents });
  });
  expect(asked).toEqual(expected);
});
