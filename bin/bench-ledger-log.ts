// The log that the benchmark of the ledger measures: a seeded town, and one of its orders copied until the log is long.
import { join } from 'node:path';
import {
  appendEntries,
  type EntryDraft,
  entriesOf,
  type LedgerCtx,
  ledgerSize,
  privateCommitment,
} from '#app/domain/ledger/log.server.ts';
import { loadLedgerKey } from '#app/domain/ledger/note.server.ts';
import { openingsOf } from '#app/domain/ledger/openings.server.ts';
import { promiseEntries } from '#app/domain/ledger/promises.server.ts';
import { shippedRules } from '#app/domain/reporting/active-rules.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { seedTown } from '../seeds/run.ts';

export type BenchCtx = LedgerCtx & ActiveRules;

/** A seeded town in a folder as `HALLE_DATA` has it; the caller closes its database. */
export async function seedBenchLog(folder: string, origin: string): Promise<BenchCtx> {
  const db = openDb(join(folder, 'halle.sqlite'));
  migrateDb(db, 'db/migrations');
  const ctx: BenchCtx = {
    db,
    actor: { kind: 'system', name: 'bench' },
    now: new Date(),
    locale: 'fr',
    town: demoTown,
    ...shippedRules(),
    ledgerKey: loadLedgerKey(join(folder, 'keys', 'ledger.pem'), origin),
  };
  await seedTown(ctx);
  return ctx;
}

/** The order that is copied: its buyer, its lines, and the year of its payment. */
export type Model = { id: string; userId: string; organisationId: string | null; lines: number; year: number };

export function longestOrder({ db }: LedgerCtx): Model {
  return db.$client
    .prepare(
      `select o.id, o.user_id as userId, o.organisation_id as organisationId, count(*) as lines, cast(substr(o.paid_at, 1, 4) as integer) as year
       from orders o join order_lines n on n.order_id = o.id where o.state = 'paid' group by o.id order by lines desc, o.id limit 1`,
    )
    .get() as Model;
}

/** Copies the same purchase `times` times, each with its rows, its entries under one checkpoint, and its promise. */
export function copyOrder(ctx: LedgerCtx, model: Model, times: number, prefix: string): void {
  const sqlite = ctx.db.$client;
  const columns = (table: string) =>
    (sqlite.prepare(`select name from pragma_table_info('${table}')`).pluck().all() as string[]).map((c) => `"${c}"`);
  const copies = ['orders', 'order_parts', 'order_lines'].map((table) => {
    const all = columns(table);
    const key = table === 'orders' ? '"id"' : '"order_id"';
    const values = all.map((c) => (c === key ? '@id' : table === 'orders' && c === '"number"' ? '@id' : c));
    return sqlite.prepare(`insert into ${table} (${all}) select ${values} from ${table} where ${key} = @model`);
  });
  const lines = modelLines(ctx, model.id);
  inTransaction(ctx, () => {
    for (let i = 0; i < times; i++) {
      for (const copy of copies) copy.run({ id: `${prefix}${i}`, model: model.id });
      enterPurchase(ctx, model, lines, `${prefix}${i}`);
    }
  });
}

/** The entry of a paid line, with the texts that its commitments open with. */
export type ModelLine = {
  line: number;
  body: EntryDraft['body'];
  figures: EntryDraft['figures'] & object;
  names: object;
};

export function modelLines(ctx: LedgerCtx, order: string): ModelLine[] {
  const paid = entriesOf(ctx, order).filter(({ kind, event }) => kind === 'impact.line' && event.endsWith(':paid'));
  return paid.map(({ index, bytes }) => {
    const { event, kind, private_commit, figures_commit, ...body } = JSON.parse(bytes.toString());
    const of = (name: string) => JSON.parse(openingsOf(ctx, index).find((one) => one.name === name)?.text ?? '{}');
    return { line: body.line, body, figures: of('figures'), names: of('private') };
  });
}

/** The entries of a purchase and their promise, as `completeOrder` writes them. */
export function enterPurchase(ctx: LedgerCtx, model: Model, lines: readonly ModelLine[], order: string): void {
  const buyer = model.organisationId ?? model.userId;
  inTransaction(ctx, () => promiseEntries(ctx, { order, buyer }, appendEntries(ctx, draftsOf(ctx, lines, order))));
}

/** The drafts of a purchase; stores the private parts that they commit to. */
export function draftsOf(ctx: LedgerCtx, lines: readonly ModelLine[], order: string): EntryDraft[] {
  return lines.map(({ line, body, figures, names }) => {
    const event = `${order}:line:${line}:paid`;
    const commit = privateCommitment(ctx, event, { ...names });
    return { kind: 'impact.line', event, body: { ...body, order, private_commit: commit }, figures };
  });
}

/** Copies the order until the log has at least `entries` entries. */
export function fillLog(ctx: LedgerCtx, model: Model, entries: number): void {
  const missing = Math.max(0, entries - ledgerSize(ctx));
  copyOrder(ctx, model, Math.ceil(missing / model.lines), 'ord_fill');
}
