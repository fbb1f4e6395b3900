import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { expect, inject, onTestFinished, test } from 'vitest';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { loadLedgerKey } from '#app/domain/ledger/note.server.ts';
import { makePayments } from '#app/domain/payments/stripe.server.ts';
import { checkBooks } from '#app/domain/settlement/balance-check.server.ts';
import { reconcileBooks } from '#app/domain/settlement/reconcile.server.ts';
import { type StandIn, startStandIn } from '#app/stand-ins/stripe/stand-in.server.ts';
import { type Db, openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { rememberPayments } from '#seeds/past-payments.ts';
import { generator } from './setup/generator.ts';
import type { Job } from './setup/money-process.ts';
import { total } from './setup/money-work.ts';
import { repetitions } from './setup/repetitions.ts';

/** Real processes, killed by SIGKILL. */
const kills = repetitions('KILLS', 20, 2000);
const lanes = 2;

/** The first processes die at one of these each, the others at a random step. */
const certain = ['before commit', 'after commit', 'writing', 'outbox transfer', 'told POST /v1/transfers', 'paid'];

test(`killed ${kills} times in the middle of sales, transfers and refunds: nothing lost, doubled or half`, async () => {
  // Inside the project folder, so that the bundle finds its packages.
  const folder = mkdtempSync(resolve('build-kills-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const script = join(folder, 'process.mjs');
  await build({
    entryPoints: ['tests/setup/money-process.ts'],
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['better-sqlite3', 'sharp', '@node-rs/*', 'pdfkit', '@stackforge-eu/*'],
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    outfile: script,
    logLevel: 'error',
  });
  // Both lanes must end before the folder is removed, even when one of them fails.
  const ended = await Promise.allSettled(Array.from({ length: lanes }, (_, lane) => runLane(folder, script, lane)));
  const logs = ended.map((lane) => {
    if (lane.status === 'rejected') throw lane.reason;
    return lane.value;
  });
  const steps = logs.join('').trim().split('\n');
  expect(steps).toHaveLength(kills);
  const kinds = new Set(steps);
  for (const named of certain) expect([named, kinds.has(named)]).toEqual([named, true]);
}, 3_600_000);

async function runLane(folder: string, script: string, lane: number): Promise<string> {
  const file = join(folder, `${lane}.sqlite`);
  copyFileSync(inject('seededImage'), file);
  const standIn = await startStandIn({
    file: ':memory:',
    webhookUrl: () => 'http://127.0.0.1:9/',
    feeSeconds: () => 0, // the last process must find every fee
  });
  const before = openDb(file);
  before.$client.exec(
    'update suppliers set minimum_order_cents = 0; update offers set stock = 5000 where stock is not null',
  );
  rememberPayments(before, standIn.store);
  before.$client.close();
  const job = {
    file,
    keyFile: inject('ledgerKeyFile'),
    mail: join(folder, `mail-${lane}`),
    log: join(folder, `${lane}.log`),
    api: standIn.apiBase.origin,
  };
  const since = new Date().toISOString();
  const random = generator(lane + 77);
  for (let round = 0; round < kills / lanes; round++) {
    const ended = await runWorker(script, {
      ...job,
      seed: 1 + lane + lanes * round,
      at: certain[lane + lanes * round],
    });
    expect([`seed ${1 + lane + lanes * round}`, ended]).toEqual([`seed ${1 + lane + lanes * round}`, 'SIGKILL']);
    banksAct(standIn, random, round);
    if (round % 25 === 24) expectSoundFile(file, `lane ${lane}, round ${round}`);
  }
  for (const { id } of standIn.store.listCharges()) {
    const contest = standIn.store.findDispute(id);
    if (contest && standIn.store.decide(contest.id, 'won', Math.floor(Date.now() / 1000)))
      standIn.events.dispute('charge.dispute.closed', contest.id);
  }
  expect(await runWorker(script, { ...job, seed: 1, last: true })).toBe(0);
  await expectHome(file, standIn, job.mail, since);
  standIn.close();
  return readFileSync(job.log, 'utf8');
}

function runWorker(script: string, job: Job): Promise<string | number | null> {
  const child = spawn(process.execPath, [script, JSON.stringify(job)], { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((done) => child.on('exit', (code, signal) => done(signal ?? code)));
}

/** Between two processes: a buyer opens a dispute, a dispute is decided, or a refund fails. */
function banksAct({ store, events }: StandIn, random: (below: number) => number, round: number): void {
  const at = Math.floor(Date.now() / 1000);
  const recent = store
    .listCharges()
    .filter(({ id, group }) => group && !id.startsWith('ch_ord') && !id.includes('past'));
  const charge = recent[random(Math.max(1, Math.min(10, recent.length)))];
  const what = random(10);
  if (charge && what === 0 && !store.findDispute(charge.id) && charge.amount > charge.refunded) {
    store.contest(`du_${round}`, charge.id, charge.amount - charge.refunded, at);
    events.dispute('charge.dispute.created', `du_${round}`);
  }
  const contest = charge && store.findDispute(charge.id);
  if (contest && what < 6 && store.decide(contest.id, random(2) ? 'won' : 'lost', at))
    events.dispute('charge.dispute.closed', contest.id);
  const refund = charge && store.refundsOf(charge.id).find(({ failedAt }) => failedAt === null);
  if (refund && what === 7) {
    store.failRefund(refund.id, at);
    events.refund(refund.id);
  }
}

function expectSoundFile(file: string, note: string): void {
  const db = openDb(file);
  expect(checkBooks({ db }).problems, note).toEqual([]);
  db.$client.close();
}

/** After the last process: checks both books, the ledger, the stock and the mails. */
async function expectHome(file: string, standIn: StandIn, mail: string, since: string): Promise<void> {
  const db = openDb(file);
  const town = { db, now: new Date(Date.now() + 2 * 3600e3), payments: makePayments({ ...standIn }) };
  const count = (sql: string) => db.$client.prepare(sql).pluck().get() as number;
  expect(checkBooks(town).problems).toEqual([]);
  expect(
    await reconcileBooks({ ...town, actor: { kind: 'system', name: 'test' }, locale: 'fr', town: demoTown }),
  ).toEqual([]);
  expect(standIn.store.balance()).toBe(total(town, 'provider'));
  expect(auditLedger(db, loadLedgerKey(inject('ledgerKeyFile'), 'halle.test/ledger'), undefined)).toMatchObject({
    ok: true,
  });
  expectOneOfEach(count);
  expectStock(db);
  const letters = count(`select count(*) from outbox where kind = 'mail' and created_at >= '${since}'`);
  expect(existsSync(mail) ? readdirSync(mail).filter((name) => name.endsWith('.eml')).length : 0).toBe(letters);
  db.$client.close();
}

function expectOneOfEach(count: (sql: string) => number): void {
  const none = (sql: string) => expect([sql, count(sql)]).toEqual([sql, 0]);
  // Nothing is left that the last process could have done.
  none(`select count(*) from outbox where state <> 'done' and kind <> 'document'`);
  none(`select count(*) from payment_transfers where state = 'pending'`);
  // Every hand-over was closed or undone, and its money released.
  none(`select count(*) from hand_overs where closed_at is null and undone_at is null`);
  none(
    `select count(*) from order_parts where state = 'handing-over' or (state = 'handed-over' and released_at is null)`,
  );
  // A paid order has one payment in the books and each of its lines once in the ledger.
  none(
    `select count(*) from (select o.id from orders o where o.state = 'paid' and (select count(*) from book_entries e where e.reference = o.id and e.code = 'payment') <> 1)`,
  );
  none(`select count(*) from order_lines l join orders o on o.id = l.order_id and o.state = 'paid'
        where not exists (select 1 from ledger_entries e where e.event = l.order_id || ':line:' || l.line || ':paid')`);
  // A part that was handed over with a quantity above zero has exactly one invoice; any other has none.
  none(
    `select count(*) from order_parts p where (p.state = 'handed-over' and exists (select 1 from order_lines l left join order_outcomes x on x.order_id = l.order_id and x.line = l.line
         left join invoices n on n.order_id = l.order_id and n.supplier_id = l.supplier_id and n.kind = 'credit-note'
         where l.order_id = p.order_id and l.supplier_id = p.supplier_id and (coalesce(x.quantity, l.quantity) > 0 or n.id is not null))) <> exists (select 1 from invoices i where i.order_id = p.order_id and i.supplier_id = p.supplier_id and i.kind = 'invoice')`,
  );
  none(
    `select count(*) from (select supplier_id, year, max(seq) - count(*) as gap from invoices group by 1, 2) where gap <> 0`,
  );
  none(`select count(*) from orders where state = 'placed'`);
}

/** The stock that was taken equals the stock in paid orders: every restock happened, none twice. */
function expectStock(db: Db): void {
  const rows = db.$client
    .prepare(
      `select f.slug, 5000 - f.stock as taken, coalesce((select sum(coalesce(x.quantity, l.quantity)) from order_lines l join orders o on o.id = l.order_id
         left join order_outcomes x on x.order_id = l.order_id and x.line = l.line
         where l.offer_id = f.id and o.state = 'paid' and o.paid_at > ?), 0) as reserved from offers f where f.stock is not null`,
    )
    .all(new Date(Date.now() - 2 * 3600e3).toISOString()) as { slug: string; taken: number; reserved: number }[];
  expect(rows.filter(({ taken, reserved }) => taken !== reserved)).toEqual([]);
  expect(rows.some(({ taken }) => taken > 0)).toBe(true);
}
