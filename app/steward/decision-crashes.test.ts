// A process that dies between a decision's work and its entry leaves both or neither: the images of the disk at each
// moment are opened as the next process would open them.
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expireOverdueOrders } from '#app/domain/checkout/sync-payment.server.ts';
import { listCases } from '#app/domain/payments/cases.server.ts';
import { listDecisionProposals } from '#app/domain/suppliers/deciding.server.ts';
import { openDb } from '#db/client.ts';
import { anais, noe } from '#tests/setup/evidence.ts';
import { openPaidTown } from '#tests/setup/sales.ts';
import { placeAndStart, press, type TestTown } from '#tests/setup/test-town.ts';
import { action as books } from './pages/books.tsx';
import { action as decisions, loader as decisionsPage } from './pages/decisions.tsx';

const chair = 'chaise-de-bureau-remise-en-etat';

/** A town on disk with a paid order that cannot be recorded: its refund asks the provider first. */
async function openCaseTown() {
  const town = await openPaidTown({ onDisk: true });
  const { orderId, sessionId } = await placeAndStart(town, { [chair]: 2 });
  await press(town, sessionId, 'pay');
  town.db.$client
    .prepare('update order_lines set price_cents = price_cents + 1, ht_cents = ht_cents + quantity where order_id = ?')
    .run(orderId);
  await expireOverdueOrders({ ...town.ctx(), now: new Date(Date.now() + 3600e3) }, () => {});
  const [opened] = listCases(town);
  const post = async (action: typeof books, path: string, as: string, fields: Record<string, string>) => {
    const headers = { cookie: await town.cookie(as) };
    const request = new Request(`http://halle.test${path}`, {
      method: 'POST',
      headers,
      body: new URLSearchParams(fields),
    });
    return action({ request, params: {}, context: {} });
  };
  return { town, orderId, caseId: opened!.id, post };
}

/** The town as a process finds it that starts on this disk. */
function onDisk(town: TestTown, name: string) {
  const file = join(town.env.dataDir, 'halle.sqlite');
  const copy = join(town.env.dataDir, `${name}.sqlite`);
  copyFileSync(file, copy);
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
  const db = openDb(copy);
  const count = (sql: string) => db.$client.prepare(sql).pluck().get();
  const found = {
    open: count("select count(*) from payment_cases where reason = 'cannot-settle' and closed_at is null"),
    refunds: count('select count(*) from payment_refunds'),
    entries: count("select count(*) from ledger_entries where kind = 'decision.signed'"),
  };
  db.$client.close();
  return found;
}

/** Looks at the disk when the work closes the case, and when the entry is written. */
function watchDisk(town: TestTown): [string, ReturnType<typeof onDisk>][] {
  const seen: [string, ReturnType<typeof onDisk>][] = [];
  town.db.$client.function('look', (moment) => {
    seen.push([String(moment), onDisk(town, `image-${seen.length}`)]);
    return null;
  });
  town.db.$client.exec(`
    create temp trigger at_work after update of closed_at on main.payment_cases begin select look('work'); end;
    create temp trigger at_entry after insert on main.ledger_entries when new.kind = 'decision.signed'
    begin select look('entry'); end`);
  return seen;
}

const bodies = (town: TestTown) =>
  town.db.$client
    .prepare("select bytes from ledger_entries where kind = 'decision.signed' order by idx")
    .pluck()
    .all()
    .map((bytes) => JSON.parse(String(bytes)) as { effect: string; decision: { verb: string } });

test('a refund that the provider was asked about and its entry reach the disk together', async () => {
  const { town, caseId, post } = await openCaseTown();
  const before = onDisk(town, 'before');
  const seen = watchDisk(town);
  await post(books, '/steward/books', noe, { intent: 'give-back', case: caseId });
  expect(seen).toEqual([
    ['work', before],
    ['entry', before],
  ]);
  expect(onDisk(town, 'after')).toEqual({ open: 0, refunds: Number(before.refunds) + 1, entries: 1 });
  expect(bodies(town)).toMatchObject([{ effect: 'taken', decision: { verb: 'case.give-back' } }]);
});

test('the second person’s confirmation too; the first one’s entry says that it waits', async () => {
  const { town, caseId, post } = await openCaseTown();
  Object.assign(town.town, { twoPeopleAboveCents: 100 });
  const before = onDisk(town, 'before');
  await post(books, '/steward/books', noe, { intent: 'give-back', case: caseId });
  expect(bodies(town)).toMatchObject([{ effect: 'waits-for-second', decision: { verb: 'case.give-back' } }]);
  const [proposal] = listDecisionProposals(town);
  const seen = watchDisk(town);
  await post(decisions, '/steward/decisions', anais, { intent: 'confirm', proposal: proposal!.id });
  const waiting = { ...before, entries: 1 };
  expect(seen).toEqual([
    ['work', waiting],
    ['entry', waiting],
  ]);
  expect(onDisk(town, 'after')).toEqual({ open: 0, refunds: Number(before.refunds) + 1, entries: 2 });
  expect(bodies(town)[1]).toMatchObject({ effect: 'taken', decision: { verb: 'proposal.confirm' } });
  const request = new Request('http://halle.test/steward/decisions', { headers: { cookie: await town.cookie(noe) } });
  expect(await decisionsPage({ request, params: {}, context: {} } as never)).toMatchObject({ proposals: [] });
});

test('an entry that cannot be written undoes the work', async () => {
  const { town, caseId, post } = await openCaseTown();
  const before = onDisk(town, 'before');
  town.db.$client.exec(`
    create temp trigger no_entry before insert on main.ledger_entries when new.kind = 'decision.signed'
    begin select raise(abort, 'no room'); end`);
  await expect(post(books, '/steward/books', noe, { intent: 'give-back', case: caseId })).rejects.toThrow('no room');
  expect(onDisk(town, 'after')).toEqual(before);
});
