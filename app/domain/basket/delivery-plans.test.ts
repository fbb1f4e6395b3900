// Plans against a model that tries every choice and day of every part, and against a check of its own.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitStop } from '#app/domain/rounds/round.ts';
import { repetitions, seed } from '#tests/setup/repetitions.ts';
import {
  type OwnWay,
  type PartToPlan,
  type PlannedDelivery,
  planCheapest,
  planSoonest,
  planTogether,
  type ToPlan,
} from './delivery-plans.ts';

const days = ['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-05'];
const choices = ['shared', 'dedicated', 'pickup-foot', 'pickup-car'] as const;

const someDays = fc.subarray(days);
const part = (i: number): fc.Arbitrary<PartToPlan> =>
  fc
    .record({
      grams: fc.integer({ min: 1, max: 60 }),
      ways: fc.subarray([...choices]),
      days: someDays,
      feeCents: fc.integer({ min: 0, max: 30 }).map((tens) => tens * 100 + i),
      roundDays: someDays,
      isBooked: fc.boolean(),
      rate: fc.constantFrom(0, 550, 2000),
    })
    .map(({ ways, days: own, feeCents, roundDays, isBooked, rate, grams }) => {
      const booked = isBooked && own.length > 0;
      const onDays = booked ? own.slice(0, 1) : own;
      return {
        supplierId: `s${i}`,
        grams,
        ways: onDays.length === 0 ? [] : ways.map((choice): OwnWay => wayOf(choice, onDays, feeCents)),
        roundDays: booked ? [] : roundDays,
        withVat: (cents: number) => Math.round(cents * (1 + rate / 10_000)),
        isBooked: booked,
      };
    });

function wayOf(choice: OwnWay['choice'], on: string[], feeCents: number): OwnWay {
  return { choice, days: on, feeCents: choice === 'dedicated' ? 2 * feeCents : choice === 'shared' ? feeCents : 0 };
}

const town: fc.Arbitrary<ToPlan> = fc.record({
  parts: fc.integer({ min: 1, max: 4 }).chain((n) => fc.tuple(...Array.from({ length: n }, (_, i) => part(i)))),
  rounds: someDays.chain((on) =>
    fc.tuple(
      ...on.map((day) =>
        fc.record({
          day: fc.constant(day),
          leftGrams: fc.integer({ min: 0, max: 120 }),
          stopFeeCents: fc.integer({ min: 0, max: 2500 }),
          hours: fc.constant(''),
        }),
      ),
    ),
  ),
});

type Option = { choice: OwnWay['choice'] | 'round'; day: string; feeCents: number };

/** Ways that bring a part; those that collect it where there is none. */
function optionsOf({ ways, roundDays }: PartToPlan): Option[] {
  const own = ways.flatMap(({ choice, days: on, feeCents }) => on.map((day) => ({ choice, day, feeCents })));
  const rides = roundDays.map((day): Option => ({ choice: 'round', day, feeCents: 0 }));
  const brought = [...own.filter(({ choice }) => choice === 'shared' || choice === 'dedicated'), ...rides];
  return roundDays.length > 0 || brought.length > 0 ? brought : own;
}

/** Every way to plan all parts, with what it costs; capacities are looked at here again. */
function allPlans({ parts, rounds }: ToPlan): { options: Option[]; cents: number }[] {
  const products = parts.reduce<Option[][]>(
    (all, one) => all.flatMap((before) => optionsOf(one).map((option) => [...before, option])),
    [[]],
  );
  return products.flatMap((options) => {
    let cents = options.reduce((sum, { feeCents }, i) => sum + parts[i]!.withVat(feeCents), 0);
    const riders = Map.groupBy(
      parts.filter((_, i) => options[i]!.choice === 'round'),
      ({ supplierId }) => options[parts.findIndex((one) => one.supplierId === supplierId)]!.day,
    );
    for (const [day, own] of riders) {
      const round = rounds.find((one) => one.day === day);
      const grams = own.map((one) => one.grams);
      if (!round || grams.reduce((a, b) => a + b, 0) > round.leftGrams) return [];
      splitStop(round.stopFeeCents, grams).forEach((fee, i) => {
        cents += own[i]!.withVat(fee) - own[i]!.withVat(0);
      });
    }
    return [{ options, cents }];
  });
}

const waitOf = (options: readonly { day: string }[]) => options.reduce((sum, { day }) => sum + days.indexOf(day), 0);

