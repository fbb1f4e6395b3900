// Sales for tests: paid, handed over or reduced, at suppliers whose payment accounts are ready.
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { latestSession } from '#app/domain/payments/payment-sessions.server.ts';
import { listRefunds } from '#app/domain/payments/refunds.server.ts';
import { paymentSessions } from '#db/schema/payments.ts';
import { rememberPayments } from '#seeds/past-payments.ts';
import { agreeOnFewer, deliverPart, goodsOfFive } from './errands.ts';
import { openTown, placeAndStart, press, type TestTown } from './test-town.ts';

export const carrots = 'carottes-de-plein-champ-cagette-de-10-kg';
export const now = () => Math.floor(Date.now() / 1000);

export async function openPaidTown(faults?: Parameters<typeof openTown>[0]): Promise<TestTown> {
  const town = await openTown(faults);
  town.db.$client.exec('update suppliers set minimum_order_cents = 0');
  rememberPayments(town.db, town.standIn.store);
  return town;
}

export async function paid(town: TestTown, quantities: Record<string, number>) {
  const { orderId, sessionId } = await placeAndStart(town, quantities);
  await press(town, sessionId, 'pay');
  await syncPayment(town.ctx(), sessionId);
  return { orderId, sessionId, charge: `ch_${sessionId.slice(8)}` };
}

/** A debit that failed and then arrived after all, when the stock was already released. */
export async function paidLate(town: TestTown, quantities: Record<string, number>) {
  const { orderId, sessionId } = await placeAndStart(town, quantities);
  await press(town, sessionId, 'late');
  const charged = await comeLate(town, sessionId);
  return { orderId, sessionId, ...charged, fulfilled: await syncPayment(town.ctx(), sessionId) };
}

export async function comeLate(town: TestTown, sessionId: string) {
  await syncPayment(town.ctx(), sessionId, {
    id: `evt_failed_${sessionId}`,
    type: 'checkout.session.async_payment_failed',
  });
  const session = town.standIn.store.findSession(sessionId)!;
  const charge = `ch_${sessionId.slice(8)}`;
  town.standIn.store.charge(charge, sessionId, session.amount_total, now());
  town.standIn.store.saveSession({ ...session, payment_status: 'paid', metadata: {} });
  return { charge, amountCents: session.amount_total };
}

/** The same order paid a second time, through another payment session. */
export async function paidAgain(town: TestTown, orderId: string) {
  const charged = payAgain(town, orderId);
  return { ...charged, fulfilled: await syncPayment(town.ctx(), charged.sessionId) };
}

export function payAgain(town: TestTown, orderId: string) {
  const session = latestSession(town.ctx(), orderId)!;
  const first = town.standIn.store.findSession(session.id)!;
  const sessionId = `${session.id}again`;
  const charge = `ch_${sessionId.slice(8)}`;
  town.standIn.store.saveSession({ ...first, id: sessionId });
  town.standIn.store.charge(charge, sessionId, first.amount_total, now());
  town.db
    .insert(paymentSessions)
    .values({ ...session, id: sessionId, state: 'open', chargeId: null, feeCents: null })
    .run();
  return { sessionId, charge, amountCents: first.amount_total };
}

export function deliver(town: TestTown, orderId: string, supplierId: string): void {
  deliverPart(town.ctx(), orderId, supplierId);
}

/** Reduces a line. Returns the id of the refund; null when it was refused. */
export function shorten(town: TestTown, orderId: string, line: number, quantity: number): string | null {
  return agreeOnFewer(town.ctx(), orderId, line, quantity) ? (listRefunds(town, orderId).at(-1)?.id ?? null) : null;
}

/** Goods of suppliers other than the one that sells the carrots. */
export function others(town: TestTown): string[] {
  return fiveSuppliers(town).filter((slug) => slug !== carrots);
}

export function fiveSuppliers(town: TestTown): string[] {
  return goodsOfFive(town);
}

export function supplierOf(town: TestTown, slug: string): string {
  return town.db.$client.prepare('select supplier_id from offers where slug = ?').pluck().get(slug) as string;
}
