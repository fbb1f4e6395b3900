// The lines of a basket and their prices. The right to use a basket is decided in own-basket.server.ts.
import { asc, eq, sql } from 'drizzle-orm';
import { type BookedTime, readTime, writeTime } from '#app/domain/calendar/booked-time.ts';
import { fitsWay, offerAtTime } from '#app/domain/catalogue/booking-terms.ts';
import { findBookingBlocks } from '#app/domain/catalogue/bookings.server.ts';
import { quantityFits } from '#app/domain/catalogue/offer.ts';
import { findSessions } from '#app/domain/catalogue/offer-dates.server.ts';
import { findOffers, type Offer } from '#app/domain/catalogue/offers.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import { newBearerId } from '#app/domain/shared/ids.ts';
import type { PriceBasis } from '#app/domain/shared/price.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { choicesOf, type DeliveryChoice } from '#app/domain/suppliers/supplier.ts';
import { findSuppliers, listFactsBySupplier } from '#app/domain/suppliers/suppliers.server.ts';
import { preparedQuery, preparedSql } from '#db/client.ts';
import { findValue, getValue, hasRow, integer } from '#db/rows.ts';
import { basketDeliveries, basketLines } from '#db/schema/basket.ts';
import { type ImpactSummary, summariseImpact } from './impact-input.server.ts';
import { findBasket } from './own-basket.server.ts';
import { type BasketTotals, basketTotals, maxLines, maxQuantity, pricePart } from './pricing.ts';
import { planRoundDeliveries } from './round-deliveries.server.ts';
import { type LineOfBasket, type SupplierBasket, toSupplierBasket } from './supplier-basket.server.ts';

export type BasketView = {
  basis: PriceBasis;
  suppliers: SupplierBasket[];
  totals: BasketTotals;
  impact: ImpactSummary;
  lineCount: number;
};

export type BasketRefusal = { reason: 'quantity' | 'gone' | 'full' | 'step' | 'quote' | 'time' };

/**
 * Sets the quantity of one offer; zero removes the line. `time`: of an offer that is booked for one, whose quantity counts
 * things; the same offer may be there at several times. Returns the id of the actor's basket, a new one if they had none.
 */
export function setQuantity(
  ctx: Ctx,
  basketId: string | null,
  offerId: number,
  quantity: number,
  time: BookedTime | null = null,
): Result<{ basketId: string; before: number }, BasketRefusal> {
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > maxQuantity) return refused('quantity');
  return inTransaction(ctx, ({ db }) => {
    const [offer] = findOffers(ctx, [offerId]);
    if (!offer || (offer.status !== 'live' && quantity > 0)) return refused('gone');
    if (quantity > 0 && !fitsWay(offer, time)) return refused('time');
    if (quantity > 0 && offer.onQuote) return refused('quote');
    if (quantity > 0 && !quantityFits(offer, quantity)) return refused('step');
    const id = openBasket(ctx, basketId);
    const before = quantityIn(ctx, id, offerId, time);
    if (before === 0 && quantity > 0 && countBasketLines(ctx, id) >= maxLines) return refused('full');
    const line = { id, offerId, time: time ? writeTime(time) : '' };
    if (quantity === 0)
      preparedSql(
        db,
        'delete from basket_lines where basket_id = @id and offer_id = @offerId and booked_time = @time',
      ).run(line);
    else {
      preparedSql(
        db,
        `insert into basket_lines (basket_id, offer_id, quantity, added_at, booked_time)
         values (@id, @offerId, @quantity, @at, @time)
         on conflict (basket_id, offer_id, booked_time) do update set quantity = excluded.quantity`,
      ).run({ ...line, quantity, at: isoUtc(ctx.now) });
    }
    return done({ basketId: id, before });
  });
}

/** Adds `quantity` packs to those in the basket. Of one time there are as many things as were asked for last: sent twice, it is one. */
export function addToBasket(
  ctx: Ctx,
  basketId: string | null,
  offerId: number,
  quantity: number,
  time: BookedTime | null = null,
) {
  return inTransaction(ctx, () => {
    const own = findBasket(ctx, basketId);
    const current = own && !time ? quantityIn(ctx, own, offerId, null) : 0;
    return setQuantity(ctx, own, offerId, current + quantity, time);
  });
}

function quantityIn(ctx: Pick<Ctx, 'db'>, basketId: string, offerId: number, time: BookedTime | null): number {
  const current = findValue(
    ctx.db,
    integer,
    'select quantity from basket_lines where basket_id = ? and offer_id = ? and booked_time = ?',
    basketId,
    offerId,
    time ? writeTime(time) : '',
  );
  return current ?? 0;
}

/** The wish of a buyer for one supplier's part. Kept only if the supplier offers that choice; a day that cannot be had is the first that can. */
export function chooseDelivery(
  ctx: Ctx,
  basketId: string,
  supplierId: string,
  choice: DeliveryChoice,
  day: string | null = null,
): void {
  inTransaction(ctx, ({ db }) => {
    const known = hasRow(db, 'select 1 from baskets where id = ?', basketId);
    const [supplier] = findSuppliers(ctx, [supplierId]);
    const possible = supplier && (choice === 'round' ? supplier.joinsRound : choicesOf(supplier).includes(choice));
    if (!known || !possible) return;
    db.insert(basketDeliveries)
      .values({ basketId, supplierId, choice, day })
      .onConflictDoUpdate({ target: [basketDeliveries.basketId, basketDeliveries.supplierId], set: { choice, day } })
      .run();
  });
}

