// One supplier's part of a basket: its lines with their prices, and the ways by which they come.
import { type BookedTime, daysOfTime, isOnSite } from '#app/domain/calendar/booked-time.ts';
import type { BookingBlock } from '#app/domain/catalogue/bookings.server.ts';
import { priceFor } from '#app/domain/catalogue/offer.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import { allocate } from '#app/domain/shared/money.ts';
import { type Price, type PriceBasis, priceOf } from '#app/domain/shared/price.ts';
import {
  arrivalDay,
  arrivalDays,
  arrivalInWeek,
  choicesOf,
  type DeliveryChoice,
  feeCents,
} from '#app/domain/suppliers/supplier.ts';
import type { Supplier, SupplierFact } from '#app/domain/suppliers/suppliers.server.ts';
import { canCarry, loadOf } from './carrying.ts';
import { type ImpactInput, type ImpactSummary, impactInput, summariseImpact, tripOf } from './impact-input.server.ts';
import { findLineBlock, type LineBlock } from './line-block.ts';
import {
  deliveryPrice,
  type MinimumOrder,
  minimumOrder,
  type PartInput,
  type PricedPart,
  pricePart,
} from './pricing.ts';
import { daysBetween, type RoundDelivery, type WantedDelivery } from './round-deliveries.server.ts';

/** `unit` is the price of one pack for this quantity; the frozen amounts are those of `priced`. */
export type BasketLine = {
  /** As it is at its time: its price is that of the whole time, and its pack all of it (`offerAtTime`). */
  offer: Offer;
  quantity: number;
  time: BookedTime | null;
  /** The place of a session; empty: at its supplier's. */
  place: string;
  unit: Price;
  block: LineBlock | null;
  impact: ImpactInput;
};
/** `arrivesOn` is null where no day can be promised: then each line is blocked. */
export type DeliveryOption = {
  choice: DeliveryChoice;
  fee: Price;
  arrivesOn: string | null;
  /** Between which hours a round comes, `09:00-12:00`; empty where that is not promised. */
  hours: string;
  impact: ImpactSummary;
};

export type SupplierBasket = {
  supplier: Supplier;
  lines: BasketLine[];
  choice: DeliveryChoice;
  options: DeliveryOption[];
  /** From which `priced` was computed, on one basis. */
  toPrice: Omit<PartInput, 'basis'>;
  priced: PricedPart;
  minimum: MinimumOrder;
};
/** A line to be priced. `block`: why its time cannot be had. */
export type LineOfBasket = Pick<BasketLine, 'offer' | 'quantity' | 'time' | 'place'> & { block: BookingBlock | null };

type Load = {
  supplier: Supplier;
  goods: readonly LineOfBasket[];
  wanted: WantedDelivery | undefined;
  ride: RoundDelivery | undefined;
  facts: readonly SupplierFact[];
};

