// Twelve bunches of carrots at 1.70, five lettuces at 0.95 and three squashes at 2.40 with a delivery of 4.00, at 5.5 %:
// after two refunds the remaining goods (28.05) bore 1.55 of VAT instead of 1.54 (found 2026-11-28).
import { expect, test } from 'vitest';
import { pricePart } from '#app/domain/basket/pricing.ts';
import { applyRate, sum, vatWithin } from '#app/domain/shared/money.ts';
import type { PriceBasis } from '#app/domain/shared/price.ts';
import { seededRandom } from '#seeds/random.ts';
import { repetitions, seed } from '#tests/setup/repetitions.ts';
import { shareOf } from './line-changes.server.ts';
import { type RemainingLine, remainingVat } from './remaining-vat.ts';

type Goods = { priceCents: number; quantity: number; vatBasisPoints: number };
type Delivery = ReturnType<typeof pricePart>['deliveryByRate'];

function part(goods: readonly Goods[], deliveryCents: number, basis: PriceBasis) {
  const priced = pricePart({ lines: goods.map((one) => ({ ...one, carried: true })), deliveryCents, basis });
  const lines = goods.map(({ quantity, vatBasisPoints }, line): RemainingLine => {
    const { htCents, vatCents } = priced.lines[line]!;
    return { line, vatBasisPoints, priceBasis: basis, quantity, htCents, vatCents, changed: false };
  });
  return { lines, delivery: priced.deliveryByRate };
}

/** The lines after one of them is reduced, as an order reduces it: in proportion, then the VAT of the rest. */
function reduced(lines: readonly RemainingLine[], delivery: Delivery, line: number, quantity: number): RemainingLine[] {
  const changed = lines.map((one): RemainingLine => {
    if (one.line !== line) return { ...one, changed: false };
    return { ...one, ...shareOf(one, one, quantity), quantity, changed: true };
  });
  const exact = remainingVat(changed, delivery);
  return changed.map((one) => ({ ...one, ...exact.get(one.line) }));
}

const carrots = { priceCents: 170, quantity: 12, vatBasisPoints: 550 };
const lettuces = { priceCents: 95, quantity: 5, vatBasisPoints: 550 };
const squashes = { priceCents: 240, quantity: 3, vatBasisPoints: 550 };

test.each([0, 400])('base times rate holds after two lines were reduced (delivery of %i cents)', (deliveryCents) => {
  const { lines, delivery } = part([carrots, lettuces, squashes], deliveryCents, 'net');
  const kept = reduced(reduced(lines, delivery, 1, 3), delivery, 2, 2);
  const all = [...kept, ...delivery];
  const [baseCents, vatCents] = [sum(all.map((one) => one.htCents)), sum(all.map((one) => one.vatCents))];
  expect([baseCents, vatCents]).toEqual(deliveryCents === 0 ? [2805, 154] : [3205, 176]);
});

test('a line that goes wholly leaves the others with base times rate', () => {
  const thirds = { priceCents: 3, quantity: 1, vatBasisPoints: 2000 };
  const { lines } = part([thirds, thirds, thirds], 0, 'net'); // 9 cents, VAT 2: 1 + 1 + 0
  const kept = reduced(reduced(lines, [], 2, 0), [], 1, 0);
  expect(kept.map(({ htCents, vatCents }) => [htCents, vatCents])).toEqual([
    [3, 1],
    [0, 0],
    [0, 0],
  ]);
});

test(`any history of reductions keeps base times rate, and what consumers pay (seed ${seed})`, () => {
  const random = seededRandom(String(seed));
  const below = (bound: number) => Math.floor(random() * bound);
  for (let n = 0; n < repetitions('VAT_HISTORIES', 500, 50_000); n++) {
    const basis = below(2) === 0 ? 'net' : 'gross';
    const goods = Array.from({ length: 1 + below(6) }, () => ({
      priceCents: below(4) === 0 ? 30 + below(9) : 30 + below(5000),
      quantity: 1 + below(12),
      vatBasisPoints: [550, 1000, 2000][below(3)]!,
    }));
    const { lines: sold, delivery } = part(goods, below(2) * below(2000), basis);
    let lines = sold;
    for (let step = 0; step < 4; step++) {
      const line = below(lines.length);
      const grossCents = ({ htCents, vatCents }: RemainingLine) => htCents + vatCents;
      const before = lines;
      lines = reduced(lines, delivery, line, below(lines[line]!.quantity + 1));
      for (const one of lines) {
        expect(Math.min(one.htCents, one.vatCents)).toBeGreaterThanOrEqual(0);
        if (basis === 'gross' && one.line !== line) expect(grossCents(one)).toBe(grossCents(before[one.line]!));
      }
      for (const rate of new Set(lines.filter(({ quantity }) => quantity > 0).map((one) => one.vatBasisPoints))) {
        const own = [...lines, ...delivery].filter((one) => one.vatBasisPoints === rate);
        const [ht, vat] = [sum(own.map(({ htCents }) => htCents)), sum(own.map(({ vatCents }) => vatCents))];
        expect(vat).toBe(basis === 'net' ? applyRate(ht, rate) : vatWithin(ht + vat, rate));
      }
    }
  }
});
