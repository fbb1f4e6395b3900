import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '#app/domain/shared/money.ts';
import { amountsFor, multiplyPrice, priceOf, pricePerUnit } from '#app/domain/shared/price.ts';
import { deliveryPrice, type LineToPrice, minimumOrder, pricePart, splitDelivery } from './pricing.ts';

const line = (priceCents: number, quantity: number, vatBasisPoints: number, carried = true): LineToPrice => ({
  priceCents,
  quantity,
  vatBasisPoints,
  carried,
});
const paid = (part: ReturnType<typeof pricePart>) => part.goodsCents + part.deliveryCents + part.vatCents;

test('a consumer pays price times quantity: leeks at 14,24 € × 50 are 712,00 €', () => {
  const leeks = priceOf(1350, 550);
  expect(amountsFor(leeks, 'gross')).toEqual([{ basis: 'gross', cents: 1424 }]);
  const part = pricePart({ lines: [line(1350, 50, 550)], deliveryCents: 0, basis: 'gross' });
  expect(paid(part)).toBe(71_200);
  expect(part.lines).toEqual([{ basis: 'gross', priceCents: 1424, htCents: 67_488, vatCents: 3712 }]);
  // An organisation pays the net price times the quantity, and VAT on the sum.
  expect(paid(pricePart({ lines: [line(1350, 50, 550)], deliveryCents: 0, basis: 'net' }))).toBe(71_213);
});

test('a delivery of food is taxed like food: 48,00 € of carrots and 3,20 € make 54,02 €', () => {
  const lines = [line(1600, 3, 550)];
  for (const basis of ['net', 'gross'] as const) {
    const part = pricePart({ lines, deliveryCents: 320, basis });
    expect([part.goodsCents, part.deliveryCents, paid(part)]).toEqual([4800, 320, 5402]);
    expect(Object.keys(part.vatByRate)).toEqual(['550']);
  }
  expect(deliveryPrice(320, lines)).toEqual({ netCents: 320, grossCents: 338 });
});

test('a delivery of goods at two rates is split by their net amounts, what is not carried left out', () => {
  const mixed = [line(1000, 2, 550), line(1000, 1, 2000), line(90_000, 1, 2000, false)];
  expect(splitDelivery(1000, mixed)).toEqual([
    { vatBasisPoints: 2000, cents: 333 },
    { vatBasisPoints: 550, cents: 667 },
  ]);
  expect(deliveryPrice(1000, mixed).grossCents).toBe(400 + 704);
  expect(splitDelivery(500, [line(5000, 1, 2000, false)])).toEqual([{ vatBasisPoints: 2000, cents: 500 }]);
  expect(splitDelivery(500, [line(5000, 1, 0)])).toEqual([{ vatBasisPoints: 0, cents: 500 }]);
  expect(splitDelivery(0, mixed)).toEqual([]);
});

test('the price of a unit has its tax: beer of 47,52 € a case is 3,96 € a piece, carrots 1,48 € a kilo', () => {
  const [beer] = amountsFor(pricePerUnit(priceOf(3960, 2000), 12_000), 'gross');
  expect(beer!.cents).toBe(396);
  const [carrots] = amountsFor(pricePerUnit(priceOf(1400, 550), 10_000), 'gross');
  expect([carrots!.cents, priceOf(1400, 550).grossCents]).toEqual([148, 1477]);
  expect(amountsFor(priceOf(1400, 550), 'both').map(({ cents }) => cents)).toEqual([1477, 1400]);
});

test('on each basis every line is its price times its quantity, and rates add up to the VAT', () => {
  const lines = fc.array(
    fc.record({
      priceCents: fc.integer({ min: 0, max: 200_000 }),
      quantity: fc.integer({ min: 1, max: 400 }),
      vatBasisPoints: fc.constantFrom(0, 210, 550, 1000, 2000),
      carried: fc.boolean(),
    }),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(lines, fc.integer({ min: 0, max: 20_000 }), fc.constantFrom('net', 'gross'), (goods, fee, basis) => {
      const part = pricePart({ lines: goods, deliveryCents: fee, basis });
      for (const [i, { priceCents, htCents, vatCents }] of part.lines.entries()) {
        const { netCents, grossCents } = multiplyPrice(
          priceOf(goods[i]!.priceCents, goods[i]!.vatBasisPoints),
          goods[i]!.quantity,
        );
        expect(basis === 'net' ? htCents : htCents + vatCents).toBe(basis === 'net' ? netCents : grossCents);
        expect(priceCents * goods[i]!.quantity).toBe(basis === 'net' ? htCents : htCents + vatCents);
        expect(Math.min(htCents, vatCents)).toBeGreaterThanOrEqual(0);
      }
      expect(sum(Object.values(part.vatByRate))).toBe(part.vatCents);
      expect(part.deliveryCents + (basis === 'net' ? 0 : part.deliveryVatCents)).toBe(
        basis === 'net' ? fee : deliveryPrice(fee, goods).grossCents,
      );
    }),
    { numRuns: 500 },
  );
});

test('a minimum order is compared excl. VAT for every buyer, and said incl. VAT rounded up', () => {
  const goods = (cents: number, vatBasisPoints: number) => ({
    priceCents: cents,
    quantity: 3,
    vatBasisPoints,
    carried: true,
  });
  // 3 x 14.77 incl. VAT would pass a minimum of 44.00 excl. VAT; 3 x 14.00 does not.
  expect(minimumOrder(4400, [goods(1400, 550)])).toEqual({
    min: { netCents: 4400, grossCents: 4642 },
    missing: { netCents: 200, grossCents: 211 },
  });
  expect(minimumOrder(4200, [goods(1400, 550)]).missing).toEqual({ netCents: 0, grossCents: 0 });
  expect(minimumOrder(12_000, [goods(1000, 550), goods(1000, 2000)]).missing).toEqual({
    netCents: 6000,
    grossCents: 6765,
  });
  expect(minimumOrder(1000, []).missing).toEqual({ netCents: 1000, grossCents: 1000 });
});
