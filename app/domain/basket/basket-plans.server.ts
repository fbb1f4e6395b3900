// The plans by which a whole basket can come: made from what each supplier offers, the town's rounds and their room.
import { createHash } from 'node:crypto';
import { travelTerms } from '#app/domain/impact/line-terms.ts';
import { centralGrams } from '#app/domain/impact/propagate.server.ts';
import { listRoundDays } from '#app/domain/rounds/round.ts';
import { bookedGrams, listRounds } from '#app/domain/rounds/rounds.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { addDays, type Ctx, isoWeekday, localDay } from '#app/domain/shared/context.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import { allocate, sum } from '#app/domain/shared/money.ts';
import { exactPrice, type Price, type PriceBasis } from '#app/domain/shared/price.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { arrivalDays, arrivalInWeek, feeCents, promisingSeller } from '#app/domain/suppliers/supplier.ts';
import { type BasketView, chooseDeliveries, viewBasket } from './baskets.server.ts';
import { canCarry, loadOf } from './carrying.ts';
import { type CollectedPart, planCollecting } from './collecting-plan.ts';
import type { CollectingRoute } from './collecting-route.ts';
import {
  type OwnWay,
  type PartToPlan,
  type PlannedDelivery,
  type PlannedPart,
  planCheapest,
  planSoonest,
  planTogether,
  type RoundRoom,
} from './delivery-plans.ts';
import { tripOf } from './impact-input.server.ts';
import { deliveryPrice } from './pricing.ts';
import { firstBookedDay, harvestWeeks, leadDaysOf, type SupplierBasket, waysOf } from './supplier-basket.server.ts';

export const planKinds = ['together', 'soonest', 'cheapest', 'collect'] as const;
export type PlanKind = (typeof planKinds)[number];

/** The way and the day of a part by a plan. */
type PlanPart = PlannedPart & { supplierName: string; fee: Price; hours: string[] };
export type BasketPlan = {
  /** The wishes that it fulfils: two with the same parts are one plan. */
  kinds: PlanKind[];
  parts: PlanPart[];
  price: Price;
  trips: number;
  /** Of what is fetched. */
  route: CollectingRoute | null;
  /** Mass times its way by the road, in kilogram-kilometres, rounded. */
  kilogramKilometers: number;
  /** Of the ways alone, as the impact of each line counts them, at the central values of the factors. */
  gramsCo2: number;
  /** It is how the basket stands now. */
  isChosen: boolean;
};

/** Days from today that plans look at. */
const planningDays = 21;

/** At most four plans for the parts that travel; none for a single part, whose own choices say it all. */
export function planBasket(ctx: Ctx & ActiveRules, { suppliers }: BasketView, to: Point): BasketPlan[] {
  const carried = suppliers.filter(({ choice }) => choice !== 'on-site');
  const cannotCome = carried.some(({ lines }) =>
    lines.some(({ block }) => block === 'too-heavy' || block === 'no-day'),
  );
  if (carried.length < 2 || cannotCome) return [];
  const toPlan = toPlanOf(ctx, carried);
  const collected = planCollecting(toPlan, carried.map(collectedPart), to);
  const found: [PlanKind, (PlannedDelivery & { route?: CollectingRoute }) | null][] = [
    ['together', planTogether(toPlan)],
    ['soonest', planSoonest(toPlan)],
    ['cheapest', planCheapest(toPlan)],
    ['collect', collected],
  ];
  const known = found.flatMap(([kind, plan]) => (plan ? [{ kind, plan }] : []));
  const distinct = Map.groupBy(known, ({ plan }) => JSON.stringify(plan.parts.map(({ choice, day }) => [choice, day])));
  return [...distinct.values()].map((same) => describePlan(ctx, same, { carried, rounds: toPlan.rounds, to }));
}

/** Names the plans of a page: what a buyer chose by it is refused once they differ. */
export function hashPlans(plans: readonly BasketPlan[]): string {
  const shown = plans.map(({ kinds, parts, price }) => [
    kinds,
    parts.map(({ choice, day, hours }) => [choice, day, hours]),
    price,
  ]);
  return createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 16);
}

/**
 * Chooses the way and the day of every part by a plan that the page showed (`hashPlans`). `changed`: the plans are others by
 * now, as when a round has filled up; nothing is chosen.
 */
export function choosePlan(
  ctx: Ctx & ActiveRules,
  basketId: string,
  { kind, shown, to, basis }: { kind: PlanKind; shown: string; to: Point; basis: PriceBasis },
): Result<object, { reason: 'changed' }> {
  return inTransaction(ctx, () => {
    const plans = planBasket(ctx, viewBasket(ctx, basketId, to, false, basis), to);
    const plan = plans.find(({ kinds }) => kinds.includes(kind));
    if (!plan || hashPlans(plans) !== shown) return refused('changed');
    chooseDeliveries(ctx, basketId, plan.parts);
    return done();
  });
}