/** A plan holds what it says: a way and a day that its part has, room on each round, and its own price. */
function expectPossible({ parts, rounds }: ToPlan, plan: PlannedDelivery): void {
  expect(plan.parts.map(({ supplierId }) => supplierId)).toEqual(parts.map(({ supplierId }) => supplierId));
  plan.parts.forEach(({ choice, day }, i) => {
    expect(optionsOf(parts[i]!).some((option) => option.choice === choice && option.day === day)).toBe(true);
  });
  for (const { day, leftGrams, stopFeeCents } of rounds) {
    const riding = plan.parts.flatMap((one, i) => (one.choice === 'round' && one.day === day ? [{ one, i }] : []));
    if (riding.length === 0) continue;
    expect(riding.reduce((sum, { i }) => sum + parts[i]!.grams, 0)).toBeLessThanOrEqual(leftGrams);
    expect(riding.reduce((sum, { one }) => sum + one.feeCents, 0)).toBe(stopFeeCents);
  }
  expect(plan.priceCents).toBe(plan.parts.reduce((sum, { feeCents }, i) => sum + parts[i]!.withVat(feeCents), 0));
}

test('the cheapest plan is possible, and no other one costs less or waits less for the same', () => {
  fc.assert(
    fc.property(town, (to) => {
      const plan = planCheapest(to);
      const all = allPlans(to);
      expect(plan === null).toBe(all.length === 0);
      if (!plan) return;
      expectPossible(to, plan);
      const least = Math.min(...all.map(({ cents }) => cents));
      expect(plan.priceCents).toBe(least);
      expect(waitOf(plan.parts)).toBe(
        Math.min(...all.filter(({ cents }) => cents === least).map(({ options }) => waitOf(options))),
      );
    }),
    { numRuns: repetitions('PLANS', 200, 20_000), seed },
  );
});

test('the soonest plan is possible: no other one ends earlier, then waits less, then costs less', () => {
  fc.assert(
    fc.property(town, (to) => {
      const plan = planSoonest(to);
      const lastOf = (options: readonly { day: string }[]) =>
        options
          .flatMap(({ day }, i) => (to.parts[i]!.isBooked ? [] : [day]))
          .sort()
          .at(-1) ?? '';
      const all = allPlans(to).map(({ options, cents }) => [lastOf(options), waitOf(options), cents] as const);
      expect(plan === null).toBe(all.length === 0);
      if (!plan) return;
      expectPossible(to, plan);
      const best = all.toSorted((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1] || a[2] - b[2]))[0];
      expect([lastOf(plan.parts), waitOf(plan.parts), plan.priceCents]).toEqual(best);
    }),
    { numRuns: repetitions('PLANS', 200, 20_000), seed },
  );
});

test('together is one day for all without one of their own, with the fewest trips, then the earliest, then the cheapest', () => {
  fc.assert(
    fc.property(town, (to) => {
      const plan = planTogether(to);
      const waiting = (options: readonly { day: string }[]) =>
        options.flatMap(({ day }, i) => (to.parts[i]!.isBooked ? [] : [day]));
      const tripsOf = (options: readonly { choice: string; day: string }[]) =>
        options.filter(({ choice }) => choice !== 'round').length +
        new Set(options.flatMap(({ choice, day }) => (choice === 'round' ? [day] : []))).size;
      const all = allPlans(to)
        .filter(({ options }) => new Set(waiting(options)).size === 1)
        .map(({ options, cents }) => [tripsOf(options), waiting(options)[0]!, cents] as const);
      expect(plan === null).toBe(all.length === 0);
      if (!plan) return;
      expectPossible(to, plan);
      const best = all.toSorted((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : a[2] - b[2]))[0];
      expect([plan.trips, waiting(plan.parts)[0], plan.priceCents]).toEqual(best);
    }),
    { numRuns: repetitions('PLANS', 200, 20_000), seed },
  );
});

const shop = (id: string, changes: Partial<PartToPlan> = {}): PartToPlan => ({
  supplierId: id,
  grams: 10_000,
  ways: [wayOf('shared', [days[1]!, days[3]!], 500)],
  roundDays: [],
  withVat: (cents) => cents,
  isBooked: false,
  ...changes,
});

test('two that ride share one stop, unless the round has room for one alone', () => {
  const rides = { roundDays: [days[2]!] };
  const parts = [shop('a', rides), shop('b', rides)];
  const on = (leftGrams: number) =>
    planCheapest({ parts, rounds: [{ day: days[2]!, leftGrams, stopFeeCents: 900, hours: '' }] });
  expect(on(20_000)).toMatchObject({ priceCents: 900, trips: 1 });
  expect(on(19_999)).toMatchObject({ priceCents: 1000, trips: 2 });
});
