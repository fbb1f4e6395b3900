// The work of an import, in batches that leave room for everybody else: read and judge, then write what was confirmed.
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'csv-parse';
import { eq } from 'drizzle-orm';
import type { OfferDraft } from '#app/domain/catalogue/draft.ts';
import { createOffer, findBySku, reviseOffer, setOfferStatus, touch } from '#app/domain/catalogue/listing.server.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { utc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findSuppliers, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { prepared } from '#db/client.ts';
import { offerImports } from '#db/schema/imports.ts';
import { type Row, readerOf } from './formats.ts';
import {
  defaultsOf,
  findAtWork,
  type Import,
  type ImportCtx,
  listImportRows,
  mostRows,
  move,
} from './imports.server.ts';
import { judgeRow, skuOf } from './judge.ts';
import { decode } from './read-text.ts';

const readBatch = 200;
const writeBatch = 50;
/** Between batches other requests have their turn. */
const breatheMs = 4;

export type Pace = { stop?: () => boolean; now?: () => Date; onError?: (error: unknown) => void };

/**
 * Does everything that is waiting. Returns when nothing is, or when told to stop; what is half done goes on next time.
 * An import that breaks is told to `onError` and marked failed, so that the others behind it go on.
 */
export async function runImports(ctx: ImportCtx, pace: Pace = {}): Promise<void> {
  for (;;) {
    const held = findAtWork(ctx);
    if (!held || pace.stop?.()) return;
    const [supplier] = findSuppliers(ctx, [held.supplierId]);
    const work = held.state === 'reading' ? readFile : writeRows;
    const done = await work(ctx, held, supplier!, pace).catch((error: unknown) => {
      pace.onError?.(error);
      return fail(ctx, held, 'broken');
    });
    if (!done) return;
  }
}

/** Judges each row of the file. True when it reached the end (or an end). */
async function readFile(ctx: ImportCtx, held: Import, supplier: Supplier, pace: Pace): Promise<boolean> {
  const bytes = await ctx.storage.get(held.fileKey);
  if (!bytes) return fail(ctx, held, 'file-gone');
  const toCells = readerOf(held.format, held.mapping);
  const defaults = defaultsOf(held, supplier);
  const rows = parse({
    delimiter: held.delimiter,
    bom: true,
    columns: (names: string[]) => names.map((name, i) => name.trim() || `column ${i + 1}`),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 256 * 1024,
  });
  const failed = new Promise<Error>((resolve) => rows.once('error', resolve));
  const feed = async () => {
    for (const text of decode(bytes, held.encoding))
      if (!rows.write(text)) await Promise.race([new Promise((resolve) => rows.once('drain', resolve)), failed]);
    rows.end();
  };
  const feeding = feed().catch(() => {});
  let number = 0;
  let judged = held.rowsRead;
  let batch: Batch = [];
  try {
    for await (const record of rows as AsyncIterable<Row>) {
      number++;
      if (number > mostRows) return fail(ctx, held, 'too-many-rows');
      const cells = toCells(record);
      if (number <= held.rowsRead) continue; // a reader carries what earlier rows said, so they are read again, not judged
      batch.push({ row: number, cells });
      if (batch.length < readBatch) continue;
      if (!keepBatch(ctx, held, supplier, defaults, batch, judged, number)) return false; // cancelled, or another reader is ahead
      judged = number;
      batch = [];
      await pause(breatheMs);
      if (pace.stop?.()) return false;
    }
  } catch (error) {
    return fail(ctx, held, `${(error as { code?: string }).code ?? 'unreadable'} ${number + 1}`);
  } finally {
    rows.destroy();
    await feeding;
  }
  if (!keepBatch(ctx, held, supplier, defaults, batch, judged, number)) return false;
  move(ctx, held.id, ['reading'], number === 0 ? { state: 'failed', problem: 'no-rows' } : { state: 'preview' });
  return true;
}

type Batch = { row: number; cells: ReturnType<ReturnType<typeof readerOf>> }[];

