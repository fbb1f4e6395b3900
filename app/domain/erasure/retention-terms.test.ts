// Each term in days, tried: a row an hour older ends and one an hour younger stays, through the job that the retention
// table names; and each step finds its rows by an index.
import { expect, test } from 'vitest';
import { eraseExpiredForms } from '#app/domain/accounts/kept-forms.server.ts';
import { eraseExpiredLetterTokens } from '#app/domain/accounts/letter-tokens.server.ts';
import { eraseExpiredSessions } from '#app/domain/accounts/sessions.server.ts';
import { eraseOldLeaves } from '#app/domain/scoring/score-leaves.server.ts';
import { pruneSecurity } from '#app/domain/security/security-upkeep.server.ts';
import { folderStorage } from '#app/domain/shared/storage.server.ts';
import type { Db } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { openLog } from '#tests/setup/ledger.ts';
import { testDb } from '#tests/setup/test-db.ts';
import { retention } from './retention.ts';
import { retentionName, runRetention } from './run-retention.server.ts';

const hour = 3_600_000;
type Sample = {
  /** Columns that the constraints ask for, by the row's id and time. */
  columns?: (id: string, at: string) => Record<string, unknown>;
  /** How a row that stays without its person reads; without it the row goes. */
  emptied?: string;
  /** Rows of another table, which has the time. */
  of?: { table: string; columns: (id: string, at: string) => Record<string, unknown> };
  /** Of a term that is kept by whole days. */
  marginHours?: number;
  key?: string;
};
const named = { buyer: Buffer.from('{"name":"Odile"}'), buyer_name: 'Odile', legal_texts: '[]' };

const monthHours = 31 * 24 + 1;
const ofMonth = (_: string, at: string) => ({ month: at.slice(0, 7) });

/** By the row's name in the retention table. */
const samples: Record<string, Sample> = {
  letter_tokens: { columns: () => ({ purpose: 'sign-in', payload: '{}' }) },
  invitations: { columns: (id) => ({ party: 'supplier', party_id: id, email: `${id}@b.example`, roles: '[]' }) },
  role_invitations: { columns: (_, at) => ({ role: 'steward', state: 'ended', ended_at: at }) },
  sessions: {
    columns: (_, at) => ({
      expires_at: Math.floor(Date.parse(at) / 1000),
      browser: 'other',
      system: 'other',
      method: 'password',
    }),
  },
  kept_forms: { columns: () => ({ form: '{}' }) },
  baskets: {},
  buying_lists: { columns: () => ({ user_id: 'usr', lines: '[]', changed_by: 'buy' }) },
  buying_plans: { columns: () => ({ answer: '{}' }), key: 'key' },
  buying_notes: { columns: () => ({ user_id: 'usr', order_id: 'ord_X', comparison: '{}' }) },
  'buying_notes:loose': { columns: () => ({ user_id: 'usr', order_id: null, comparison: '{}' }) },
  offer_notices: {},
  search_saved: { columns: () => ({ audience: 'consumer' }) },
  unanswered_searches: {
    columns: (id, at) => ({ ...ofMonth(id, at), people: 5 }),
    marginHours: monthHours,
    key: 'subject',
  },
  'unanswered_searches:few': {
    columns: (id, at) => ({ ...ofMonth(id, at), people: 4 }),
    marginHours: monthHours,
    key: 'subject',
  },
  unanswered_people: { columns: ofMonth, marginHours: monthHours, key: 'subject' },
  unanswered_salts: { columns: ofMonth, marginHours: monthHours, key: 'month' },
  orders: { columns: () => ({ ...named, state: 'paid' }), emptied: "buyer_name = ''" },
  'orders:unpaid': { columns: () => ({ ...named, state: 'expired' }), emptied: "buyer_name = ''" },
  hand_overs: {
    columns: (id) => ({
      order_id: id,
      trip: 'shared',
      delivered: '[]',
      acknowledgement: 'signature',
      signed_by: 'Odile',
    }),
    emptied: "signed_by = '' and signature is null",
  },
  spans: { columns: () => ({ state: 'closed', from_t: 1, to_t: 2, busy_from: 1, busy_to: 2, units: 1 }) },
  span_conditions: { columns: () => ({ kind: 'back', side: 'lender' }) },
  order_seats: {
    columns: (id) => ({ order_id: id, line: 1, seat: 1, name: 'Odile', present: 0 }),
    key: 'order_id',
  },
  bank_statements: { columns: () => ({ state: 'read', entered: '[]' }) },
  outbox: { columns: () => ({ kind: 'mail', state: 'done', payload: '{"to":"a@b.example"}' }) },
  'outbox:delivered': { columns: () => ({ kind: 'search', state: 'done', payload: '{}' }) },
  offer_reviews: { columns: () => ({ reporter: 'usr', outcome: 'kept' }), emptied: "reporter = '' and text = ''" },
  claim_reports: { columns: () => ({ reporter: 'usr', state: 'answered' }), emptied: "reporter = '' and text = ''" },
  offer_import_rows: {
    columns: (id) => ({ import_id: id, outcome: 'create', detail: '{}' }),
    of: { table: 'offer_imports', columns: (_, at) => ({ state: 'done', mapping: '{}', finished_at: at }) },
    key: 'import_id',
  },
  'evidence:refused': {
    columns: () => ({ state: 'refused', kind: 'file', asked_level: 'L2', reason: 'x', file_count: 1, sheet: '{}' }),
    emptied: 'file_count = 0 and sheet is null',
  },
  security_events: { columns: () => ({ kind: 'signed-in' }) },
  known_devices: { key: 'token_hash' },
  address_salts: { columns: (_, at) => ({ day: at.slice(0, 10) }), marginHours: 25, key: 'day' },
  limit_counts: { key: 'subject' },
  ledger_pending_decisions: { columns: () => ({ decisions: '[]', secrets: '{}', form: '{}' }), key: 'hash' },
  score_leaves: { columns: (_, at) => ({ as_of: at.slice(0, 10), leaf: '{}' }), marginHours: 25, key: 'supplier_id' },
  audit: {},
};

