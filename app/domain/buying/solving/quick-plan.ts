// A plan of our own, at once: the cheapest offers, then suppliers left out or let in while that helps. Not proved. Pure.
import type { ListPlan } from '#app/domain/buying/list-answer.ts';
import { priceFor } from '#app/domain/catalogue/offer.ts';
import { sum } from '#app/domain/shared/money.ts';
import { type JudgedPlan, judgePlan } from './judge-plan.ts';
import {
  type BoundedNeed,
  type BoundedOffer,
  ceilTo,
  type ListWishes,
  type PreparedList,
  priceSegmentsOf,
} from './list-problem.ts';

/** `boundCents`: nothing can cost less. `plan`: null where none was found that keeps the rules and the wishes. */
export type QuickPlan = { plan: ListPlan | null; boundCents: number };

/** How much dearer goods of suppliers that prove less, or goods that are not reused, are taken to be, one after the other. */
const leanings = [1, 1.1, 1.25, 1.6, 3, 1000] as const;
/** Moves are tried until this many plans were looked at: some tens of milliseconds for eighty needs. */
const maxLooks = 250;

export function planQuickly(list: PreparedList, wishes: ListWishes): QuickPlan {
  const boundCents = lowestCost(list);
  const leans = wishes.share || wishes.mean !== undefined || wishes.reused ? leanings : ([1] as const);
  let best: ListPlan | null = null;
  for (const lean of leans) {
    const found = improve(list, wishes, lean);
    if (found.missed === 0 && (!best || found.plan.costCents < best.costCents)) best = found.plan;
    if (best && lean > 1) break;
  }
  return best ? { plan: best, boundCents } : leaveOut(list, wishes, boundCents);
}

/** Leaves out the needs for which a minimum order is not reached, until the rest keeps the rules; no plan where it does not. */
function leaveOut(list: PreparedList, wishes: ListWishes, boundCents: number): QuickPlan {
  const leftOut = new Set<number>();
  for (;;) {
    const rest = { ...list, needs: list.needs.map((need) => (leftOut.has(need.id) ? { ...need, amount: 0 } : need)) };
    const { plan, broken } = improve(rest, wishes, 1);
    if (broken.size === 0 && plan.quantities.length > 0)
      return { plan: { ...plan, leftOut: [...leftOut] }, boundCents: lowestCost(rest) };
    const short = broken.has('minimum') ? needsUnderMinimum(rest, plan) : [];
    if (short.length === 0) return { plan: null, boundCents };
    for (const id of short) leftOut.add(id);
  }
}

/** Ids of the needs that a plan buys from the supplier that lacks most of its minimum order. */
function needsUnderMinimum({ needs, suppliers }: PreparedList, plan: ListPlan): number[] {
  const packs = new Map(plan.quantities);
  const bought = needs.flatMap(({ id, offers }) =>
    offers.flatMap((offer) => {
      const own = packs.get(offer.id) ?? 0;
      return own > 0 ? [{ id, supplier: offer.supplier, cents: priceFor(offer, own) * own }] : [];
    }),
  );
  const lacking = [...Map.groupBy(bought, ({ supplier }) => supplier)].map(([supplier, own]) => ({
    ids: own.map(({ id }) => id),
    cents: suppliers[supplier]!.minimumCents - sum(own.map(({ cents }) => cents)),
  }));
  const [worst] = lacking.toSorted((a, b) => b.cents - a.cents);
  return worst && worst.cents > 0 ? worst.ids : [];
}

type Looked = { plan: ListPlan; missed: number; opened: ReadonlySet<number>; broken: JudgedPlan['broken'] };

/** The best plan that leaving out, letting in and exchanging single suppliers leads to. */
function improve(list: PreparedList, wishes: ListWishes, lean: number): Looked {
  const fills = list.needs.map((need) => fillsOf(list, wishes, need, lean));
  let looks = 0;
  const look = (open: ReadonlySet<number>): Looked => {
    looks++;
    return lookAt(list, wishes, fills, open);
  };
  const all = new Set(list.suppliers.keys());
  let best = look(all);
  for (let improved = true; improved && looks < maxLooks; ) {
    improved = false;
    const moves = [
      ...[...best.opened].map((out) => new Set([...best.opened].filter((one) => one !== out))),
      ...[...all].filter((one) => !best.opened.has(one)).map((one) => new Set([...best.opened, one])),
    ];
    for (const open of moves) {
      if (looks >= maxLooks) break;
      const other = look(open);
      if (other.missed > best.missed || (other.missed === best.missed && other.plan.costCents >= best.plan.costCents))
        continue;
      best = other;
      improved = true;
      break;
    }
  }
  return best;
}

/** One way to cover a need: offers with their packs, all of one supplier or of several. `weight`: cents as they are leant on. */
type Fill = { packs: readonly (readonly [BoundedOffer, number])[]; weight: number; suppliers: readonly number[] };

