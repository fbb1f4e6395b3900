// Plans of the seeded town's baskets: what one says is what its order promises, and one that is gone is asked again.
import { expect, test } from 'vitest';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { bookedGrams, holdRound, listRounds, setRound } from '#app/domain/rounds/rounds.server.ts';
import { addMinutes, isoUtc, isoWeekday } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { noe } from '#tests/setup/evidence.ts';
import { fiveSuppliers, supplierOf } from '#tests/setup/sales.ts';
import { checkoutOf, offerId, openTown, type TestTown } from '#tests/setup/test-town.ts';
import { type BasketPlan, choosePlan, hashPlans, type PlanKind, planBasket } from './basket-plans.server.ts';
import { addToBasket, viewBasket } from './baskets.server.ts';

/** A basket of five suppliers, all of which join the town's rounds of four days. */
async function fiveTown() {
  const town = await openTown();
  town.db.$client.exec(`update suppliers set minimum_order_cents = 0, joins_round = 1, closures = '[]'`);
  for (const weekday of [1, 2, 4, 5])
    setRound(town.ctx(noe), weekday, {
      cutoffDays: 1,
      cutoffHour: 16,
      capacityGrams: 600_000,
      stopFeeCents: 1801,
      hours: '09:00-12:00',
    });
  const slugs = fiveSuppliers(town);
  let basketId = '';
  for (const slug of slugs) basketId = fill(town, basketId || null, slug, 2);
  return { town, slugs, basketId };
}

function fill(town: TestTown, basketId: string | null, slug: string, quantity: number): string {
  const added = addToBasket(town.ctx(), basketId, offerId(town, slug), quantity);
  if (!added.ok) throw new Error(added.reason);
  return added.basketId;
}

const planned = (town: TestTown, basketId: string) =>
  planBasket(town.ctx(), viewBasket(town.ctx(), basketId, demoTown.hub, false), demoTown.hub);

function choose(town: TestTown, basketId: string, kind: PlanKind, plans: readonly BasketPlan[]) {
  return choosePlan(town.ctx(), basketId, { kind, shown: hashPlans(plans), to: demoTown.hub, basis: 'net' });
}

const wishes: PlanKind[] = ['together', 'soonest', 'cheapest', 'collect'];

test.each(wishes)('%s: its days, ways and price are those of the basket and of the order', async (kind) => {
  const { town, basketId } = await fiveTown();
  const plans = planned(town, basketId);
  expect(plans.length).toBeLessThanOrEqual(4);
  const plan = plans.find(({ kinds }) => kinds.includes(kind))!;
  expect(choose(town, basketId, kind, plans).ok).toBe(true);
  const view = viewBasket(town.ctx(), basketId, demoTown.hub, false);
  const chosen = view.suppliers.map(({ choice, options }) => [choice, options.find((one) => one.choice === choice)!]);
  expect(chosen.map(([choice, option]) => [choice, typeof option === 'object' && option.arrivesOn])).toEqual(
    plan.parts.map(({ choice, day }) => [choice, day]),
  );
  expect(view.totals.deliveryCents).toBe(plan.price.netCents);
  const again = planBasket(town.ctx(), view, demoTown.hub).find(({ kinds }) => kinds.includes(kind));
  expect([again?.isChosen, again?.price]).toEqual([true, plan.price]);
  const placed = placeOrder(town.ctx(), checkoutOf(town.ctx(), basketId));
  if (!placed.ok) throw new Error(placed.reason);
  const { parts } = findOrder(town, placed.orderId)!;
  const promised = new Map(parts.map(({ supplierId, choice, deliverOn }) => [supplierId, [choice, deliverOn]]));
  for (const { supplierId, choice, day } of plan.parts) expect(promised.get(supplierId)).toEqual([choice, day]);
  const carried = parts.filter(({ choice }) => choice === 'round');
  for (const { deliverHours } of carried) expect(deliverHours).toBe('09:00-12:00');
  for (const { deliverOn } of carried) expect(bookedGrams(town.ctx()).get(deliverOn!)).toBeGreaterThan(0);
});

