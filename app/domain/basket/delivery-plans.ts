// Deliveries of a whole basket in one decision: together on one day, the soonest, the cheapest. Pure.
//
//   planTogether, planSoonest, planCheapest      each a choice and a day for every part; null where there is none
//
// A part is brought by a way of its supplier's own, or rides on the town's round; it is collected only where nothing brings
// it. Riders of one day share one stop's fee by mass and must have room together. The answers are exact up to
// `maxRiders` parts that could ride: days are taken one after the other, with the best set of riders for each.
import { splitStop } from '#app/domain/rounds/round.ts';
import { sum } from '#app/domain/shared/money.ts';
import type { DeliveryChoice } from '#app/domain/suppliers/supplier.ts';

/** A supplier's own way and the days on which it brings these goods, in order; `feeCents` excl. VAT. */
export type OwnWay = {
  choice: Exclude<DeliveryChoice, 'round' | 'on-site'>;
  days: readonly string[];
  feeCents: number;
};
export type PartToPlan = {
  supplierId: string;
  /** At least one. */
  grams: number;
  ways: readonly OwnWay[];
  /** Days of the town's round on which its goods can ride, in order. */
  roundDays: readonly string[];
  /** Cents incl. VAT of a fee excl. VAT for these goods. */
  withVat: (feeCents: number) => number;
  /** It has a day of its own, for which others do not wait. */
  isBooked: boolean;
};
/** A coming day of the town's round, with the mass that it still takes. */
export type RoundRoom = { day: string; leftGrams: number; stopFeeCents: number; hours: string };
export type ToPlan = { parts: readonly PartToPlan[]; rounds: readonly RoundRoom[] };

/** `feeCents` excl. VAT. */
export type PlannedPart = { supplierId: string; choice: OwnWay['choice'] | 'round'; day: string; feeCents: number };
/** `priceCents` incl. VAT; `trips`: vehicles that come, or ways to collect. Parts are in the order that was given. */
export type PlannedDelivery = { parts: PlannedPart[]; priceCents: number; trips: number };

const maxRiders = 10;

/** All on one day: the fewest trips, then the earliest day, then the lowest price. */
export function planTogether(to: ToPlan): PlannedDelivery | null {
  const waiting = to.parts.filter(({ isBooked }) => !isBooked);
  const shared = waiting.map((part) => new Set(daysOf(part)));
  const days = [...(shared[0] ?? [])].filter((day) => shared.every((own) => own.has(day))).sort();
  const plans = days.flatMap(
    (day) =>
      assign(to, (one) => one === day, { own: (_, cents) => lead(1) + cents, group: (_, cents) => lead(1) + cents }) ??
      [],
  );
  return plans.reduce<PlannedDelivery | null>((best, plan) => (best && best.trips <= plan.trips ? best : plan), null);
}

/** The earliest day by which all has come; of those plans the one with the least waiting in all, then the cheapest. */
export function planSoonest(to: ToPlan): PlannedDelivery | null {
  const days = [...new Set(to.parts.flatMap(daysOf))].sort();
  const wait = (day: string) => lead(days.indexOf(day));
  for (const last of days) {
    const plan = assign(to, (day) => day <= last, {
      own: (day, cents) => wait(day) + cents,
      group: (day, cents, riders) => riders * wait(day) + cents,
    });
    if (plan) return plan;
  }
  return null;
}

/** The lowest price incl. VAT; of equal ones that with the least waiting in all. */
export function planCheapest(to: ToPlan): PlannedDelivery | null {
  const days = [...new Set(to.parts.flatMap(daysOf))].sort();
  return assign(to, () => true, {
    own: (day, cents) => lead(cents) + days.indexOf(day),
    group: (day, cents, riders) => lead(cents) + riders * days.indexOf(day),
  });
}

/** A first measure that decides before any second one: sums of second measures stay below. */
function lead(measure: number): number {
  return measure * 1e8;
}

/** The days on which a part can be brought, else collected. */
function daysOf(part: PartToPlan): string[] {
  return [...broughtBy(part).flatMap(({ days }) => days), ...part.roundDays];
}

function broughtBy({ ways, roundDays }: PartToPlan): readonly OwnWay[] {
  const brought = ways.filter(({ choice, days }) => !choice.startsWith('pickup') && days.length > 0);
  return brought.length > 0 || roundDays.length > 0 ? brought : ways;
}

/** The cost of a way of one's own on a day, and of a stop of the round; sums of them are compared. Cents incl. VAT. */
type Costs = {
  own: (day: string, cents: number) => number;
  group: (day: string, cents: number, riders: number) => number;
};
/** `and`: the plan of the other parts, which its cost counts too. */
type Assigned = { cost: number; parts: readonly PlannedPart[]; and: Assigned | null };

/** The plan of the lowest cost on allowed days; null where a part cannot come on them. Booked parts keep their day. */
function assign({ parts, rounds }: ToPlan, allows: (day: string) => boolean, costs: Costs): PlannedDelivery | null {
  const owns = parts.map((part) => bestOwn(part, allows, costs));
  const riders = listRiders(parts, owns, allows);
  const riding = new Set(riders);
  const alone = owns.flatMap((own, i) => (riding.has(i) ? [] : [own]));
  if (alone.includes(null)) return null;
  const ridden = assignRiders({ parts, rounds: rounds.filter(({ day }) => allows(day)) }, riders, owns, costs);
  if (!ridden) return null;
  const planned = new Map([...alone, ridden].flatMap(partsOf).map((part) => [part.supplierId, part]));
  const inOrder = parts.map(({ supplierId }) => planned.get(supplierId)!);
  const ridesOn = new Set(inOrder.flatMap(({ choice, day }) => (choice === 'round' ? [day] : [])));
  return {
    parts: inOrder,
    priceCents: sum(inOrder.map(({ feeCents }, i) => parts[i]!.withVat(feeCents))),
    trips: inOrder.filter(({ choice }) => choice !== 'round').length + ridesOn.size,
  };
}

