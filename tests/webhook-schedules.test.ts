// Histories of one payment each: events come early, late, twice, out of order or never, with the
// landing page anywhere between them. In any order, an order is paid once in both books. A failure names its
// seed.
import { expect, test } from 'vitest';
import { pollEvents } from '#app/domain/checkout/poll-events.server.ts';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { checkBooks } from '#app/domain/settlement/balance-check.server.ts';
import { reconcileBooks } from '#app/domain/settlement/reconcile.server.ts';
import { rememberPayments } from '#seeds/past-payments.ts';
import { generator } from './setup/generator.ts';
import { seed as firstSeed, repetitions } from './setup/repetitions.ts';
import { camille, openTown, placeAndStart, type TestTown } from './setup/test-town.ts';

const schedules = repetitions('SCHEDULES', 100, 10_000);
const meal = 'repas-vegetarien-de-midi'; // made to order, so its stock never runs out

type Ending = 'paid' | 'payment-failed' | 'expired';
/** The provider's steps, and the event type that it creates at each. */
const histories: { ending: Ending; steps: { session: object; charged?: boolean; type: string }[] }[] = [
  {
    ending: 'paid',
    steps: [{ session: { status: 'complete', payment_status: 'paid' }, charged: true, type: 'completed' }],
  },
  {
    ending: 'paid',
    steps: [
      { session: { status: 'complete' }, type: 'completed' },
      { session: { payment_status: 'paid' }, charged: true, type: 'async_payment_succeeded' },
    ],
  },
  {
    ending: 'payment-failed',
    steps: [
      { session: { status: 'complete' }, type: 'completed' },
      { session: {}, type: 'async_payment_failed' },
    ],
  },
  { ending: 'expired', steps: [{ session: { status: 'expired' }, type: 'expired' }] },
];

test(`${schedules} schedules of events in any order settle each order once (seed ${firstSeed})`, async () => {
  const town = await openTown();
  rememberPayments(town.db, town.standIn.store);
  for (let seed = firstSeed; seed < firstSeed + schedules; seed++) {
    const outcome = await runSchedule(town, seed);
    expect([seed, outcome]).toEqual([
      seed,
      { ...outcome, state: outcome.ending, paidMails: outcome.paid, entries: outcome.paid },
    ]);
    expect([seed, outcome.leaves]).toEqual([seed, outcome.paid]);
  }
  expect(checkBooks(town).problems).toEqual([]);
  expect(await reconcileBooks(town.ctx(camille, new Date(Date.now() + 2 * 3600e3)))).toEqual([]);
  expect(auditLedger(town.db, town.ledgerKey, undefined)).toMatchObject({ ok: true });
}, 3_600_000);

async function runSchedule(town: TestTown, seed: number) {
  const random = generator(seed);
  const { orderId, sessionId } = await placeAndStart(town, { [meal]: 1 + random(3) });
  const { ending, steps } = histories[random(histories.length)]!;
  const ctx = town.ctx();
  const made: { id: string; type: string }[] = [];
  const advance = (step: (typeof steps)[number]) => {
    const { store } = town.standIn;
    const session = { ...store.findSession(sessionId)!, ...step.session };
    const event = { id: `evt_${seed}_${made.length}`, type: `checkout.session.${step.type}` };
    store.atomically(() => {
      const at = Math.floor(Date.now() / 1000);
      if (step.charged) store.charge(`ch_${sessionId.slice(8)}`, sessionId, session.amount_total, at);
      store.saveSession(session);
      store.keepEvent(event.id, JSON.stringify({ ...event, object: 'event', created: at, data: { object: session } }));
    });
    made.push(event);
  };
  const pending = [...steps];
  for (let left = 2 + random(6); pending.length > 0 || left > 0; left--) {
    const what = random(4);
    if (pending.length > 0 && (what === 0 || left <= 0)) advance(pending.shift()!);
    else if (what === 1) await syncPayment(ctx, sessionId);
    else if (made.length > 0) await syncPayment(ctx, sessionId, made[random(made.length)]!);
  }
  // Events not delivered so far arrive late. In about forty schedules polling finds them instead, because each poll
  // lists all events so far.
  if (random(Math.ceil(schedules / 40)) > 0) for (const event of made) await syncPayment(ctx, sessionId, event);
  else
    await pollEvents(ctx, (error) => {
      throw error;
    });
  await syncPayment(ctx, sessionId);
  const count = (sql: string) => town.db.$client.prepare(sql).pluck().get(orderId) as number;
  const { order, lines } = findOrder(town, orderId)!;
  return {
    ending,
    state: order.state,
    paid: Number(ending === 'paid'),
    paidMails: count("select count(*) from outbox where key = 'mail:order-paid:' || ?"),
    entries: count("select count(*) from book_entries where reference = ? and code = 'payment'"),
    leaves: count('select count(*) from ledger_entries where reference = ?') / lines.length,
  };
}