function toPlanOf(ctx: Ctx, carried: readonly SupplierBasket[]): { parts: PartToPlan[]; rounds: RoundRoom[] } {
  const joins = carried.some(({ supplier }) => supplier.joinsRound);
  const rounds = joins ? listRounds(ctx) : [];
  const booked = rounds.length > 0 ? bookedGrams(ctx) : new Map<string, number>();
  const parts = carried.map((basket): PartToPlan => {
    const { supplier, lines, toPrice } = basket;
    const load = loadOf(lines);
    const grams = Math.max(1, load.grams);
    const leadDays = leadDaysOf(lines);
    const rides =
      supplier.joinsRound && lines.every(({ time }) => !time) && canCarry('round', supplier.deliveryMode, load);
    const seller = promisingSeller(supplier, Math.max(...lines.map(({ offer }) => offer.leadDays)));
    const when = { now: ctx.now, town: ctx.town, within: planningDays };
    return {
      supplierId: supplier.id,
      grams,
      ways: ownWays(ctx, basket, leadDays),
      roundDays: rides ? listRoundDays(rounds, booked, { grams, seller }, when) : [],
      withVat: (cents) => deliveryPrice(cents, toPrice.lines).grossCents,
      isBooked: firstBookedDay(lines) !== null,
    };
  });
  return { parts, rounds: roomOf(ctx, rounds, booked) };
}

function ownWays(ctx: Ctx, { supplier, lines }: SupplierBasket, leadDays: number): OwnWay[] {
  const booked = firstBookedDay(lines);
  const week = harvestWeeks(lines).only;
  const goods = lines.map((line) => ({ ...line, block: null }));
  return waysOf(supplier, goods, undefined).flatMap((choice) => {
    if (choice === 'round' || choice === 'on-site') return [];
    const ofWeek = week ? arrivalInWeek(supplier, choice, leadDays, ctx.now, ctx.town, week) : booked;
    if (week && !ofWeek) return [];
    const days = ofWeek ? [ofWeek] : arrivalDays(supplier, choice, leadDays, ctx.now, ctx.town, planningDays);
    return days.length > 0 ? [{ choice, days, feeCents: feeCents(supplier, choice) }] : [];
  });
}

/** Each coming day of a round with the mass that is left on it. */
function roomOf(
  { now, town }: Ctx,
  rounds: ReturnType<typeof listRounds>,
  booked: ReadonlyMap<string, number>,
): RoundRoom[] {
  const today = localDay(now, town);
  return Array.from({ length: planningDays + 1 }, (_, ahead) => addDays(today, ahead)).flatMap((day) => {
    const round = rounds.find(({ weekday }) => weekday === isoWeekday(day));
    if (!round) return [];
    return [
      {
        day,
        leftGrams: round.capacityGrams - (booked.get(day) ?? 0),
        stopFeeCents: round.stopFeeCents,
        hours: round.hours,
      },
    ];
  });
}

function collectedPart({ supplier, lines }: SupplierBasket): CollectedPart {
  return { id: supplier.id, lat: supplier.lat, lon: supplier.lon, load: loadOf(lines), own: supplier.deliveryMode };
}

function describePlan(
  ctx: Ctx & ActiveRules,
  same: readonly { kind: PlanKind; plan: PlannedDelivery & { route?: CollectingRoute } }[],
  { carried, rounds, to }: { carried: readonly SupplierBasket[]; rounds: readonly RoundRoom[]; to: Point },
): BasketPlan {
  const { plan } = same[0]!;
  const parts = plan.parts.map((part, i): PlanPart => {
    const { supplier, toPrice } = carried[i]!;
    const fee = deliveryPrice(part.feeCents, toPrice.lines);
    return { ...part, supplierName: supplier.name, fee, hours: hoursOf(part, supplier, rounds) };
  });
  const ways = parts.flatMap((part, i) => waysOfLines(carried[i]!, part, to));
  return {
    kinds: same.map(({ kind }) => kind),
    parts,
    price: exactPrice(sum(parts.map(({ fee }) => fee.netCents)), sum(parts.map(({ fee }) => fee.grossCents))),
    trips: plan.trips,
    route: same.find(({ plan: { route } }) => route)?.plan.route ?? null,
    kilogramKilometers: Math.round(
      ways.reduce((all, { massGrams, trip }) => all + massGrams * trip.distanceMeters, 0) / 1e6,
    ),
    gramsCo2: centralGrams(
      ways.flatMap(({ trip, ...goods }) => travelTerms(ctx.factors, goods, trip)),
      ctx.factors,
    ),
    isChosen: parts.every(({ choice, day }, i) => {
      const { choice: now, options } = carried[i]!;
      return choice === now && options.some((option) => option.choice === now && option.arrivesOn === day);
    }),
  };
}

/** The spans of hours of a part on its day, `09:00-12:00`: of the round that brings it, or of the place that is open. */
function hoursOf(
  { choice, day }: PlannedPart,
  supplier: SupplierBasket['supplier'],
  rounds: readonly RoundRoom[],
): string[] {
  if (choice === 'round') return [rounds.find((round) => round.day === day)?.hours ?? ''].filter(Boolean);
  if (choice === 'shared') return [supplier.deliveryHours].filter(Boolean);
  const open = choice.startsWith('pickup') ? supplier.opening : [];
  return open.filter((one) => one.day === isoWeekday(day)).map(({ from, to }) => `${from}-${to}`);
}

/** The lines of a part on their way, as the impact of each counts it: one trip, shared by mass. */
function waysOfLines({ supplier, lines }: SupplierBasket, { choice }: PlannedPart, to: Point) {
  const masses = lines.map(({ offer, quantity }) => Math.ceil(offer.massGrams * quantity));
  const shares = allocate(1000, masses);
  return lines.map(({ offer }, i) => ({
    massGrams: masses[i]!,
    isRental: offer.scenario?.kind === 'rental',
    trip: tripOf(supplier, choice, to, shares[i]),
  }));
}
