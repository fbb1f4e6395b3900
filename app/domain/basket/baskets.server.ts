// The lines of a basket and their prices. The right to use a basket is decided in own-basket.server.ts.
import { asc, eq, sql } from 'drizzle-orm';
import { priceFor, quantityFits } from '#app/domain/catalogue/offer.ts';
import { findOffers, type Offer } from '#app/domain/catalogue/offers.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import { newBearerId } from '#app/domain/shared/ids.ts';
import { allocate } from '#app/domain/shared/money.ts';
import { type Price, type PriceBasis, priceOf } from '#app/domain/shared/price.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { arrivalDay, choicesOf, type DeliveryChoice, feeCents } from '#app/domain/suppliers/supplier.ts';
import {
  findSuppliers,
  listFactsBySupplier,
  type Supplier,
  type SupplierFact,
} from '#app/domain/suppliers/suppliers.server.ts';
import { preparedQuery, preparedSql } from '#db/client.ts';
import { findValue, getValue, hasRow, integer } from '#db/rows.ts';
import { basketDeliveries, basketLines } from '#db/schema/basket.ts';
import { type ImpactInput, type ImpactSummary, impactInput, summariseImpact, tripOf } from './impact-input.server.ts';
import { findLineBlock, type LineBlock } from './line-block.ts';
import { findBasket } from './own-basket.server.ts';
import {
  type BasketTotals,
  basketTotals,
  deliveryPrice,
  type MinimumOrder,
  maxLines,
  maxQuantity,
  minimumOrder,
  type PartInput,
  type PricedPart,
  pricePart,
} from './pricing.ts';
import { planRoundDeliveries, type RoundDelivery } from './round-deliveries.server.ts';

/** `unit` is the price of one pack for this quantity; the frozen amounts are those of `priced`. */
export type BasketLine = { offer: Offer; quantity: number; unit: Price; block: LineBlock | null; impact: ImpactInput };
/** `arrivesOn` is null where no day can be promised: then each line is blocked. */
export type DeliveryOption = { choice: DeliveryChoice; fee: Price; arrivesOn: string | null; impact: ImpactSummary };

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
export type BasketView = {
  basis: PriceBasis;
  suppliers: SupplierBasket[];
  totals: BasketTotals;
  impact: ImpactSummary;
  lineCount: number;
};

/** Sets the quantity of one offer; zero removes the line. Returns the id of the actor's basket, a new one if they had none. */
export function setQuantity(
  ctx: Ctx,
  basketId: string | null,
  offerId: number,
  quantity: number,
): Result<{ basketId: string; before: number }, { reason: 'quantity' | 'gone' | 'full' | 'step' | 'quote' }> {
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > maxQuantity) return refused('quantity');
  return inTransaction(ctx, ({ db }) => {
    const [offer] = findOffers(ctx, [offerId]);
    if (!offer || (offer.status !== 'live' && quantity > 0)) return refused('gone');
    if (quantity > 0 && offer.onQuote) return refused('quote');
    if (quantity > 0 && !quantityFits(offer, quantity)) return refused('step');
    const id = openBasket(ctx, basketId);
    const before = quantityIn(ctx, id, offerId);
    if (before === 0 && quantity > 0 && countBasketLines(ctx, id) >= maxLines) return refused('full');
    if (quantity === 0)
      preparedSql(db, 'delete from basket_lines where basket_id = ? and offer_id = ?').run(id, offerId);
    else {
      preparedSql(
        db,
        `insert into basket_lines (basket_id, offer_id, quantity, added_at) values (?, ?, ?, ?)
         on conflict (basket_id, offer_id) do update set quantity = excluded.quantity`,
      ).run(id, offerId, quantity, isoUtc(ctx.now));
    }
    return done({ basketId: id, before });
  });
}