/** The best way of a part's own; null where it has none on an allowed day. */
function bestOwn(part: PartToPlan, allows: (day: string) => boolean, { own }: Costs): Assigned | null {
  const { supplierId, isBooked, withVat } = part;
  const ways = broughtBy(part).flatMap(({ choice, days, feeCents }) =>
    days.flatMap((day): Assigned[] =>
      isBooked || allows(day)
        ? [{ cost: own(day, withVat(feeCents)), parts: [{ supplierId, choice, day, feeCents }], and: null }]
        : [],
    ),
  );
  return ways.reduce<Assigned | null>((best, way) => (best && best.cost <= way.cost ? best : way), null);
}

/** Parts that could ride, by their place; those that could not come otherwise, or only dearly, before others. */
function listRiders(
  parts: readonly PartToPlan[],
  owns: readonly (Assigned | null)[],
  allows: (day: string) => boolean,
): number[] {
  const able = parts.flatMap(({ roundDays }, i) => (roundDays.some(allows) ? [i] : []));
  const cost = (i: number) => owns[i]?.cost ?? Number.POSITIVE_INFINITY;
  const dearest = able.sort((a, b) => (cost(a) === cost(b) ? a - b : cost(a) < cost(b) ? 1 : -1));
  // In the order of the basket: the cents of a stop's fee that do not divide go by it.
  return dearest.slice(0, maxRiders).sort((a, b) => a - b);
}

/** The best of all ways to spread the riders over rounds and ways of their own, a day of the round after the other. */
function assignRiders(
  { parts, rounds }: ToPlan,
  riders: readonly number[],
  owns: readonly (Assigned | null)[],
  costs: Costs,
): Assigned | null {
  const sets = 1 << riders.length;
  let best: (Assigned | null)[] = [nothing];
  for (let set = 1; set < sets; set++) {
    const first = owns[riders[Math.log2(set & -set)]!];
    best.push(joined(first ?? null, best[set & (set - 1)] ?? null));
  }
  for (const round of rounds) {
    const able = riders.reduce((on, at, bit) => (parts[at]!.roundDays.includes(round.day) ? on | (1 << bit) : on), 0);
    const groups = Array.from({ length: sets }, (_, set) =>
      set === 0 || (set & ~able) !== 0
        ? null
        : groupOn(
            round,
            riders.flatMap((at, bit) => (set & (1 << bit) ? [parts[at]!] : [])),
            costs,
            sharesOf(parts),
          ),
    );
    best = best.map((_, set) => cheapestSplit(best, groups, set));
  }
  return best[sets - 1] ?? null;
}

/** A set of riders with any part of it on the round of `groups`, and the others as before. */
function cheapestSplit(
  before: readonly (Assigned | null)[],
  groups: readonly (Assigned | null)[],
  set: number,
): Assigned | null {
  let cost = before[set]?.cost ?? Number.POSITIVE_INFINITY;
  let on = 0;
  for (let some = set; some > 0; some = (some - 1) & set) {
    const group = groups[some];
    const rest = before[set ^ some];
    if (!group || !rest || group.cost + rest.cost >= cost) continue;
    cost = group.cost + rest.cost;
    on = some;
  }
  return on === 0 ? (before[set] ?? null) : joined(groups[on] ?? null, before[set ^ on] ?? null);
}

type StopShares = { fees: readonly number[]; cents: number };
const knownShares = new WeakMap<readonly PartToPlan[], Map<string, StopShares>>();

/** The shares of a stop by its fee and its riders: the same on every day and in every plan of a basket. */
function sharesOf(parts: readonly PartToPlan[]): Map<string, StopShares> {
  const known = knownShares.get(parts) ?? new Map<string, StopShares>();
  knownShares.set(parts, known);
  return known;
}

/** Some parts, all of which can ride that day, on one round; null where it has no room for them together. */
function groupOn(
  { day, leftGrams, stopFeeCents }: RoundRoom,
  riders: readonly PartToPlan[],
  { group }: Costs,
  shares: Map<string, StopShares>,
): Assigned | null {
  if (sum(riders.map(({ grams }) => grams)) > leftGrams) return null;
  const key = [stopFeeCents, ...riders.map(({ supplierId }) => supplierId)].join(' ');
  const { fees, cents } = shares.get(key) ?? shareStop(stopFeeCents, riders);
  shares.set(key, { fees, cents });
  return {
    cost: group(day, cents, riders.length),
    parts: riders.map(({ supplierId }, i) => ({ supplierId, choice: 'round', day, feeCents: fees[i]! })),
    and: null,
  };
}

function shareStop(stopFeeCents: number, riders: readonly PartToPlan[]): StopShares {
  const fees = splitStop(
    stopFeeCents,
    riders.map(({ grams }) => grams),
  );
  return { fees, cents: sum(riders.map(({ withVat }, i) => withVat(fees[i]!))) };
}

const nothing: Assigned = { cost: 0, parts: [], and: null };

/** `one` has no others of its own. */
function joined(one: Assigned | null, rest: Assigned | null): Assigned | null {
  return one && rest && { cost: one.cost + rest.cost, parts: one.parts, and: rest };
}

function partsOf(plan: Assigned | null): PlannedPart[] {
  const parts: PlannedPart[] = [];
  for (let one = plan; one; one = one.and) parts.push(...one.parts);
  return parts;
}