/** The same for several suppliers of a basket, by a plan that was made from what they offer. */
export function chooseDeliveries(
  { db }: Pick<Ctx, 'db'>,
  basketId: string,
  parts: readonly { supplierId: string; choice: DeliveryChoice; day: string }[],
): void {
  preparedSql(
    db,
    `insert into basket_deliveries (basket_id, supplier_id, choice, day)
     select ?, value ->> 'supplierId', value ->> 'choice', value ->> 'day' from json_each(?) where true
     on conflict (basket_id, supplier_id) do update set choice = excluded.choice, day = excluded.day`,
  ).run(basketId, JSON.stringify(parts));
}

export function emptyBasket(ctx: Ctx, basketId: string): void {
  preparedSql(ctx.db, 'delete from basket_lines where basket_id = ?').run(basketId);
  preparedSql(ctx.db, 'delete from basket_deliveries where basket_id = ?').run(basketId);
}

/** The number of lines of a basket; 0 without one. */
export function countBasketLines({ db }: Pick<Ctx, 'db'>, basketId: string | null): number {
  return basketId === null
    ? 0
    : getValue(db, integer, 'select count(*) from basket_lines where basket_id = ?', basketId);
}

const linesOf = preparedQuery((db) =>
  db
    .select()
    .from(basketLines)
    .where(eq(basketLines.basketId, sql.placeholder('basketId')))
    .orderBy(asc(basketLines.addedAt))
    .prepare(),
);
const deliveriesOf = preparedQuery((db) =>
  db
    .select()
    .from(basketDeliveries)
    .where(eq(basketDeliveries.basketId, sql.placeholder('basketId')))
    .prepare(),
);

/**
 * The basket for its page and for checkout, with delivery at `to`. `compare` adds the impact of each delivery choice.
 * `basis` is that of whoever pays: with `gross`, prices incl. VAT are kept and multiplied.
 */
export function viewBasket(
  ctx: Ctx & ActiveRules,
  basketId: string | null,
  to: Point,
  compare = true,
  basis: PriceBasis = 'net',
): BasketView {
  const rows = basketId ? linesOf(ctx.db).all({ basketId }) : [];
  const offerIds = rows.map((row) => row.offerId);
  const offers = new Map(findOffers(ctx, offerIds).map((offer) => [offer.id, offer]));
  const goodsOf = readGoods(ctx, rows, offers);
  const bySupplier = Map.groupBy(goodsOf, ({ offer }) => offer.supplierId);
  const sellers = findSuppliers(ctx, [...bySupplier.keys()]);
  const deliveries = basketId ? deliveriesOf(ctx.db).all({ basketId }) : [];
  const chosen = new Map(deliveries.map((row) => [row.supplierId, row]));
  const facts = listFactsBySupplier(ctx, [...bySupplier.keys()]);
  const loads = [...bySupplier].map(([supplierId, goods]) => ({
    supplier: sellers.find((seller) => seller.id === supplierId)!,
    goods,
    wanted: chosen.get(supplierId),
  }));
  const rides = planRoundDeliveries(ctx, loads);
  const baskets = loads.map(({ supplier, goods, wanted }) =>
    toSupplierBasket(
      ctx,
      { supplier, goods, wanted, ride: rides.get(supplier.id), facts: facts.get(supplier.id) ?? [] },
      { to, compare, basis },
    ),
  );
  return {
    basis,
    suppliers: baskets,
    totals: basketTotals(baskets.map((basket) => basket.priced)),
    impact: summariseImpact(
      compare ? baskets.flatMap((basket) => basket.lines.map((line) => line.impact)) : [],
      ctx.factors,
    ),
    lineCount: rows.length,
  };
}

/** The rows of a basket with their offers, each at its time. */
function readGoods(
  ctx: Ctx,
  rows: readonly { offerId: number; quantity: number; bookedTime: string }[],
  offers: ReadonlyMap<number, Offer>,
): LineOfBasket[] {
  const lines = rows.map((row) => ({ ...row, offer: offers.get(row.offerId)!, time: readTime(row.bookedTime) }));
  const timed = lines.flatMap(({ offer, time, quantity: units }) => (time ? [{ offer, time, units }] : []));
  const blocks = findBookingBlocks(ctx, timed).values();
  const places = readPlaces(ctx, timed);
  return lines.map(({ offer, quantity, time }) => ({
    offer: (time && offerAtTime(offer, time, ctx.town)) ?? offer,
    quantity,
    time,
    place: (time?.way === 'session' && places.get(time.session)) || '',
    block: time ? (blocks.next().value ?? null) : null,
  }));
}

/** The places of sessions, by their number; those at their supplier's have an empty one. */
function readPlaces(ctx: Ctx, timed: readonly { time: BookedTime }[]): Map<number, string> {
  const ids = timed.flatMap(({ time }) => (time.way === 'session' ? [time.session] : []));
  return new Map(findSessions(ctx, ids).map(({ id, place }) => [id, place]));
}

/** The totals of the same basket for a payer who reads prices on another basis. */
export function totalsOn({ suppliers }: BasketView, basis: PriceBasis): BasketTotals {
  return basketTotals(suppliers.map(({ toPrice }) => pricePart({ ...toPrice, basis })));
}

function openBasket(ctx: Ctx, basketId: string | null): string {
  const id = findBasket(ctx, basketId) ?? newBearerId('bsk');
  const userId = ctx.actor.kind === 'user' ? ctx.actor.userId : null;
  preparedSql(
    ctx.db,
    `insert into baskets (id, user_id, updated_at) values (?, ?, ?)
     on conflict (id) do update set user_id = excluded.user_id, updated_at = excluded.updated_at`,
  ).run(id, userId, isoUtc(ctx.now));
  return id;
}
