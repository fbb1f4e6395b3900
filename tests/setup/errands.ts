// Actions of buyers and suppliers through the domain's verbs. Does not import the test runner, so that separate
// processes can use it too.
import { addToBasket } from '#app/domain/basket/baskets.server.ts';
import type { PlaceOrder } from '#app/domain/checkout/freeze-order.server.ts';
import { hashPreview, previewOrder } from '#app/domain/checkout/order-preview.server.ts';
import { placeOrder } from '#app/domain/checkout/place-order.server.ts';
import { startPayment } from '#app/domain/checkout/start-payment.server.ts';
import type { SettlementCtx } from '#app/domain/checkout/sync-payment.server.ts';
import { closeHandOver } from '#app/domain/fulfilment/hand-over.server.ts';
import { findHandOver } from '#app/domain/fulfilment/hand-over-rows.server.ts';
import { answerProposal, proposeChange } from '#app/domain/fulfilment/proposals.server.ts';
import { receivePart } from '#app/domain/fulfilment/release.server.ts';
import { findOrder, getOwnOrder } from '#app/domain/orders/orders.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { beginWithCode } from '#seeds/hand-over.ts';

export const camille = 'camille@le-hangar.example';

export function offerId({ db }: Pick<Ctx, 'db'>, slug: string): number {
  return db.$client.prepare('select id from offers where slug = ?').pluck().get(slug) as number;
}

/** The input that the checkout form would send for this basket. */
export function checkoutOf(ctx: SettlementCtx, basketId: string, changes: Partial<PlaceOrder> = {}): PlaceOrder {
  return {
    basketId,
    organisationId: null,
    buyerName: 'Camille Aubert',
    contact: { name: 'Camille Aubert', email: camille, phone: '03 26 00 00 00' },
    place: { lat: demoTown.hub.lat, lon: demoTown.hub.lon, insee: demoTown.hub.insee, address: 'hangar 3' },
    note: '',
    displacement: {},
    terms: '',
    shownHash: hashPreview(previewOrder(ctx, basketId, demoTown.hub, '', changes.organisationId ?? null)),
    ...changes,
  };
}

/** Fills a basket, places the order and starts the payment. Throws the reason of a refusal. */
export async function orderAndStart(ctx: SettlementCtx, origin: string, quantities: Record<string, number>) {
  const browser: SettlementCtx = { ...ctx, actor: { kind: 'anonymous' } }; // a basket of its own for each order
  let basketId: string | null = null;
  for (const [slug, quantity] of Object.entries(quantities)) {
    const added = addToBasket(browser, basketId, offerId(ctx, slug), quantity);
    if (!added.ok) throw new Error(added.reason);
    basketId = added.basketId;
  }
  const placed = placeOrder(ctx, checkoutOf(ctx, basketId!));
  if (!placed.ok) throw new Error(placed.reason);
  const payment = await startPayment(ctx, getOwnOrder(ctx, placed.orderId), origin, (name) => name);
  if (!payment.ok) throw new Error(payment.reason);
  return { orderId: placed.orderId, sessionId: payment.url.split('/').at(-1)! };
}

/** The supplier hands its part over as planned, the time to undo it is over, and the buyer says that it is there. */
export function deliverPart(ctx: SettlementCtx, orderId: string, supplierId: string): void {
  beginDelivery(ctx, orderId, supplierId);
  const handOver = findHandOver(ctx, orderId, supplierId);
  if (handOver) closeHandOver(ctx, handOver.id);
  receivePart(ctx, orderId, supplierId);
}

/** The supplier hands its part over as planned; it can still be undone. */
export function beginDelivery(ctx: SettlementCtx, orderId: string, supplierId: string): void {
  beginWithCode(onItsDay(ctx, orderId, supplierId), supplierId, orderId);
}

/** The context at noon of a part's day, if that has not come yet. */
export function onItsDay<C extends Ctx>(ctx: C, orderId: string, supplierId: string): C {
  const { deliverOn } = findOrder(ctx, orderId)!.parts.find((own) => own.supplierId === supplierId)!;
  const noon = new Date(`${deliverOn ?? '0000-01-01'}T12:00:00Z`);
  return noon > ctx.now ? { ...ctx, now: noon } : ctx;
}

/** The supplier proposes a lower quantity of a line and the buyer accepts. False when either is refused. */
export function agreeOnFewer(ctx: SettlementCtx, orderId: string, line: number, quantity: number): boolean {
  const { supplierId } = findOrder(ctx, orderId)!.lines.find((one) => one.line === line)!;
  const asked = proposeChange(ctx, supplierId, orderId, { line, quantity, offerId: null, note: '' });
  return asked.ok && answerProposal(ctx, orderId, asked.proposalId, true).ok;
}

/** Slugs of five goods in stock, each of another supplier whose payment account is ready. */
export function goodsOfFive({ db }: Pick<Ctx, 'db'>): string[] {
  return db.$client
    .prepare(
      `select min(o.slug) from offers o join suppliers s on s.id = o.supplier_id join payment_accounts a on a.party = s.id
       where a.transfers = 1 and s.status = 'live' and o.status = 'live' and not o.on_quote and o.min_quantity = 1 and o.order_step = 1
       and o.stock > 5 and o.kind = 'new' and o.season is null group by o.supplier_id order by 1 limit 5`,
    )
    .pluck()
    .all() as string[];
}
