import { expect, test } from 'vitest';
import { keysOf } from '#app/domain/ledger/keys.server.ts';
import { findPromise, judgePromise } from '#app/domain/ledger/promises.server.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';
import { verifyLedger } from './outside-checks.server.ts';

function faults(town: TestTown): string[] {
  const { audit, faults: found } = verifyLedger(town.ctx());
  return audit.ok ? found.map(({ reason }) => reason) : [audit.reason];
}

const anEntered = `select reference from ledger_entries where kind = 'impact.line' order by idx limit 1`;

test.each([
  [
    'every value set to the best',
    `update supplier_facts set value = 100, level = 'L4'`,
    /the value that it established/,
  ],
  [
    'a value written past the ledger',
    `insert into supplier_facts select 'fct_new', supplier_id, 'soc.other', 100, 'L4', dated_on, document, null, recorded_at, null
     from supplier_facts where retired_at is null limit 1`,
    /counts, and has no entry/,
  ],
  [
    'an exemption written past the ledger',
    `insert into supplier_exemptions select id, 'soc.training_hours', 'aucun salarié', '2999-01-01', '', 'system', 'system'
     from suppliers where status = 'live' and id not in (select supplier_id from supplier_exemptions) limit 1`,
    /the exemption of sup_\w+ from soc\.training_hours counts, and has no entry/,
  ],
  [
    'an exemption prolonged',
    `update supplier_exemptions set until = '2999-01-01'`,
    /the exemption of sup_\w+ from \S+ is not as it was entered/,
  ],
  [
    'an exemption taken away',
    'delete from supplier_exemptions',
    /the exemption of sup_\w+ from \S+ is gone without an entry/,
  ],
  ['every score to 99', 'update supplier_scores set proven = 99', /the score of sup_\w+ is 99\.00, and its facts give/],
  [
    'a night of scores rewritten',
    `update score_leaves set leaf = json_set(leaf, '$.proven_milli', 99000)`,
    /the scores of \S+ are not those that were entered/,
  ],
  [
    'a year moved',
    `update orders set paid_at = '2025' || substr(paid_at, 5) where id = (${anEntered})`,
    /time of payment/,
  ],
  [
    'another category',
    `update order_lines set category = 'meals' || category where order_id = (${anEntered})`,
    /category/,
  ],
  ['another seller', `update order_lines set supplier_id = 'sup_other' where order_id = (${anEntered})`, /supplier/],
  [
    'a published file rewritten',
    `drop trigger published_files_stay; update published_files set data = replace(data, '1', '2')`,
    /the file .* of the publication/,
  ],
  [
    'a publication moved',
    `drop trigger town_publications_stay; update town_publications set published_at = '2025-01-01T00:00:00.000Z'`,
    /its time of the publication/,
  ],
  [
    'a publication taken away',
    'drop trigger town_publications_kept; delete from town_publications',
    /the publication at \d+ entries is not there/,
  ],
  [
    'a line put into another publication',
    'drop trigger published_entries_kept; delete from published_entries where idx in (select max(idx) from published_entries)',
    /the root of its sums/,
  ],
  ['private parts deleted', 'delete from ledger_private', /private part was deleted, and no entry says so/],
  ['figures deleted', 'drop trigger ledger_figures_no_delete; delete from ledger_figures', /figures were deleted/],
  [
    'a promise rewritten',
    `drop trigger ledger_promises_no_update; update ledger_promises set first_idx = first_idx + 1 where order_id = (${anEntered})`,
    /was promised to the order/,
  ],
  [
    'a promise taken away',
    'drop trigger ledger_promises_no_delete; delete from ledger_promises where number = 1',
    /not numbered without a gap/,
  ],
] as const)('ledger verify names %s', async (_, sql, reason) => {
  const town = await openTown();
  expect(faults(town)).toEqual([]);
  town.db.$client.pragma('foreign_keys = off');
  town.db.$client.exec(sql);
  expect(faults(town)).toContainEqual(expect.stringMatching(reason));
});

test('numbers each buyer’s orders from one on, in the commitment of each line', async () => {
  const town = await openTown();
  const rows = town.db.$client
    .prepare(
      `select unpacked(p.canonical) ->> '$.buyer' as buyer, unpacked(p.canonical) ->> '$.order_of_buyer' as number, l.reference
       from ledger_entries l join ledger_private p on p.event = l.event where l.event glob '*:paid' order by l.idx`,
    )
    .all() as { buyer: string; number: number; reference: string }[];
  for (const own of Map.groupBy(rows, ({ buyer }) => buyer).values()) {
    const orders = new Map(own.map(({ reference, number }) => [reference, number]));
    expect([...orders.values()]).toEqual(Array.from(orders, (_, n) => n + 1));
  }
});

test('shows an order that was promised and never entered', async () => {
  const town = await openTown();
  const ctx = town.ctx();
  const keys = keysOf(town.db, town.ledgerKey);
  const order = town.db.$client.prepare(anEntered).pluck().get() as string;
  const promise = findPromise(ctx, order)!;
  expect(promise).toBe(findPromise(ctx, order));
  expect(promise).toMatch(/^halle.test\/ledger promise\norder ord_\w+\nnumber \d+\nat .*Z\nby .*Z\nentry \d+ \S{44}\n/);
  const state = (text: string, now = ctx.now) => judgePromise({ ...ctx, now }, keys, text).state;
  expect([
    state(promise),
    state(promise.replace('number', 'numbre')),
    state(promise.replace(/^order .*$/m, 'order o')),
  ]).toEqual(['kept', 'form', 'unsigned']);
  town.db.$client.exec(
    `drop trigger ledger_entries_no_delete; delete from ledger_entries where reference = '${order}'`,
  );
  expect(state(promise)).toBe('broken');
  const by = new Date(/^by (.*)$/m.exec(promise)![1]!);
  expect(state(promise, new Date(by.getTime() - 1000))).toBe('due');
});