/** One transaction: the judgements of the rows after `from`, and that the file was read up to `upTo`. False when the import does not stand there any more. */
function keepBatch(
  ctx: ImportCtx,
  held: Import,
  supplier: Supplier,
  defaults: ReturnType<typeof defaultsOf>,
  batch: Batch,
  from: number,
  upTo: number,
): boolean {
  const products = batch.flatMap(({ row, cells }) => (cells ? [{ row, cells, sku: skuOf(cells) }] : []));
  return inTransaction(ctx, ({ db }) => {
    const now = db.select().from(offerImports).where(eq(offerImports.id, held.id)).get();
    if (now?.state !== 'reading' || now.rowsRead !== from) return false;
    const own = new Map(
      findBySku(
        ctx,
        supplier.id,
        products.map(({ sku }) => sku),
      ).map((offer) => [offer.sku, offer]),
    );
    const seen = prepared(db, 'select row from offer_import_rows where import_id = ? and sku = ? limit 1').pluck();
    const insert = prepared(
      db,
      'insert into offer_import_rows (import_id, row, sku, name, outcome, detail, offer) values (?, ?, ?, ?, ?, ?, ?)',
    );
    const counts = { create: 0, change: 0, same: 0, refuse: 0 };
    for (const { row, cells, sku } of products) {
      const before = sku ? (seen.get(held.id, sku) as number | undefined) : undefined;
      const judged = before
        ? {
            outcome: 'refuse' as const,
            sku,
            name: cells.name_fr ?? '',
            problems: [{ column: 'sku' as const, problem: 'twice' as const, row: before }],
          }
        : judgeRow(cells, own.get(sku), defaults, supplier);
      counts[judged.outcome]++;
      const detail = judged.outcome === 'refuse' ? judged.problems : judged.changed;
      const offer =
        judged.outcome === 'refuse' || judged.outcome === 'same'
          ? null
          : { draft: judged.draft, status: judged.status };
      insert.run(
        held.id,
        row,
        judged.sku,
        judged.name,
        judged.outcome,
        JSON.stringify(detail),
        offer && JSON.stringify(offer),
      );
    }
    prepared(
      db,
      'update offer_imports set rows_read = ?, to_create = to_create + ?, to_change = to_change + ?, same = same + ?, refused = refused + ? where id = ?',
    ).run(upTo, counts.create, counts.change, counts.same, counts.refuse, held.id);
    return true;
  });
}

/** Writes what was confirmed, a batch and its place in one transaction. True at the end. */
async function writeRows(ctx: ImportCtx, held: Import, supplier: Supplier, pace: Pace): Promise<boolean> {
  const { status } = defaultsOf(held, supplier);
  for (;;) {
    const now = pace.now?.() ?? new Date();
    const more = inTransaction({ ...ctx, now, actor: { kind: 'user', userId: held.createdBy } }, (own) => {
      const fresh = own.db.select().from(offerImports).where(eq(offerImports.id, held.id)).get();
      if (fresh?.state !== 'writing') return 'gone';
      const rows = listImportRows(own, held.id, { after: fresh.rowsWritten, limit: writeBatch });
      if (rows.length === 0) {
        move(own, held.id, ['writing'], { state: 'done', finishedAt: utc(now) });
        return 'done';
      }
      const existing = new Map(
        findBySku(
          own,
          supplier.id,
          rows.map((row) => row.sku),
        ).map((offer) => [offer.sku, offer]),
      );
      const touched = rows.flatMap((row) => {
        const told = row.offer as { draft: Partial<OfferDraft>; status: Offer['status'] | null } | null;
        if (!told) return [];
        const offer = existing.get(row.sku);
        if (!offer && row.outcome === 'change') return []; // its reference was changed since: the row says too little for a new offer
        if (!offer)
          return [
            createOffer(
              own,
              supplier,
              told.draft as OfferDraft,
              'import',
              told.status === 'draft' ? 'draft' : (told.status ?? status) === 'live' ? 'live' : 'draft',
            ),
          ];
        reviseOffer(own, offer, told.draft, 'import');
        if (told.status) setOfferStatus(own, { ...offer, ownStatus: offer.status }, told.status, 'import');
        return [offer.id];
      });
      touch(own, touched);
      own.db
        .update(offerImports)
        .set({ rowsWritten: rows.at(-1)!.row })
        .where(eq(offerImports.id, held.id))
        .run();
      prepared(own.db, 'update offer_import_rows set offer = null where import_id = ? and row between ? and ?').run(
        held.id,
        rows[0]!.row,
        rows.at(-1)!.row,
      );
      return 'more';
    });
    if (more !== 'more') {
      if (more === 'done') await ctx.storage.remove(held.fileKey);
      return true;
    }
    await pause(breatheMs);
    if (pace.stop?.()) return false;
  }
}

/** The end of an import that cannot go on. Its file is removed: what could not be read once will not be another time. */
async function fail(ctx: ImportCtx, held: Import, problem: string): Promise<true> {
  move(ctx, held.id, ['reading', 'writing'], { state: 'failed', problem, finishedAt: utc(new Date()) });
  await ctx.storage.remove(held.fileKey);
  return true;
}
