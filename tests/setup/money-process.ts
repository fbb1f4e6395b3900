// One process of tests/money-kills.test.ts: repairs the state that the previous one left, sells and fulfils, and

// kills itself at one of the named steps below.
import { appendFileSync } from 'node:fs';
import { ownOrderBudget } from '#app/domain/checkout/order-budget.server.ts';
import { pollEvents } from '#app/domain/checkout/poll-events.server.ts';
import { expireOverdueOrders, type SettlementCtx, syncPayment } from '#app/domain/checkout/sync-payment.server.ts';
import { answerReturn, requestReturn } from '#app/domain/fulfilment/answer-return.server.ts';
import { cancelPart } from '#app/domain/fulfilment/cancel-part.server.ts';
import { closeHandOver, undoHandOver } from '#app/domain/fulfilment/hand-over.server.ts';
import { receivePart, releaseParts } from '#app/domain/fulfilment/release.server.ts';
import { loadLedgerKey } from '#app/domain/ledger/note.server.ts';
import { findOrder } from '#app/domain/orders/orders.server.ts';
import { sendLetters } from '#app/domain/outbox/letters.server.ts';
import { folderMailer } from '#app/domain/outbox/mailer.server.ts';
import { type Deliver, drainOutbox } from '#app/domain/outbox/outbox.server.ts';
import { makePayments } from '#app/domain/payments/stripe.server.ts';
import { shippedRules } from '#app/domain/reporting/active-rules.server.ts';
import { recordMissingCharges } from '#app/domain/settlement/charges.server.ts';
import { executeRefund } from '#app/domain/settlement/execute-refund.server.ts';
import { executeTransfer, retryTransfers, settlePart } from '#app/domain/settlement/settle-part.server.ts';
import { folderStorage } from '#app/domain/shared/storage.server.ts';
import { loadTown } from '#app/domain/towns/towns.server.ts';
import { composeMail } from '#app/mail/compose.server.ts';
import { type Db, openDb } from '#db/client.ts';
import { agreeOnFewer, beginDelivery, camille, deliverPart, goodsOfFive, orderAndStart } from './errands.ts';
import { generator } from './generator.ts';

export type Job = {
  file: string;
  keyFile: string;
  mail: string;
  log: string;
  api: string;
  seed: number;
  /** The name of the step to die at; without it a random one. */
  at?: string | undefined;
  last?: boolean;
};

const job = JSON.parse(process.argv[2]!) as Job;
const random = generator(job.seed);
/**
 * Groups of steps to die at: a write, the start or end of a transaction, or a call to the outside. `left` counts
 * them.
 */
const aims = [/writing/, /transaction|commit/, /outbox|asking|told|pay|paid/];
const aim = aims[random(aims.length)]!;
/** The last process of a lane is not killed. */
let left = job.last ? Number.POSITIVE_INFINITY : 1 + random(aim === aims[0] ? 300 : 60);

function step(name: string): void {
  if (job.at ? job.at !== name : !aim.test(name) || --left > 0) return;
  left = Number.POSITIVE_INFINITY; // the signal may arrive a moment later
  appendFileSync(job.log, `${name}\n`);
  process.kill(process.pid, 'SIGKILL');
}

const db = openDb(job.file);
nameSteps(db);
const payments = makePayments({
  secretKey: 'sk_test_stand_in',
  webhookSecret: 'x',
  connectWebhookSecret: 'x',
  apiBase: new URL(job.api),
  networkRetries: 0,
});
type Call = { method: string; path: string };
payments.stripe.on('request', ({ method, path }: Call) => step(`asking ${method} ${kindOf(path)}`));
payments.stripe.on('response', ({ method, path }: Call) => step(`told ${method} ${kindOf(path)}`));
const ledgerKey = loadLedgerKey(job.keyFile, 'halle.test/ledger');
const userId = db.$client.prepare('select id from users where email = ?').pluck().get(camille) as string;
const town = loadTown({ db });
const mailer = folderMailer(job.mail, `Halle <${town.contact.email}>`);
const rules = shippedRules();
const storage = folderStorage(`${job.mail}-files`);
const context = (now = new Date()): SettlementCtx => ({
  db,
  actor: { kind: 'user', userId },
  now,
  locale: 'fr',
  town,
  ...rules,
  ledgerKey,
  payments,
});

/** Makes every write and the start and end of every transaction a step at which the process can die. */
function nameSteps({ $client }: Db): void {
  const begin = $client.transaction.bind($client);
  $client.transaction = ((work: (...args: unknown[]) => unknown) => {
    const wrapped = begin((...args: unknown[]) => {
      step('transaction begun');
      const result = work(...args);
      step('before commit');
      return result;
    });
    return {
      immediate(...args: unknown[]) {
        const result = wrapped.immediate(...args);
        step('after commit');
        return result;
      },
    };
  }) as unknown as typeof $client.transaction;
  const statements = Object.getPrototypeOf($client.prepare('select 1')) as { run: (...args: unknown[]) => unknown };
  const { run } = statements;
  statements.run = function (...args) {
    step('writing');
    return run.apply(this, args);
  };
}