type Column = { name: string; type: string; notnull: number; dflt_value: string | null; pk: number };

/** A row with what is given, and with something short in each other column that must not be empty. */
function insertRow(db: Db, table: string, given: Record<string, unknown>): void {
  const columns = db.$client.pragma(`table_info(${table})`) as Column[];
  const filler = ({ name, type }: Column, id: unknown) => {
    if (type === 'BLOB') return Buffer.alloc(32);
    return type === 'TEXT' ? `${name}-${String(id)}` : 0;
  };
  const id = given.id ?? given.subject;
  const must = columns.filter(({ name, type, notnull, dflt_value, pk }) => {
    const isCounted = type === 'INTEGER' && pk === 1 && columns.filter((one) => one.pk > 0).length === 1;
    return !(name in given) && !isCounted && ((notnull === 1 && dflt_value === null) || pk > 0);
  });
  const row = { ...Object.fromEntries(must.map((column) => [column.name, filler(column, id)])), ...given };
  const known = Object.entries(row).filter(([name]) => columns.some((column) => column.name === name));
  db.$client
    .prepare(`insert into ${table} (${known.map(([name]) => name)}) values (${known.map(() => '?')})`)
    .run(...known.map(([, value]) => value));
}

function openTerms() {
  const db = testDb();
  db.$client.pragma('foreign_keys = off');
  const now = new Date();
  const { ledgerKey } = openLog('retention-terms');
  const ctx = {
    db,
    actor: { kind: 'system', name: 'test' } as const,
    now,
    locale: 'fr' as const,
    town: demoTown,
    ledgerKey,
  };
  const run = async (at = now) => {
    const later = { ...ctx, now: at };
    pruneSecurity(later);
    eraseOldLeaves(later);
    for (const erase of [eraseExpiredForms, eraseExpiredLetterTokens, eraseExpiredSessions]) erase(later);
    const faults: unknown[] = [];
    const storage = folderStorage('/nowhere');
    const counts = await runRetention(
      () => ({ ...later, storage: { ...storage, remove: async () => {} }, mailFolder: null, keepFile: async () => {} }),
      (error) => faults.push(error),
    );
    return { counts, faults };
  };
  return { db, now, run };
}

