// The cost of a plan of a list, and the rules that it breaks: read again from the shop's own prices. Pure.
import type { WishName } from '#app/domain/buying/list-answer.ts';
import { priceFor, quantityFits } from '#app/domain/catalogue/offer.ts';
import { sum } from '#app/domain/shared/money.ts';
import type { BoundedNeed, BoundedOffer, ListSupplier, ListWishes, PreparedList } from './list-problem.ts';
import type { PackQuantities } from './list-program.ts';

export type PlanRule = 'quantity' | 'stock' | 'cover' | 'minimum' | 'load' | WishName;
/** `broken`: by how much each rule is missed, in a measure of its own; empty when all hold. Cents are excl. VAT. */
export type JudgedPlan = { costCents: number; goodsCents: number; broken: ReadonlyMap<PlanRule, number> };
type Bought = { need: BoundedNeed; offer: BoundedOffer; packs: number; cents: number };

/** `leftOut`: ids of needs that the plan does not try to cover. */
export function judgePlan(
  list: PreparedList,
  wishes: ListWishes,
  { quantities, leftOut }: { quantities: PackQuantities; leftOut: readonly number[] },
): JudgedPlan {
  const broken = new Map<PlanRule, number>();
  const misses = (rule: PlanRule, by: number) => by > 0 && broken.set(rule, (broken.get(rule) ?? 0) + by);
  const bought = list.needs.flatMap((need) =>
    need.offers.flatMap((offer): Bought[] => {
      const packs = quantities.get(offer.id) ?? 0;
      return packs > 0 ? [{ need, offer, packs, cents: priceFor(offer, packs) * packs }] : [];
    }),
  );
  for (const { offer, packs } of bought) {
    misses('quantity', quantityFits(offer, packs) ? 0 : 1);
    misses('stock', offer.stock === null ? 0 : packs - offer.stock);
  }
  const known = new Set(bought.map(({ offer }) => offer.id));
  misses('quantity', [...quantities.keys()].filter((id) => !known.has(id)).length);
  const byNeed = Map.groupBy(bought, ({ need }) => need);
  for (const need of list.needs) {
    const amount = amountOf(byNeed.get(need) ?? []);
    const isOut = leftOut.includes(need.id);
    misses('cover', isOut ? amount : Math.max(need.amount - amount, amount - Math.max(need.maxAmount, 0)));
    if (!wishes.reused || isOut) continue;
    misses('reused', need.reusedAmount - amountOf((byNeed.get(need) ?? []).filter(({ offer }) => offer.isReused)));
  }
  const bySupplier = [...Map.groupBy(bought, ({ offer }) => list.suppliers[offer.supplier]!)];
  for (const [supplier, own] of bySupplier) {
    misses('minimum', supplier.minimumCents - centsOf(own));
    misses('load', gramsOf(own) - supplier.maxGrams);
  }
  const rounds = [...Map.groupBy(bySupplier, ([{ round }]) => round)].flatMap(([round, riders]) =>
    round === null ? [] : [{ round: list.rounds[round]!, grams: sum(riders.map(([, own]) => gramsOf(own))) }],
  );
  for (const { round, grams } of rounds) misses('load', grams - round.maxGrams);
  const goodsCents = centsOf(bought);
  const costCents =
    goodsCents +
    sum(bySupplier.map(([supplier, own]) => feeOf(supplier, centsOf(own)))) +
    sum(rounds.map(({ round }) => round.feeCents));
  const trips = bySupplier.filter(([{ round }]) => round === null).length + rounds.length;
  const weighed = (weigh: (tenths: number) => number) =>
    sum(bySupplier.map(([{ provenTenths }, own]) => weigh(provenTenths) * centsOf(own)));
  const { deliveries, share, mean, budget } = wishes;
  if (deliveries !== undefined) misses('deliveries', trips - deliveries);
  if (share) misses('share', -weighed((tenths) => (tenths >= share.tenths ? 1000 : 0) - share.permille));
  if (mean !== undefined) misses('mean', -weighed((tenths) => tenths - mean));
  if (budget !== undefined) misses('budget', costCents - budget);
  return { costCents, goodsCents, broken };
}

/** The fee of a supplier's own delivery of goods of so many cents. */
function feeOf({ feeCents, freeFromCents }: ListSupplier, goodsCents: number): number {
  return freeFromCents !== null && goodsCents >= freeFromCents ? 0 : feeCents;
}

function amountOf(bought: readonly Bought[]): number {
  return sum(bought.map(({ offer, packs }) => offer.pack * packs));
}

function centsOf(bought: readonly Bought[]): number {
  return sum(bought.map(({ cents }) => cents));
}

function gramsOf(bought: readonly Bought[]): number {
  return sum(bought.map(({ offer, packs }) => offer.grams * packs));
}