/** The basket of one supplier with its prices and ways of delivery; `ride`: the town's round, if it can carry these goods. */
export function toSupplierBasket(
  ctx: Ctx & ActiveRules,
  { supplier, goods, wanted, ride, facts }: Load,
  { to, compare, basis }: { to: Point; compare: boolean; basis: PriceBasis },
): SupplierBasket {
  const carrying = waysOf(supplier, goods, ride);
  // Goods that nothing can carry stay in the basket, with their lines blocked.
  const ways = carrying.length > 0 ? carrying : choicesOf(supplier);
  const leadDays = leadDaysOf(goods);
  const booked = firstBookedDay(goods);
  const harvests = harvestWeeks(goods);
  const arrivesOn = (by: DeliveryChoice) => {
    if (by === 'round') return ride!.day;
    if (harvests.only) return arrivalInWeek(supplier, by, leadDays, ctx.now, ctx.town, harvests.only);
    if (booked) return booked;
    const day = wanted?.choice === by ? wanted.day : null;
    const isHad = day !== null && arrivesBy(ctx, supplier, by, leadDays, day);
    return isHad ? day : arrivalDay(supplier, by, leadDays, ctx.now, ctx.town);
  };
  const arrivals = new Map(ways.map((by) => [by, arrivesOn(by)]));
  const promised = ways.filter((by) => arrivals.get(by));
  const possible = promised.length > 0 ? promised : ways;
  const feeOf = (by: DeliveryChoice) => (by === 'round' ? (ride?.feeCents ?? 0) : feeCents(supplier, by));
  const choice = wanted && possible.includes(wanted.choice) ? wanted.choice : possible[0]!;
  const unable = carrying.length === 0 ? 'too-heavy' : promised.length === 0 ? 'no-day' : null;
  const day = localDay(ctx.now, ctx.town);
  const masses = goods.map(({ offer, quantity }) => offer.massGrams * quantity);
  const shares = allocate(1000, masses); // one trip for all lines of the supplier, shared by mass
  const inputs = (by: DeliveryChoice) =>
    goods.map(({ offer, quantity }, i) =>
      impactInput(
        ctx,
        offer,
        quantity,
        supplier,
        facts,
        tripOf(supplier, by, to, shares[i]),
        day,
        arrivals.get(by) ?? day,
      ),
    );
  const own = inputs(choice);
  const lines = goods.map(({ offer, quantity }) => ({
    priceCents: priceFor(offer, quantity),
    quantity,
    vatBasisPoints: offer.vatBasisPoints,
    carried: offer.massGrams > 0,
  }));
  const toPrice = { lines, deliveryCents: feeOf(choice) };
  const priced = pricePart({ ...toPrice, basis });
  return {
    supplier,
    lines: goods.map(({ offer, quantity }, i) => ({
      offer,
      quantity,
      time: goods[i]!.time,
      place: goods[i]!.place,
      unit: priceOf(lines[i]!.priceCents, offer.vatBasisPoints),
      block:
        findLineBlock(offer, quantity, goods[i]!.time, day) ??
        goods[i]!.block ??
        (harvests.differ && goods[i]!.time?.way === 'week' ? 'other-week' : null) ??
        unable,
      impact: { ...own[i]!, htCents: priced.lines[i]!.htCents },
    })),
    choice,
    options: possible.map((by) => ({
      choice: by,
      fee: deliveryPrice(feeOf(by), lines),
      arrivesOn: arrivals.get(by) ?? null,
      hours: (by === 'round' ? ride?.hours : by === 'shared' && !booked && supplier.deliveryHours) || '',
      impact: summariseImpact(compare ? inputs(by) : [], ctx.factors),
    })),
    toPrice,
    priced,
    minimum: minimumOrder(supplier.minimumOrderCents, lines),
  };
}

/**
 * The ways by which a supplier's goods can come, the lightest first: those that carry their mass and size. Things
 * only used at their place have no other.
 */
export function waysOf(
  supplier: Supplier,
  goods: readonly LineOfBasket[],
  ride: RoundDelivery | undefined,
): DeliveryChoice[] {
  const isVisited = goods.some(({ time }) => time?.way === 'appointment');
  if (goods.every(({ time }) => isOnSite(time) || time?.way === 'appointment'))
    return [isVisited ? 'visit' : 'on-site'];
  const load = loadOf(goods);
  const own = choicesOf(supplier).filter((by) => canCarry(by, supplier.deliveryMode, load));
  return [...own, ...(ride && goods.every(({ time }) => !time) ? (['round'] as const) : [])];
}

/** The days of work that goods need. A booking has a day of its own: the rest does not wait for it. */
export function leadDaysOf(goods: readonly Pick<LineOfBasket, 'offer' | 'time'>[]): number {
  const delivered = goods.filter(({ time }) => !time);
  return Math.max(...(delivered.length > 0 ? delivered : goods).map(({ offer }) => offer.leadDays));
}

/**
 * The Monday of the week whose harvest all goods are ordered of; `differ` when only some of them are, or of several weeks: one
 * trip brings all of them.
 */
export function harvestWeeks(goods: readonly Pick<LineOfBasket, 'time'>[]): { only: string | null; differ: boolean } {
  const weeks = [...new Set(goods.map(({ time }) => (time?.way === 'week' ? time.monday : null)))];
  return { only: weeks.length === 1 ? weeks[0]! : null, differ: weeks.length > 1 };
}

/** The first day of goods that are all booked for a time; null where some are only delivered. */
export function firstBookedDay(goods: readonly Pick<LineOfBasket, 'time'>[]): string | null {
  const days = goods.map(({ time }) => time && daysOfTime(time).first);
  return days.includes(null) ? null : (days.toSorted()[0] ?? null);
}

/** Whether goods of a supplier's own way can still be promised for a day. */
function arrivesBy({ now, town }: Ctx, supplier: Supplier, by: DeliveryChoice, leadDays: number, day: string): boolean {
  const within = daysBetween(localDay(now, town), day);
  return arrivalDays(supplier, by, leadDays, now, town, within).includes(day);
}
