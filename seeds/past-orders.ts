// Ten months of past orders, replayed through the same verbs as today's orders.
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import { addToBasket, chooseDelivery, emptyBasket, viewBasket } from '#app/domain/basket/baskets.server.ts';
import type { BookedTime } from '#app/domain/calendar/booked-time.ts';
import { earliestDay, findBookingBlocks } from '#app/domain/catalogue/bookings.server.ts';
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { hashPreview, toOrderPreview } from '#app/domain/checkout/order-preview.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { startPayment } from '#app/domain/checkout/start-payment.server.ts';
import { type SettlementCtx, syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { closeAbandonedParts } from '#app/domain/fulfilment/abandoned-parts.server.ts';
import { confirmPart } from '#app/domain/fulfilment/hand-over.server.ts';
import { receivePart, releaseParts } from '#app/domain/fulfilment/release.server.ts';
import { getOwnOrder } from '#app/domain/orders/orders.server.ts';
import type { Payments } from '#app/domain/payments/stripe.server.ts';
import { listTransfers } from '#app/domain/payments/transfers.server.ts';
import { executeTransfer, settlePart } from '#app/domain/settlement/settle-part.server.ts';
import { addDays, isoWeekday, localDay } from '#app/domain/shared/context.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { cardFee } from '#app/stand-ins/stripe/money.ts';
import { bearerOf } from './budgets.ts';
import { handOverWithCode } from './hand-over.ts';
import { hubs } from './people.ts';
import { pickOne, seededRandom } from './random.ts';

type Buyable = {
  id: number;
  supplier_id: string;
  stock: number | null;
  price_cents: number;
  mass_grams: number;
  booked: 0 | 1;
};

const fresh = 5;

/**
 * Places and pays `count` orders before `now`; what was due is handed over. The provider answers each session as
 * paid.
 */
export async function replayPastOrders(
  ctx: Omit<SettlementCtx, 'payments'>,
  userIds: readonly string[],
  count: number,
): Promise<number> {
  const next = seededRandom('the orders of a year');
  const suppliers = ctx.db.$client.prepare('select id from suppliers order by slug').pluck().all() as string[];
  // Hubs take what there is plenty of, and book meeting rooms. Goods weighed at packing are left out: no seller weighs them here. So are variants.
  const offersOf = ctx.db.$client.prepare(
    `select id, supplier_id, coalesce(stock, booking_terms ->> '$.units') as stock, price_cents, mass_grams,
       booking_terms is not null as booked
     from offers
     where supplier_id = ? and piece_weight is null and family is null
       and (iif(booking_terms is null, stock is null or stock > 8, booking_terms ->> '$.units' > 8) or thing = 'meeting-room')
     order by id`,
  );
  const reusedOffers = ctx.db.$client.prepare(
    `select id, supplier_id, stock, price_cents, mass_grams, 0 as booked from offers where scenario->>'kind' = 'reuse' and stock > 8 order by id`,
  );
  let placed = 0;
  for (let i = 0; i < count; i++) {
    const spread = Math.round(((count - i) / count) * 290 * 864e5) + Math.floor(next() * 8 * 36e5);
    // The last orders are recent, so that some parts are still to be prepared and to be delivered.
    const ago = i >= count - fresh ? (count - i) * 4 * 36e5 : spread;
    const at = new Date(ctx.now.getTime() - ago);
    const buyer = i % hubs.length;
    const past: SettlementCtx = {
      ...ctx,
      now: at,
      actor: { kind: 'user', userId: userIds[buyer]! },
      payments: paidInThePast(),
    };
    let basketId: string | null = null;
    const take = (offer: Buyable) => {
      const latest = Math.max(
        1,
        Math.min(offer.stock === null ? 6 : Math.floor(offer.stock / 6), Math.floor(40_000 / (offer.price_cents + 1))),
      );
      const quantity = 1 + Math.floor(next() * latest);
      const time = offer.booked ? freeTime(past, offer.id, quantity) : null;
      if (offer.booked && !time) return;
      const added = addToBasket(past, basketId, offer.id, time ? 1 : quantity, time);
      if (added.ok) basketId = added.basketId;
    };
    for (let s = 0; s < 1 + Math.floor(next() * 3); s++) {
      const offers = offersOf.all(pickOne(next, suppliers)) as Buyable[];
      for (let l = 0; l < 1 + Math.floor(next() * 2) && offers.length > 0; l++) take(pickOne(next, offers));
    }
    if (next() < 0.8) take(pickOne(next, reusedOffers.all() as Buyable[])); // hubs are mostly furnished with reused goods
    if (!basketId) continue;
    if (await payParts(past, basketId, buyer, next, localDay(ctx.now, ctx.town))) placed++;
    else emptyBasket(past, basketId);
  }
  return placed;
}

/** The first free day, or days, after a number of weeks, so that bookings lie on different ones; null if none is free. */
function freeTime(ctx: SettlementCtx, offerId: number, length: number): BookedTime | null {
  const [offer] = findOffers(ctx, [offerId]);
  if (!offer?.bookingTerms) return null;
  const { way, min, max } = offer.bookingTerms;
  const first = addDays(earliestDay(ctx, offer), 3 * length);
  for (let ahead = 0; ahead < 30; ahead++) {
    const day = addDays(first, ahead);
    const start = offer.bookingTerms.hours.find(({ weekday }) => weekday === isoWeekday(day))?.from ?? 0;
    const steps = Math.min(max, Math.max(min, way === 'slot' ? 4 * length : length));
    const time: BookedTime =
      way === 'slot'
        ? { way, day, start, end: start + steps }
        : { way: 'period', from: day, to: addDays(day, steps - 1) };
    if (findBookingBlocks(ctx, [{ offer, time, units: 1 }])[0] === null) return time;
  }
  return null;
}

/** Closes abandoned parts as handed over, as the daily job does, releases and settles every part that was handed over. */
export async function closePastOrders(ctx: Omit<SettlementCtx, 'payments'>): Promise<void> {
  const past: SettlementCtx = { ...ctx, payments: paidInThePast() };
  closeAbandonedParts(past, (error) => {
    throw error;
  });
  releaseParts(past, 0);
  const open = ctx.db.$client.prepare(
    `select order_id as orderId, supplier_id as supplierId from order_parts where state = 'handed-over'`,
  );
  for (const { orderId, supplierId } of open.all() as { orderId: string; supplierId: string }[]) {
    settlePart(past, orderId, supplierId);
    for (const { id } of listTransfers(past, orderId, supplierId)) await executeTransfer(past, id);
  }
}

/** Hands over, as planned, the parts that were due before `today`, and settles them. */
async function handOverPast(ctx: SettlementCtx, orderId: string, today: string): Promise<void> {
  for (const part of getOwnOrder(ctx, orderId).parts) {
    if (!part.deliverOn || part.deliverOn >= today) continue;
    const then = { ...ctx, now: new Date(`${part.deliverOn}T15:00:00Z`) };
    confirmPart(then, part.supplierId, orderId);
    handOverWithCode(then, part.supplierId, orderId);
    receivePart(then, orderId, part.supplierId);
    settlePart(then, orderId, part.supplierId);
    for (const { id } of listTransfers(then, orderId, part.supplierId)) await executeTransfer(then, id);
  }
}

async function payParts(
  ctx: SettlementCtx,
  basketId: string,
  buyer: number,
  next: () => number,
  today: string,
): Promise<boolean> {
  const { organisation, name, email } = hubs[buyer]!;
  const commune = findCommune(ctx.town, organisation.insee)!;
  const first = viewBasket(ctx, basketId, commune, false);
  for (const basket of first.suppliers)
    if (next() < 0.2) chooseDelivery(ctx, basketId, basket.supplier.id, pickOne(next, basket.options).choice);
  const basket = viewBasket(ctx, basketId, commune, false);
  const reused = basket.suppliers
    .flatMap((basket) => basket.lines)
    .filter((line) => line.offer.scenario?.kind === 'reuse');
  const organisationId = listOwnOrganisations(ctx)[0]!.id;
  const result = placeOrder(ctx, {
    basketId,
    organisationId,
    buyerName: name,
    contact: { name, email, phone: '03 26 00 00 00' },
    place: { lat: commune.lat, lon: commune.lon, insee: commune.insee, address: organisation.address },
    note: '',
    ...bearerOf(ctx, buyer, organisationId, basket),
    displacement: Object.fromEntries(reused.map((line) => [line.offer.id, pickOne(next, [null, 1000, 1000, 0])])),
    terms: '',
    shownHash: hashPreview(toOrderPreview(ctx, basket, '', organisationId)),
  });
  if (!result.ok) return false; // below a supplier's minimum: the buyer gave up
  const started = await startPayment(ctx, getOwnOrder(ctx, result.orderId), 'http://localhost', (name) => name);
  if (!started.ok) throw new Error('seeds: a past order could not be paid');
  const sessionId = started.url.split('/').at(-1)!;
  if ((await syncPayment(ctx, sessionId)) !== 'paid') return false;
  await handOverPast(ctx, result.orderId, today);
  return true;
}

/** The part of Stripe that past orders need: every session is paid, every transfer succeeds. */
function paidInThePast(): Payments {
  const sessions = new Map<string, Record<string, unknown>>();
  const stripe = {
    transfers: {
      async create(_: unknown, { idempotencyKey }: { idempotencyKey: string }) {
        return { id: `tr_past_${idempotencyKey}` };
      },
    },
    checkout: {
      sessions: {
        async create(params: {
          client_reference_id: string;
          expires_at: number;
          line_items: { quantity: number; price_data: { unit_amount: number } }[];
        }) {
          const id = `cs_past_${params.client_reference_id}`;
          const amount = params.line_items.reduce((sum, line) => sum + line.quantity * line.price_data.unit_amount, 0);
          const session = {
            id,
            url: `http://localhost/${id}`,
            expires_at: params.expires_at,
            amount_total: amount,
            currency: 'eur',
            livemode: false,
            client_reference_id: params.client_reference_id,
            payment_intent: {
              latest_charge: { id: `ch_${id.slice(8)}`, balance_transaction: { fee: cardFee(amount) } },
            },
            payment_status: 'paid',
            status: 'complete',
          };
          sessions.set(id, session);
          return session;
        },
        async retrieve(id: string) {
          return sessions.get(id);
        },
      },
    },
  };
  return {
    stripe: stripe as unknown as Payments['stripe'],
    webhookSecret: '',
    connectWebhookSecret: '',
    livemode: false,
    pageOrigins: [],
  };
}
