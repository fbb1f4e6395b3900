import { expect, test } from 'vitest';
import { findBalance, listWrongBudgets } from '#app/domain/buying/cost-centre-budgets.server.ts';
import { bookMovedOrders } from '#app/domain/buying/order-commitments.server.ts';
import { applyProviderEvent } from '#app/domain/checkout/provider-events.server.ts';
import { syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { refundUnallocated, reinstateOrder, retryRefund } from '#app/domain/checkout/unallocated-payments.server.ts';
import { answerReturn, requestReturn } from '#app/domain/fulfilment/answer-return.server.ts';
import { cancelPart, refusePart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { undoHandOver } from '#app/domain/fulfilment/hand-over.server.ts';
import { receivePart, releaseParts } from '#app/domain/fulfilment/release.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { latestSession } from '#app/domain/payments/payment-sessions.server.ts';
import { recordMissingCharges } from '#app/domain/settlement/charges.server.ts';
import { syncRefundsUnderWay } from '#app/domain/settlement/execute-refund.server.ts';
import { retryTransfers } from '#app/domain/settlement/settle-part.server.ts';
import { syncDispute } from '#app/domain/settlement/sync-dispute.server.ts';
import { disputeActs } from '#app/stand-ins/stripe/bank-acts.ts';
import { randomFaults } from '#app/stand-ins/stripe/faults.ts';
import { noe } from '#tests/setup/evidence.ts';
import { bearAll, sumOrders } from './setup/budget-of-orders.ts';
import { beginDelivery, deliverPart } from './setup/errands.ts';
import { generator } from './setup/generator.ts';
import { expectSound, workOff } from './setup/money-work.ts';
import { repetitions } from './setup/repetitions.ts';
import { carrots, comeLate, now, openPaidTown, others, payAgain, shorten } from './setup/sales.ts';
import { placeAndStart, press, type TestTown } from './setup/test-town.ts';

const steps = [
  'pay',
  'deliver',
  'begin',
  'undo',
  'receive',
  'shorten',
  'cancel',
  'refuse',
  'return',
  'work',
  'contest',
  'win',
  'lose',
  'fail-refund',
  'pay-out',
  'retry',
  'drop',
  'late',
  'again',
  'decide',
  'ask-again',
  'inquire',
  'appeal',
  'hold-refunds',
  'late-fees',
] as const;

/** The more likely steps: without them there are no payments and transfers to go wrong. */
const likely = [...steps, 'pay', 'pay', 'shorten', 'shorten', 'work', 'work', 'deliver', 'begin'] as const;
/** The check runs the few whose steps between them make every posting asked for below. */
const few = [1, 2, 3, 24, 71];
const histories = repetitions('HISTORIES', few.length, 400);
const seeds = histories > few.length ? Array.from({ length: histories }, (_, i) => i + 1) : few;

test('both books agree to the cent after any mixture of money events', async () => {
  const seen = {
    transfer: 0,
    'transfer-reversed': 0,
    'refund-paid': 0,
    'dispute-funds': 0,
    'dispute-lost': 0,
    'late-payment': 0,
    'second-payment': 0,
    'taken-up': 0,
    'given-back': 0,
    reversal: 0,
  };
  for (const seed of seeds) {
    const random = generator(seed);
    let broken = true;
    const faults = randomFaults(random, 250);
    let run: History | null = null;
    const feeSeconds = () => (run?.lateFees ? 3600 : 0);
    const town = await openPaidTown({ faults: () => (broken ? faults() : null), feeSeconds });
    run = new History(town);
    const budget = bearAll(town);
    for (let left = 10 + random(16); left > 0; left--) {
      await run.take(likely[random(likely.length)]!);
      bookMovedOrders(town.ctx());
    }
    broken = false;
    await run.heal();
    await expectSound(town, `seed ${seed}`);
    bookMovedOrders(town.ctx());
    expect([seed, findBalance(town, budget)]).toEqual([seed, sumOrders(town, budget)]);
    expect(listWrongBudgets(town)).toEqual([]);
    const codes = town.db.$client
      .prepare('select code from book_entries where reference in (select id from orders where paid_at >= ?)')
      .pluck();
    for (const code of codes.all(run.begun) as (keyof typeof seen)[]) if (code in seen) seen[code]++;
    seen['taken-up'] += run.decided.up;
    seen['given-back'] += run.decided.back;
  }
  for (const [code, times] of Object.entries(seen)) expect([code, times > 0]).toEqual([code, true]);
}, 3_600_000);

class History {
  town: TestTown;
  sessions: string[] = [];
  begun = new Date(Date.now() - 1000).toISOString();
  n = 0;
  decided = { up: 0, back: 0 };
  lateFees = false;
  constructor(town: TestTown) {
    this.town = town;
  }

  async take(step: (typeof steps)[number]): Promise<void> {
    const { town } = this;
    const { store } = town.standIn;
    this.n++;
    // A request may fail for good here; `heal` must repair everything.
    const perhaps = async (work: () => Promise<unknown>) => void (await work().catch(() => {}));
    const orders = town.db.$client
      .prepare(
        `select p.order_id as orderId, p.supplier_id as supplierId, p.state from order_parts p join orders o on o.id = p.order_id
       join payment_sessions s on s.reference = o.id where o.state = 'paid' and s.id in (select value from json_each(?)) order by p.rowid`,
      )
      .all(JSON.stringify(this.sessions)) as { orderId: string; supplierId: string; state: string }[];
    const charges = this.sessions.map((id) => `ch_${id.slice(8)}`).filter((id) => store.findCharge(id));
    const one = <T>(of: readonly T[]) => of[this.n % Math.max(1, of.length)];
    if (step === 'pay')
      return perhaps(async () => {
        const started = await placeAndStart(town, { [carrots]: 2 + (this.n % 3), [others(town)[this.n % 4]!]: 1 });
        this.sessions.push(started.sessionId);
        await press(town, started.sessionId, 'pay');
        await syncPayment(town.ctx(), started.sessionId);
      });
    if (step === 'late')
      return perhaps(async () => {
        const { sessionId } = await placeAndStart(town, { [carrots]: 1 });
        this.sessions.push(sessionId);
        await press(town, sessionId, 'late');
        await comeLate(town, sessionId);
        await syncPayment(town.ctx(), sessionId);
      });
    if (step === 'again')
      return perhaps(async () => {
        const order = one(orders);
        if (!order || latestSession(town.ctx(), order.orderId)?.id.endsWith('again')) return;
        const { sessionId } = payAgain(town, order.orderId);
        this.sessions.push(sessionId);
        await syncPayment(town.ctx(), sessionId);
      });
    if (step === 'decide')
      for (const { id } of listCases(town)) {
        if (this.n % 2 === 0 && reinstateOrder(town.ctx(noe), id).ok) this.decided.up++;
        else if (refundUnallocated(town.ctx(noe), id).ok) this.decided.back++;
      }
    if (step === 'ask-again') for (const { id } of listCases(town)) retryRefund(town.ctx(noe), id);
    if (step === 'deliver' || step === 'begin') {
      const part = one(orders.filter(({ state }) => state !== 'handed-over'));
      const delivered = step === 'begin' ? beginDelivery : deliverPart;
      if (part) delivered(town.ctx(), part.orderId, part.supplierId);
    }
    if (step === 'undo') {
      const part = one(orders.filter(({ state }) => state === 'handing-over'));
      if (part) undoHandOver(town.ctx(), part.supplierId, part.orderId);
    }
    if (step === 'receive') {
      const part = one(orders.filter(({ state }) => state === 'handed-over'));
      if (part) receivePart(town.ctx(), part.orderId, part.supplierId);
    }
    if (step === 'shorten') {
      const part = one(orders.filter(({ state }) => state !== 'handed-over'));
      const line = part && findOrder(town, part.orderId)!.lines.find((own) => own.supplierId === part.supplierId);
      if (line) shorten(town, part.orderId, line.line, Math.max(0, line.quantity - 1));
    }
    if (step === 'cancel' || step === 'refuse') {
      const part = one(orders.filter(({ state }) => state === 'to-prepare'));
      if (part && step === 'cancel') cancelPart(town.ctx(), part.orderId, part.supplierId);
      if (part && step === 'refuse') refusePart(town.ctx(), part.supplierId, part.orderId, 'n');
    }
    if (step === 'return') {
      const part = one(orders.filter(({ state }) => state === 'handed-over'));
      const line = part && findOrder(town, part.orderId)!.lines.find((own) => own.supplierId === part.supplierId);
      const asked = line && requestReturn(town.ctx(), line.orderId, { line: line.line, quantity: 1, reason: 'r' });
      if (asked?.ok)
        answerReturn(town.ctx(), line!.supplierId, line!.orderId, asked.returnId, { agree: true, restock: true });
    }
    if (step === 'work') return perhaps(() => workOff(town));
    if (step === 'retry') retryTransfers(town.ctx());
    if (step === 'contest') {
      const charge = charges
        .map((id) => store.findCharge(id)!)
        .find(({ id, amount, refunded }) => !store.findDispute(id) && amount > refunded);
      if (charge) store.contest(`du_${this.n}`, charge.id, charge.amount - charge.refunded, now());
    }
    if (step === 'inquire') {
      const charge = charges
        .map((id) => store.findCharge(id)!)
        .find(({ id, amount, refunded }) => !store.findDispute(id) && amount > refunded);
      // A bank inquires, or takes a debit back at once.
      const status = this.n % 2 === 0 ? 'warning_needs_response' : 'lost';
      if (charge) store.contest(`du_${this.n}`, charge.id, charge.amount - charge.refunded, now(), status);
    }
    if (step === 'appeal')
      for (const dispute of charges.flatMap((charge) => store.findDispute(charge) ?? [])) {
        const next = disputeActs[dispute.status];
        if (next.length > 0) store.setDispute(dispute.id, next[this.n % next.length]!, now());
      }
    if (step === 'hold-refunds')
      for (const charge of charges) store.setRefundStatus(charge, this.n % 2 === 0 ? 'pending' : 'requires_action');
    if (step === 'late-fees') this.lateFees = !this.lateFees;
    if (step === 'win' || step === 'lose')
      for (const id of charges.flatMap((charge) => store.findDispute(charge)?.id ?? []))
        store.decide(id, step === 'win' ? 'won' : 'lost', now());
    if (step === 'fail-refund') {
      const refund = charges.flatMap((id) => store.refundsOf(id)).find(({ failedAt }) => failedAt === null);
      if (refund) store.failRefund(refund.id, now());
    }
    if (step === 'pay-out')
      for (const { id } of store.listAccounts())
        if (store.accountBalance(id) > 0) store.payout(`po_${id}_${this.n}`, id, store.accountBalance(id), now());
    if (step === 'drop')
      for (const charge of charges.slice(0, 1)) {
        const dispute = store.findDispute(charge);
        if (dispute) await perhaps(() => syncDispute(town.ctx(), dispute.id));
      }
  }

  /**
   * Repairs: checks each session, refund and dispute again and drains the outbox, refused rows first reset to
   * pending.
   */
  async heal(): Promise<void> {
    const { town } = this;
    const { store } = town.standIn;
    this.lateFees = false;
    for (const id of this.sessions) {
      store.setFeeKnown(`ch_${id.slice(8)}`, now());
      store.setRefundStatus(`ch_${id.slice(8)}`, 'succeeded');
      await syncPayment(town.ctx(), id);
    }
    const fail = (error: unknown) => {
      throw error;
    };
    await recordMissingCharges(town.ctx(), fail);
    for (const { id, failedAt } of this.sessions.flatMap((id) => store.refundsOf(`ch_${id.slice(8)}`)))
      if (failedAt === null) store.setRefund(id, 'succeeded', now());
    const look = async () => {
      for (const id of this.sessions) {
        const charge = `ch_${id.slice(8)}`;
        const dispute = store.findDispute(charge);
        if (dispute) await syncDispute(town.ctx(), dispute.id);
        for (const refund of store.refundsOf(charge))
          await applyProviderEvent(town.ctx(), { id: `evt_${refund.id}`, type: 'refund.failed', objectId: refund.id });
      }
    };
    town.db.$client.exec("update outbox set state = 'pending', attempts = 0 where state = 'refused'");
    // Open disputes are decided as won: then everything that waited for them must be completed too.
    for (const { id, status } of this.sessions.flatMap((id) => store.findDispute(`ch_${id.slice(8)}`) ?? []))
      if (disputeActs[status].length > 0 && status !== 'lost') store.setDispute(id, 'won', now());
    await look();
    await workOff(town);
    // Parts are handed over on their day, at most two weeks ahead.
    releaseParts({ ...town.ctx(), now: new Date(Date.now() + 30 * 864e5) }, 0);
    await workOff(town);
    await look();
    await syncRefundsUnderWay(town.ctx(), fail);
    retryTransfers(town.ctx());
    await workOff(town);
    const waits = `select key from outbox where state <> 'done' and kind in ('refund', 'settle', 'transfer', 'hand-over')`;
    expect(town.db.$client.prepare(waits).pluck().all()).toEqual([]);
  }
}
