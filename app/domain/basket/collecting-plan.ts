// A buyer fetches what can be fetched, in one round trip on one day. Pure.
import type { Mode } from '#app/domain/impact/terms.ts';
import { type Point, quarterHourMeters } from '#app/domain/shared/geo.ts';
import { sum } from '#app/domain/shared/money.ts';
import { type CarriedLoad, canCarry } from './carrying.ts';
import { type CollectingRoute, type RouteStop, routeBy } from './collecting-route.ts';
import { type PartToPlan, type PlannedDelivery, planCheapest, type ToPlan } from './delivery-plans.ts';

/** The place and the load of a part that is fetched; `own` is the vehicle of its supplier's deliveries. */
export type CollectedPart = RouteStop & { load: CarriedLoad; own: Mode };

/** An hour by bicycle: a longer round trip is one for a car. */
const longestByBicycle = 4 * quarterHourMeters.bicycle;

type CollectingPlan = PlannedDelivery & { route: CollectingRoute };

/**
 * All that can be collected, on the first day on which every place is open: on foot or by bicycle if one trip carries it
 * within an hour's ride, else by car. The rest, and parts booked for another day, come by their cheapest way. Null when
 * nothing can be collected, or not in one trip.
 */
export function planCollecting(to: ToPlan, places: readonly CollectedPart[], start: Point): CollectingPlan | null {
  const able = to.parts.flatMap((part, i) => (part.ways.some(isPickup) ? [{ part, place: places[i]! }] : []));
  return (
    collectAll(to, able, start) ??
    collectAll(
      to,
      able.filter(({ part }) => !part.isBooked),
      start,
    )
  );
}

function collectAll(
  { parts, rounds }: ToPlan,
  fetched: readonly { part: PartToPlan; place: CollectedPart }[],
  start: Point,
): CollectingPlan | null {
  const [first, ...rest] = fetched.map(({ part }) => daysOfPickup(part));
  const day = first?.sort().find((one) => rest.every((days) => days.includes(one)));
  if (day === undefined) return null;
  const places = fetched.map(({ place }) => place);
  const route = routeBy(start, places);
  const load = wholeLoad(places.map((place) => place.load));
  const isLight = canCarry('pickup-foot', 'transport.on_foot', load) && route.meters <= longestByBicycle;
  const choice = isLight ? 'pickup-foot' : 'pickup-car';
  if (!canCarry(choice, 'transport.on_foot', load)) return null;
  const collected = new Set(fetched.map(({ part }) => part));
  const brought = planCheapest({ parts: parts.filter((part) => !collected.has(part)), rounds });
  if (!brought) return null;
  const others = new Map(brought.parts.map((part) => [part.supplierId, part]));
  return {
    parts: parts.map(({ supplierId }) => others.get(supplierId) ?? { supplierId, choice, day, feeCents: 0 }),
    priceCents: brought.priceCents,
    trips: brought.trips + 1,
    route,
  };
}

function isPickup({ choice }: { choice: string }): boolean {
  return choice.startsWith('pickup');
}

function daysOfPickup({ ways }: PartToPlan): string[] {
  return [...new Set(ways.filter(isPickup).flatMap(({ days }) => days))];
}

function wholeLoad(loads: readonly CarriedLoad[]): CarriedLoad {
  return {
    grams: sum(loads.map(({ grams }) => grams)),
    longest: Math.max(...loads.map(({ longest }) => longest)),
    second: Math.max(...loads.map(({ second }) => second)),
  };
}