/** Ways to cover a need by one offer alone, the cheapest first; then together, for what no one has enough of. */
function fillsOf(
  list: PreparedList,
  wishes: ListWishes,
  need: BoundedNeed,
  lean: number,
): { single: Fill[]; need: BoundedNeed; byPrice: BoundedOffer[]; leantOf: (offer: BoundedOffer) => number } {
  const floor = Math.max(wishes.share?.tenths ?? 0, wishes.mean ?? 0);
  const leantOf = ({ supplier, isReused }: BoundedOffer) =>
    (list.suppliers[supplier]!.provenTenths < floor ? lean : 1) * (wishes.reused && !isReused ? lean : 1);
  const single = need.offers
    .flatMap((offer): Fill[] => {
      const minPacks = Math.max(offer.minPacks, ceilTo(Math.ceil(need.amount / offer.pack), offer.orderStep));
      if (need.amount === 0 || minPacks > offer.bound) return [];
      const starts = priceSegmentsOf(offer).flatMap(({ from, to }) =>
        to >= minPacks ? [Math.max(from, minPacks)] : [],
      );
      const packs = starts.reduce((best, one) =>
        priceFor(offer, one) * one < priceFor(offer, best) * best ? one : best,
      );
      return [
        {
          packs: [[offer, packs]],
          weight: priceFor(offer, packs) * packs * leantOf(offer),
          suppliers: [offer.supplier],
        },
      ];
    })
    .sort((a, b) => a.weight - b.weight);
  const unitCents = (offer: BoundedOffer) => (priceFor(offer, offer.bound) * leantOf(offer)) / offer.pack;
  return { single, need, byPrice: need.offers.toSorted((a, b) => unitCents(a) - unitCents(b)), leantOf };
}

function lookAt(
  list: PreparedList,
  wishes: ListWishes,
  fills: readonly ReturnType<typeof fillsOf>[],
  open: ReadonlySet<number>,
): Looked {
  const bought = fills.flatMap(({ single, byPrice, need }) => {
    if (need.amount === 0) return [];
    const alone = single.find(({ suppliers: [only] }) => open.has(only!));
    return alone ? alone.packs : fillTogether(need, byPrice, open);
  });
  const quantities = new Map(bought.map(([{ id }, packs]) => [id, packs]));
  const { costCents, broken } = judgePlan(list, wishes, { quantities, leftOut: [] });
  const opened = new Set(bought.map(([{ supplier }]) => supplier));
  return {
    plan: { quantities: [...quantities], leftOut: [], costCents },
    missed: weighMissed(broken),
    opened,
    broken,
  };
}

/** A need that is not covered weighs more than any cents that a minimum order lacks. */
function weighMissed(broken: JudgedPlan['broken']): number {
  return sum([...broken].map(([rule, by]) => (rule === 'cover' ? 1e9 * by : by)));
}

/** Packs of several offers, the lowest price of a unit first, until the need is covered or nothing is left. */
function fillTogether(
  need: BoundedNeed,
  byPrice: readonly BoundedOffer[],
  open: ReadonlySet<number>,
): (readonly [BoundedOffer, number])[] {
  const packs: (readonly [BoundedOffer, number])[] = [];
  let left = need.amount;
  for (const offer of byPrice) {
    if (left <= 0) break;
    if (!open.has(offer.supplier)) continue;
    const own = Math.min(offer.bound, Math.max(offer.minPacks, ceilTo(Math.ceil(left / offer.pack), offer.orderStep)));
    packs.push([offer, own]);
    left -= own * offer.pack;
  }
  return packs;
}

/**
 * Cents that no plan can cost less than: of each need its lowest price of a unit, and the fees of suppliers that alone have
 * something; else the lowest fee of one delivery.
 */
function lowestCost({ needs, suppliers, rounds }: PreparedList): number {
  const asked = needs.filter(({ amount }) => amount > 0);
  const goods = asked.map(({ amount, offers }) => amount * Math.min(...offers.map(lowestUnitCents)));
  const feeOfPlace = (place: number) => {
    const { feeCents, freeFromCents, round } = suppliers[place]!;
    return freeFromCents === null && round === null ? feeCents : 0;
  };
  const only = new Set(
    asked.flatMap(({ offers }) =>
      offers.every(({ supplier }) => supplier === offers[0]!.supplier) ? [offers[0]!.supplier] : [],
    ),
  );
  const able = [...new Set(asked.flatMap(({ offers }) => offers.map(({ supplier }) => supplier)))];
  const sole = sum([...only].map(feeOfPlace));
  const one =
    able.length === 0
      ? 0
      : Math.min(
          ...able.map((place) =>
            suppliers[place]!.round === null ? feeOfPlace(place) : rounds[suppliers[place]!.round!]!.feeCents,
          ),
        );
  return Math.ceil(goods.reduce((all, cents) => all + cents, 0) - 1e-6) + Math.max(sole, one);
}

function lowestUnitCents(offer: BoundedOffer): number {
  return Math.min(...priceSegmentsOf(offer).map(({ priceCents }) => priceCents)) / offer.pack;
}