/** Adds `quantity` packs to those already in the basket. */
export function addToBasket(ctx: Ctx, basketId: string | null, offerId: number, quantity: number) {
  return inTransaction(ctx, () => {
    const own = findBasket(ctx, basketId);
    const current = own ? quantityIn(ctx, own, offerId) : 0;
    return setQuantity(ctx, own, offerId, current + quantity);
  });
}

function quantityIn(ctx: Pick<Ctx, 'db'>, basketId: string, offerId: number): number {
  const current = findValue(
    ctx.db,
    integer,
    'select quantity from basket_lines where basket_id = ? and offer_id = ?',
    basketId,
    offerId,
  );
  return current ?? 0;
}

export function chooseDelivery(ctx: Ctx, basketId: string, supplierId: string, choice: DeliveryChoice): void {
  inTransaction(ctx, ({ db }) => {
    const known = hasRow(db, 'select 1 from baskets where id = ?', basketId);
    const [supplier] = findSuppliers(ctx, [supplierId]);
    const possible = supplier && (choice === 'round' ? supplier.joinsRound : choicesOf(supplier).includes(choice));
    if (!known || !possible) return;
    db.insert(basketDeliveries)
      .values({ basketId, supplierId, choice })
      .onConflictDoUpdate({ target: [basketDeliveries.basketId, basketDeliveries.supplierId], set: { choice } })
      .run();
  });
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
  const bySupplier = Map.groupBy(rows, (row) => offers.get(row.offerId)!.supplierId);
  const sellers = findSuppliers(ctx, [...bySupplier.keys()]);
  const deliveries = basketId ? deliveriesOf(ctx.db).all({ basketId }) : [];
  const chosen = new Map(deliveries.map((row) => [row.supplierId, row.choice]));
  const facts = listFactsBySupplier(ctx, [...bySupplier.keys()]);
  const loads = [...bySupplier].map(([supplierId, lines]) => ({
    supplier: sellers.find((seller) => seller.id === supplierId)!,
    goods: lines.map((line) => ({ offer: offers.get(line.offerId)!, quantity: line.quantity })),
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

type Load = {
  supplier: Supplier;
  goods: { offer: Offer; quantity: number }[];
  wanted: DeliveryChoice | undefined;
  ride: RoundDelivery | undefined;
  facts: readonly SupplierFact[];
};

/** The basket of one supplier with its prices and ways of delivery; `ride`: the town's round, if it can carry these goods. */
export function toSupplierBasket(
  ctx: Ctx & ActiveRules,
  { supplier, goods, wanted, ride, facts }: Load,
  { to, compare, basis }: { to: Point; compare: boolean; basis: PriceBasis },
): SupplierBasket {
  const leadDays = Math.max(...goods.map(({ offer }) => offer.leadDays));
  const arrivesOn = (by: DeliveryChoice) =>
    by === 'round' ? ride!.day : arrivalDay(supplier, by, leadDays, ctx.now, ctx.town);
  const ways = [...choicesOf(supplier), ...(ride ? (['round'] as const) : [])];
  const arrivals = new Map(ways.map((by) => [by, arrivesOn(by)]));
  const promised = ways.filter((by) => arrivals.get(by));
  const possible = promised.length > 0 ? promised : ways;
  const feeOf = (by: DeliveryChoice) => (by === 'round' ? (ride?.feeCents ?? 0) : feeCents(supplier, by));
  const choice = wanted && possible.includes(wanted) ? wanted : possible[0]!;
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
      unit: priceOf(lines[i]!.priceCents, offer.vatBasisPoints),
      block: findLineBlock(offer, quantity) ?? (promised.length > 0 ? null : 'no-day'),
      impact: { ...own[i]!, htCents: priced.lines[i]!.htCents },
    })),
    choice,
    options: possible.map((by) => ({
      choice: by,
      fee: deliveryPrice(feeOf(by), lines),
      arrivesOn: arrivals.get(by) ?? null,
      impact: summariseImpact(compare ? inputs(by) : [], ctx.factors),
    })),
    toPrice,
    priced,
    minimum: minimumOrder(supplier.minimumOrderCents, lines),
  };
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