function kindOf(path: string): string {
  return path.replace(/\?.*/, '').replace(/\/[a-z]+_\w{8,}/g, '/…');
}

const deliver: Deliver = async ({ kind, payload }) => {
  step(`outbox ${kind}`);
  if (kind === 'refund') return executeRefund(context(), String(payload.refundId));
  if (kind === 'settle') return settlePart(context(), String(payload.orderId), String(payload.supplierId));
  if (kind === 'hand-over') return closeHandOver(context(), String(payload.handOverId));
  if (kind === 'transfer') return executeTransfer(context(), String(payload.transferId));
};

async function sendAll(): Promise<void> {
  // The last process finds the claim of a killed one ended.
  const later = () => context(new Date(inAMonth().getTime() + (job.last ? 3600e3 : 0)));
  const send = async (key: string, payload: Record<string, unknown>) => {
    step('outbox mail');
    const letterCtx = { ...context(), storage, origin: 'http://halle.test', bankIban: null };
    const mail = await composeMail(letterCtx, payload);
    if (mail) await mailer.send(key, mail, new Date());
  };
  await sendLetters(later, send, { isStopping: () => false, report: () => {} });
}

/** Parts are handed over on their day, at most two weeks ahead. */
const inAMonth = () => new Date(Date.now() + 30 * 864e5);

async function drain(): Promise<void> {
  while ((await drainOutbox(context(inAMonth()), deliver)) > 0);
  await sendAll();
}

function fail(error: unknown): never {
  throw error;
}

/** The server's periodic jobs, at its start and later. */
async function upkeep(): Promise<void> {
  await expireOverdueOrders(context(job.last ? new Date(Date.now() + 3600e3) : new Date()), fail);
  await recordMissingCharges(context(), fail);
  // A refund can fail at the provider before we recorded it as paid: its event is polled again after the outbox has
  // run.
  await pollEvents(context(), () => {});
  await drain();
  await pollEvents(context(), fail);
  await drain();
}

async function pressPay(sessionId: string): Promise<void> {
  const body = new URLSearchParams({ choice: 'pay' });
  step('paying');
  await fetch(`${job.api}/pay/${sessionId}`, { method: 'POST', body, redirect: 'manual' });
  step('paid');
}

/** Orders left unpaid end with their hour, before the buyer has as many of them as a person may. */
async function endUnpaid(): Promise<void> {
  const { uses } = ownOrderBudget(context(), userId);
  const { used, max } = uses.find(({ name }) => name === 'unpaid-orders')!;
  if (used + 1 >= max) await expireOverdueOrders(context(new Date(Date.now() + 3600e3)), fail);
}

async function sell(): Promise<void> {
  const [a, b, c] = goodsOfFive(context());
  const wanted = random(2) ? { [a!]: 1 + random(3), [b!]: 1 } : { [c!]: 2 };
  await endUnpaid();
  const { sessionId } = await orderAndStart(context(), 'http://halle.test', wanted);
  if (random(8) === 0) return; // the buyer leaves without paying
  await pressPay(sessionId);
  // The landing page, the webhook, both or neither; without either, polling finds the payment.
  for (let times = random(3); times > 0; times--) await syncPayment(context(), sessionId);
}

function serve(): void {
  const rows = db.$client
    .prepare(
      `select p.order_id as orderId, p.supplier_id as supplierId, p.state from order_parts p join orders o on o.id = p.order_id
       where o.state = 'paid' and o.user_id = ? and o.placed_at > ? order by o.placed_at desc limit 6`,
    )
    .all(userId, new Date(Date.now() - 3600e3).toISOString()) as {
    orderId: string;
    supplierId: string;
    state: string;
  }[];
  const part = rows[random(Math.max(1, rows.length))];
  if (!part) return;
  const line = findOrder(context(), part.orderId)!.lines.find((own) => own.supplierId === part.supplierId)!;
  if (part.state === 'handed-over') {
    if (random(2) === 0) {
      receivePart(context(), part.orderId, part.supplierId);
      return;
    }
    const asked = requestReturn(context(), part.orderId, { line: line.line, quantity: 1, reason: 'r' });
    const agree = { agree: true as const, restock: true };
    if (asked.ok) answerReturn(context(), part.supplierId, part.orderId, asked.returnId, agree);
    return;
  }
  if (part.state === 'handing-over' && random(2) === 0) {
    undoHandOver(context(), part.supplierId, part.orderId);
    return;
  }
  const what = random(6);
  if (what === 0) cancelPart(context(), part.orderId, part.supplierId);
  else if (what === 1) agreeOnFewer(context(), part.orderId, line.line, line.quantity - 1);
  else if (what < 4) beginDelivery(context(), part.orderId, part.supplierId);
  else deliverPart(context(), part.orderId, part.supplierId);
}

await upkeep();
while (!job.last) {
  await sell();
  serve();
  serve();
  await upkeep();
}
while (releaseParts(context(inAMonth()), 0) > 0);
retryTransfers(context());
await upkeep();
