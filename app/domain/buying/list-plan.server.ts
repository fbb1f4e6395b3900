// The plan of a list as a person reads it: by supplier, with the shop's own prices; and put into the basket in one press.

import { addToBasket, chooseDeliveries, setQuantity } from '#app/domain/basket/baskets.server.ts';
import { type BasketTotals, basketTotals, pricePart } from '#app/domain/basket/pricing.ts';
import { priceFor } from '#app/domain/catalogue/offer.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { splitStop } from '#app/domain/rounds/round.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { exactPrice, multiplyPrice, type Price, type PriceBasis, priceOf } from '#app/domain/shared/price.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { foreignLocale, translated } from '#app/domain/shared/translated.ts';
import { arrivalDay, type DeliveryChoice } from '#app/domain/suppliers/supplier.ts';
import type { ListPlan } from './list-answer.ts';
import type { ListSupply } from './list-supply.server.ts';
import { judgePlan } from './solving/judge-plan.ts';
import { prepareList } from './solving/list-problem.ts';

export type PlannedSupplier = {
  id: string;
  name: string;
  choice: DeliveryChoice;
  arrivesOn: string;
  fee: Price;
  lines: { offerId: number; slug: string; name: string; nameLang: string | undefined; packs: number; total: Price }[];
};
/** `unmet`: ids of needs that are covered in part or not at all, with what is missing as a share of it, 0 to 1. */
export type PlannedList = {
  suppliers: PlannedSupplier[];
  totals: BasketTotals;
  trips: number;
  unmet: { line: number; share: number }[];
};

/** Throws an Error for a plan that breaks a rule of today, or that the shop prices otherwise: it is never shown. */
export function viewPlan(
  ctx: Pick<Ctx, 'locale' | 'now' | 'town'>,
  { problem, offers, suppliers, ways }: ListSupply,
  plan: ListPlan,
  basis: PriceBasis,
): PlannedList {
  const list = prepareList(problem);
  const judged = judgePlan(list, problem.wishes, { quantities: new Map(plan.quantities), leftOut: plan.leftOut });
  if (judged.broken.size > 0) throw new Error(`a plan breaks ${[...judged.broken.keys()].join(', ')}`);
  const bought = plan.quantities.map(([id, packs]) => ({ offer: offers.get(id)!, packs }));
  const groups = [...Map.groupBy(bought, ({ offer }) => offer.supplierId)].map(([id, goods]) => ({
    place: suppliers.findIndex((supplier) => supplier.id === id),
    goods,
  }));
  const fees = feesOf(list, groups);
  const priced = (on: PriceBasis) =>
    groups.map(({ goods }, i) => pricePart({ lines: goods.map(toPrice), deliveryCents: fees[i]!, basis: on }));
  const { goodsCents, deliveryCents } = basketTotals(priced('net'));
  if (goodsCents + deliveryCents !== plan.costCents)
    throw new Error(`a plan of ${plan.costCents} cents costs ${goodsCents + deliveryCents} in the shop`);
  const parts = priced(basis);
  const rides = groups.flatMap(({ place }) => problem.suppliers[place]!.round ?? []);
  return {
    suppliers: groups.map(({ place, goods }, i) => {
      const { choice, day } = ways[place]!;
      const { id, name } = suppliers[place]!;
      const longest = Math.max(...goods.map(({ offer }) => offer.leadDays));
      const { deliveryCents: net, deliveryVatCents } = parts[i]!;
      return {
        ...{ id, name, choice, fee: exactPrice(net, net + deliveryVatCents) },
        arrivesOn:
          day ?? arrivalDay(suppliers[place]!, choice, longest, ctx.now, ctx.town) ?? localDay(ctx.now, ctx.town),
        lines: goods.map(({ offer, packs }) => toPlannedLine(ctx, offer, packs)),
      };
    }),
    totals: basketTotals(parts),
    trips: groups.length - rides.length + new Set(rides).size,
    unmet: list.needs.flatMap(({ id, amount, missing }) => {
      const share = plan.leftOut.includes(id) ? 1 : missing / (amount + missing);
      return share > 0 ? [{ line: id, share }] : [];
    }),
  };
}

type Group = { place: number; goods: { offer: Offer; packs: number }[] };

/** The fee of each part excl. VAT: its supplier's own, or its share of the stop of a round, by mass. */
function feesOf(
  { suppliers, rounds }: ListSupply['problem'] | ReturnType<typeof prepareList>,
  groups: readonly Group[],
): number[] {
  const fees = groups.map(({ place }) => suppliers[place]!.feeCents);
  for (const [round, { feeCents }] of rounds.entries()) {
    const riders = groups.flatMap((group, i) => (suppliers[group.place]!.round === round ? [i] : []));
    const grams = riders.map((i) =>
      sum(groups[i]!.goods.map(({ offer, packs }) => Math.ceil(offer.massGrams * packs))),
    );
    for (const [at, cents] of splitStop(feeCents, grams).entries()) if (riders.length > 0) fees[riders[at]!] = cents;
  }
  return fees;
}

function toPrice({ offer, packs }: { offer: Offer; packs: number }) {
  const { vatBasisPoints, massGrams } = offer;
  return { priceCents: priceFor(offer, packs), quantity: packs, vatBasisPoints, carried: massGrams > 0 };
}

function toPlannedLine({ locale }: Pick<Ctx, 'locale'>, offer: Offer, packs: number): PlannedSupplier['lines'][number] {
  const { id, slug, name, vatBasisPoints } = offer;
  return {
    ...{ offerId: id, slug, packs },
    name: translated(name, locale),
    nameLang: foreignLocale(name, locale),
    total: multiplyPrice(priceOf(priceFor(offer, packs), vatBasisPoints), packs),
  };
}

/** Packs that an offer had in the basket before. */
export type BasketBefore = { offerId: number; packs: number }[];

/** Adds all of a plan to the actor's basket, with its ways of delivery. `left`: names of those that found no place. */
export function putPlanIntoBasket(
  ctx: Ctx,
  { suppliers }: Pick<PlannedList, 'suppliers'>,
  basketId: string | null,
): { basketId: string | null; before: BasketBefore; left: string[] } {
  return inTransaction(ctx, () => {
    const before: BasketBefore = [];
    const left: string[] = [];
    let into = basketId;
    for (const { offerId, packs, name } of suppliers.flatMap(({ lines }) => lines)) {
      const put = addToBasket(ctx, into, offerId, packs);
      if (put.ok) {
        into = put.basketId;
        before.push({ offerId, packs: put.before });
      } else left.push(name);
    }
    const parts = suppliers.map(({ id, choice, arrivesOn }) => ({ supplierId: id, choice, day: arrivesOn }));
    if (into) chooseDeliveries(ctx, into, parts);
    return { basketId: into, before, left };
  });
}

/** Takes a plan out of the basket again: each offer as often as it was there before. */
export function takePlanOut(ctx: Ctx, basketId: string | null, before: BasketBefore): void {
  inTransaction(ctx, () => {
    for (const { offerId, packs } of before) setQuantity(ctx, basketId, offerId, packs);
  });
}
