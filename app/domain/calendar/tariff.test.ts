import { expect, test } from 'vitest';
import { repetitions, seed } from '#tests/setup/repetitions.ts';
import { civil, dayNumber, edge, instant } from './civil-time.ts';
import { type AxisSpan, bestPriceCents, latePriceCents, type Tariff, type TariffBlock } from './tariff.ts';

const paris = { timeZone: 'Europe/Paris' };

test('a tariff without a block that fits has no price', () => {
  const weekends: Tariff = { grain: 'day', prices: { weekend: 4000 } };
  const tuesday = dayNumber('2026-12-08');
  expect(bestPriceCents(weekends, { from: tuesday, to: tuesday + 1 }, paris)).toBeNull();
  expect(bestPriceCents({ grain: 'quarter', prices: {} }, { from: 0, to: 4 }, paris)).toBeNull();
});

test('a late day is charged from its first day on, for each unit', () => {
  const bike: Tariff = { grain: 'day', prices: { day: 2500, week: 11_000 } };
  const span = { from: 20_000, to: 20_003 };
  const late = (backAt: number) => latePriceCents(bike, span, backAt, paris, { units: 2, paidCents: 15_000 });
  expect([late(20_003), late(20_004), late(20_006)]).toEqual([0, 5000, 7000]);
});

/** The cheapest way to cover every moment by blocks that may begin at any moment and may overlap. */
function minimumCover({ grain, prices, halfDayHours = 4 }: Tariff, { from, to }: AxisSpan): number | null {
  const costs = new Map<number, number>([[from, 0]]);
  for (let t = from; t < to; t++) {
    const cost = costs.get(t);
    if (cost === undefined) continue;
    for (const [block, cents] of Object.entries(prices)) {
      const end = Math.min(to, grain === 'day' ? endOfDays(block, t) : endOfQuarters(block, t, halfDayHours));
      for (let reached = t + 1; reached <= end; reached++)
        costs.set(reached, Math.min(costs.get(reached) ?? Number.POSITIVE_INFINITY, cost + cents));
    }
  }
  return costs.get(to) ?? null;
}

function endOfDays(block: string, day: number): number {
  const weekday = new Date(day * 864e5).getUTCDay();
  if (block === 'weekend') return weekday === 6 ? day + 2 : weekday === 0 ? day + 1 : day;
  return day + (block === 'week' ? 7 : 1);
}

function endOfQuarters(block: string, t: number, halfDayHours: number): number {
  if (block === 'hour') return t + 4;
  if (block === 'half-day') return t + 4 * halfDayHours;
  const { day, quarter } = civil(paris, t);
  if (block !== 'weekend') return edge(paris, day + (block === 'week' ? 7 : 1), quarter);
  for (const friday of [day, day - 1, day - 2, day - 3])
    if (new Date(friday * 864e5).getUTCDay() === 5) {
      const [first, last] = [instant(paris, friday, 68)!, instant(paris, friday + 3, 36)!];
      if (first <= t && t < last) return last;
    }
  return t;
}

const times = repetitions('TARIFFS', 60, 4000);

test(`the best price is that of a minimum cover, and less time never costs more: ${times} (seed ${seed})`, () => {
  let state = seed;
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  const blocks = (grain: string): TariffBlock[] =>
    grain === 'day' ? ['day', 'weekend', 'week'] : ['hour', 'half-day', 'day', 'weekend', 'week'];
  const dearest = { hour: 3000, 'half-day': 9000, day: 15_000, weekend: 25_000, week: 60_000 };
  for (let i = 0; i < times; i++) {
    const grain = random(3) === 0 ? 'day' : 'quarter';
    const own = blocks(grain).filter(() => random(4) > 0);
    const prices = Object.fromEntries(own.map((block) => [block, random(dearest[block])]));
    const tariff: Tariff = { grain, prices, halfDayHours: 2 + random(5) };
    const first = dayNumber(['2026-10-19', '2027-03-22', '2026-12-21', '2028-02-23'][random(4)]!) + random(7);
    const from = grain === 'day' ? first : edge(paris, first, random(96));
    const to = from + 1 + random(grain === 'day' ? 30 : 900);
    const best = bestPriceCents(tariff, { from, to }, paris);
    expect([tariff, from, to, best]).toEqual([tariff, from, to, minimumCover(tariff, { from, to })]);
    const later = from + random(to - from);
    const shorter = bestPriceCents(tariff, { from: later, to: later + 1 + random(to - later) }, paris);
    if (best !== null) expect([tariff, from, to, (shorter ?? 0) <= best]).toEqual([tariff, from, to, true]);
  }
});