const inDays = retention.filter(({ term, table }) => typeof term === 'object' && !table.includes('*'));
/** Codes go with their session, which has its own term. */
const kept = inDays.filter(({ by }) => by !== 'parent');

test('each term in days has a sample row here', () => {
  expect(Object.keys(samples).sort()).toEqual(kept.map(retentionName).sort());
});

test.each(kept.map((row) => [retentionName(row), row] as const))(
  '%s ends after its term, not before',
  async (name, row) => {
    const { db, now, run } = openTerms();
    const { columns, emptied, of, marginHours = 1, key = 'id' } = samples[name]!;
    const { term, table, column } = row;
    const days = typeof term === 'object' ? term.days : Number.NaN;
    for (const [id, by] of [
      [1, marginHours],
      [2, -marginHours],
    ] as const) {
      const at = new Date(now.getTime() - days * 24 * hour - by * hour).toISOString();
      const label = by > 0 ? 'old' : 'young';
      const isNumbered = (db.$client.pragma(`table_info(${table})`) as Column[]).some(
        (one) => one.name === 'id' && one.type === 'INTEGER',
      );
      const time = column?.includes('.') ? {} : { [column ?? '']: at };
      if (of) insertRow(db, of.table, { id: label, ...of.columns(label, at) });
      insertRow(db, table, {
        id: isNumbered ? id : label,
        [key]: isNumbered ? id : label,
        ...time,
        ...columns?.(label, at),
      });
    }
    const rows = () =>
      db.$client.prepare(`select count(*) from ${table} where ${emptied ? `not (${emptied})` : 'true'}`);
    expect(rows().pluck().get()).toBe(2);
    expect((await run()).faults).toEqual([]);
    expect(rows().pluck().get(), 'the young one stays').toBe(1);
    const left = db.$client.prepare(`select * from ${table} where ${emptied ? `not (${emptied})` : 'true'}`).get();
    expect(JSON.stringify(left)).toMatch(/young|"id":2|"day"|"month"/);
  },
);

test('a clock that was moved by years erases no entry of the audit and no event', async () => {
  const { db, now, run } = openTerms();
  const at = now.toISOString();
  insertRow(db, 'audit', { id: 1, at });
  insertRow(db, 'security_events', { id: 1, at, kind: 'signed-in' });
  const { faults } = await run(new Date(now.getTime() + 5 * 365 * 24 * hour));
  expect(faults).toEqual([]);
  const count = (table: string) => db.$client.prepare(`select count(*) from ${table}`).pluck().get();
  expect([count('audit'), count('security_events')]).toEqual([1, 1]);
});

test('each step finds its rows by an index', async () => {
  const { db, run } = openTerms();
  const asked = new Set<string>();
  const prepare = db.$client.prepare.bind(db.$client);
  Object.assign(db.$client, {
    prepare: (sql: string) => {
      asked.add(sql);
      return prepare(sql);
    },
  });
  await run();
  // The audit is looked at in the order of its ids, a bounded number of rows at a time: that is no walk of the table.
  const isBounded = (sql: string) => sql.includes('from audit order by id limit ?');
  const plans = [...asked].map((sql) => {
    const steps = prepare(`explain query plan ${sql}`).all(
      ...Array.from({ length: (sql.match(/\?/g) ?? []).length }, () => ''),
    ) as { detail: string }[];
    return [
      sql,
      steps.map(({ detail }) => detail).filter((detail) => /^SCAN (?!json_each|CONSTANT)/.test(detail)),
    ] as const;
  });
  expect(plans.length).toBeGreaterThan(20);
  expect(plans.filter(([sql, scans]) => scans.length > 0 && !isBounded(sql))).toEqual([]);
});