test('together is one day, and a route passes by every place that is collected', async () => {
  const { town, basketId } = await fiveTown();
  const plans = planned(town, basketId);
  const together = plans.find(({ kinds }) => kinds.includes('together'))!;
  expect(new Set(together.parts.map(({ day }) => day)).size).toBe(1);
  const cheapest = plans.find(({ kinds }) => kinds.includes('cheapest'))!;
  const soonest = plans.find(({ kinds }) => kinds.includes('soonest'))!;
  const lastOf = ({ parts }: BasketPlan) =>
    parts
      .map(({ day }) => day)
      .sort()
      .at(-1)!;
  expect(Math.min(...plans.map(({ price }) => price.grossCents))).toBeLessThanOrEqual(cheapest.price.grossCents);
  expect(cheapest.price.grossCents).toBeLessThanOrEqual(Math.min(together.price.grossCents, soonest.price.grossCents));
  expect(lastOf(soonest) <= lastOf(together) && lastOf(soonest) <= lastOf(cheapest)).toBe(true);
  const collect = plans.find(({ kinds }) => kinds.includes('collect'))!;
  const fetched = collect.parts.filter(({ choice }) => choice.startsWith('pickup'));
  expect(collect.route!.stops.toSorted()).toEqual(fetched.map(({ supplierId }) => supplierId).toSorted());
  expect(collect.route!.meters).toBeGreaterThan(0);
});

test('a round that fills up while the page is open: nothing is chosen, and the new plans avoid it', async () => {
  const { town, basketId, slugs } = await fiveTown();
  const plans = planned(town, basketId);
  const riding = plans.flatMap(({ kinds, parts }) =>
    parts.flatMap(({ choice, day }) => (choice === 'round' ? [{ kind: kinds[0]!, day }] : [])),
  )[0]!;
  const { capacityGrams } = listRounds(town).find(({ weekday }) => weekday === isoWeekday(riding.day))!;
  const taken = capacityGrams - (bookedGrams(town.ctx()).get(riding.day) ?? 0);
  const part = { orderId: 'ord_other', supplierId: supplierOf(town, slugs[0]!), deliverOn: riding.day };
  const until = isoUtc(addMinutes(new Date(), 30));
  expect(holdRound(town.ctx(), { ...part, roundGrams: taken }, until)).toBe(true);
  expect(choose(town, basketId, riding.kind, plans)).toEqual({ ok: false, reason: 'changed' });
  for (const { parts } of planned(town, basketId))
    expect(parts.some(({ choice, day }) => choice === 'round' && day === riding.day)).toBe(false);
});

test('a round that fills up before the payment: nothing is ordered, and the basket is whole', async () => {
  const { town, basketId, slugs } = await fiveTown();
  const plans = planned(town, basketId);
  const plan = plans.find(({ parts }) => parts.some(({ choice }) => choice === 'round'))!;
  expect(choose(town, basketId, plan.kinds[0]!, plans).ok).toBe(true);
  const checkout = checkoutOf(town.ctx(), basketId);
  const { day } = plan.parts.find(({ choice }) => choice === 'round')!;
  const { capacityGrams } = listRounds(town).find(({ weekday }) => weekday === isoWeekday(day))!;
  const taken = capacityGrams - (bookedGrams(town.ctx()).get(day) ?? 0);
  const part = { orderId: 'ord_other', supplierId: supplierOf(town, slugs[0]!), deliverOn: day, roundGrams: taken };
  expect(holdRound(town.ctx(), part, isoUtc(addMinutes(new Date(), 30)))).toBe(true);
  expect(placeOrder(town.ctx(), checkout)).toMatchObject({ ok: false, reason: 'changed' });
  expect(viewBasket(town.ctx(), basketId, demoTown.hub, false).lineCount).toBe(5);
});

test('two heavy parts that the round has room for alone do not both ride on it', async () => {
  const { town, basketId } = await fiveTown();
  const heavy = town.db.$client.prepare(
    'update offers set mass_grams = 45000 where id in (select offer_id from basket_lines where basket_id = ?)',
  );
  heavy.run(basketId);
  for (const weekday of [1, 2, 4, 5])
    setRound(town.ctx(noe), weekday, { cutoffDays: 1, cutoffHour: 16, capacityGrams: 200_000, stopFeeCents: 0 });
  for (const { parts } of planned(town, basketId)) {
    const onDays = Map.groupBy(
      parts.filter(({ choice }) => choice === 'round'),
      ({ day }) => day,
    );
    for (const [, riders] of onDays) expect(riders.length).toBeLessThanOrEqual(2); // 90 kg each
    expect(parts.some(({ choice }) => choice === 'pickup-foot')).toBe(false);
  }
});

test('a basket of one supplier has no plans: its own choices say it all', async () => {
  const town = await openTown();
  const basketId = fill(town, null, 'chaise-de-bureau-remise-en-etat', 1);
  expect(planned(town, basketId)).toEqual([]);
});
