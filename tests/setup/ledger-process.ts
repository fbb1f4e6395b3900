// A process that appends to the log in FILE. Arguments: FILE, NAME, COUNT (0: until it is killed); continues
// after the entries of the same NAME.
import { dirname, join } from 'node:path';
import { appendEntries, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { loadLedgerKey } from '#app/domain/ledger/note.server.ts';
import { openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';

const [, , file, name, count] = process.argv;
const db = openDb(file!);
const ctx: LedgerCtx = {
  db,
  actor: { kind: 'system', name: 'test' },
  now: new Date(),
  locale: 'fr',
  town: demoTown,
  ledgerKey: loadLedgerKey(join(dirname(file!), 'ledger.pem'), 'halle.test/ledger'),
};
const mine = db.$client.prepare('select count(*) from ledger_entries where event glob ?').pluck();
const wanted = Number(count) || Number.POSITIVE_INFINITY;
for (let n = mine.get(`${name}_*`) as number; n < wanted; ) {
  const batch = Math.min(1 + (n % 3), wanted - n);
  const drafts = Array.from({ length: batch }, (_, i) => ({
    kind: 'impact.line' as const,
    event: `${name}_${n + i}:line:1:paid`,
    body: { v: 1, at: '2026-11-23T10:15:00Z', n: n + i },
  }));
  appendEntries(ctx, drafts);
  n += batch;
  if (process.connected) process.send!(n);
  await new Promise((resolve) => setTimeout(resolve, 0)); // lets the other process append
}
db.$client.close();
if (process.connected) process.disconnect();
