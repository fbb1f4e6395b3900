// Runs imports in batches that leave time for other requests: reads and validates, then writes after confirmation.
import { setTimeout as pause } from 'node:timers/promises';
import { parse } from 'csv-parse';
import { eq } from 'drizzle-orm';
import { foldCell } from '#app/domain/catalogue/cell-values.ts';
import type { OfferDraft } from '#app/domain/catalogue/draft.ts';
import { createOffer, enqueueReindex, findBySku } from '#app/domain/catalogue/listing.server.ts';
import { isoUtc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findSuppliers, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { preparedSql } from '#db/client.ts';
import { findValue, integer } from '#db/rows.ts';
import { offerImports } from '#db/schema/imports.ts';
import { type RawRow, readerOf } from './formats.ts';
import {
  defaultsOf,
  findAtWork,
  type Import,
  type ImportCtx,
  listImportRows,
  maxRows,
  transitionImport,
} from './imports.server.ts';
import { decodeText } from './read-text.ts';
import { thingAnswer } from './thing-questions.server.ts';
import { type FieldChange, skuOf, validateRow } from './validate-row.ts';
import { changeOffer, type ReadRow } from './write-row.server.ts';

const readBatch = 200;
const writeBatch = 50;
/** Pause between batches, so that other requests are served. */
const breatheMs = 4;
/** Rows that take longer end their batch: no other request waits longer than that for a file. */
const longestTurnMs = 10;

export type Pace = { stop?: () => boolean; now?: () => Date; onError?: (error: unknown) => void };

/**
 * Runs waiting imports until none is left or one is interrupted (`stop`, another worker ahead); the next run continues
 * it. An import that throws is reported to `onError` and marked failed; after it, or a cancelled one, the next ones run.
 */
export async function runImports(ctx: ImportCtx, pace: Pace = {}): Promise<void> {
  for (;;) {
    const offerImport = findAtWork(ctx);
    if (!offerImport || pace.stop?.()) return;
    const [supplier] = findSuppliers(ctx, [offerImport.supplierId]);
    const work = offerImport.state === 'reading' ? readFile : writeRows;
    const done = await work(ctx, offerImport, supplier!, pace).catch((error: unknown) => {
      pace.onError?.(error);
      return fail(ctx, offerImport, 'broken');
    });
    if (!done && !isCancelled(ctx, offerImport)) return;
  }
}

function isCancelled({ db }: ImportCtx, { id }: Import): boolean {
  const now = db.select({ state: offerImports.state }).from(offerImports).where(eq(offerImports.id, id)).get();
  return now?.state === 'cancelled';
}

/** Validates each row of the file. False when interrupted or cancelled; true when it ended, in a preview or in failure. */
async function readFile(ctx: ImportCtx, offerImport: Import, supplier: Supplier, pace: Pace): Promise<boolean> {
  const bytes = await ctx.storage.get(offerImport.fileKey);
  if (!bytes) return fail(ctx, offerImport, 'file-gone');
  const toCells = readerOf(offerImport.format, offerImport.mapping);
  const defaults = defaultsOf(offerImport, supplier);
  const rows = parse({
    delimiter: offerImport.delimiter,
    bom: true,
    columns: (names: string[]) => names.map((name, i) => name.trim() || `column ${i + 1}`),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: 256 * 1024,
  });
  const failed = new Promise<Error>((resolve) => rows.once('error', resolve));
  const feed = async () => {
    for (const text of decodeText(bytes, offerImport.encoding))
      if (!rows.write(text)) await Promise.race([new Promise((resolve) => rows.once('drain', resolve)), failed]);
    rows.end();
  };
  const feeding = feed().catch(() => {});
  /** The row of each variant, by group and label. */
  const labels = new Map<string, number>();
  let number = 0;
  let judged = offerImport.rowsRead;
  let batch: Batch = [];
  let turn = performance.now();
  try {
    for await (const record of rows as AsyncIterable<RawRow>) {
      number++;
      if (number > maxRows) return fail(ctx, offerImport, 'too-many-rows');
      const cells = toCells(record);
      const isLong = performance.now() - turn > longestTurnMs;
      // Rows that were read before are parsed only to restore the state of the reader.
      const label = cells?.variant_group && cells.variant ? `${cells.variant_group}\n${foldCell(cells.variant)}` : null;
      const sameVariant = label === null ? undefined : labels.get(label);
      if (label !== null) labels.set(label, sameVariant ?? number);
      if (number > offerImport.rowsRead) batch.push({ row: number, cells, sameVariant });
      if (batch.length < readBatch && !isLong) continue;
      if (batch.length === 0) {
        await pause(breatheMs);
        turn = performance.now();
        continue;
      }
      if (!keepBatch(ctx, offerImport, supplier, defaults, batch, judged, number)) return false; // cancelled, or another worker is ahead
      judged = number;
      batch = [];
      await pause(breatheMs);
      if (pace.stop?.()) return false;
      turn = performance.now();
    }
  } catch (error) {
    return fail(ctx, offerImport, `${(error as { code?: string }).code ?? 'unreadable'} ${number + 1}`);
  } finally {
    rows.destroy();
    await feeding;
  }
  if (!keepBatch(ctx, offerImport, supplier, defaults, batch, judged, number)) return false;
  transitionImport(
    ctx,
    offerImport.id,
    ['reading'],
    number === 0 ? { state: 'failed', problem: 'no-rows' } : { state: 'preview' },
  );
  return true;
}

/** `sameVariant`: an earlier row that is the same variant of the same group. */
type Batch = { row: number; cells: ReturnType<ReturnType<typeof readerOf>>; sameVariant: number | undefined }[];

/**
 * In one transaction: validates the rows after `from`, saves their outcomes and the progress up to `upTo`. False
 * when the import was cancelled or another worker has moved it on.
 */
function keepBatch(
  ctx: ImportCtx,
  offerImport: Import,
  supplier: Supplier,
  defaults: ReturnType<typeof defaultsOf>,
  batch: Batch,
  from: number,
  upTo: number,
): boolean {
  const products = batch.flatMap(({ row, cells, sameVariant }) =>
    cells ? [{ row, cells, sameVariant, sku: skuOf(cells) }] : [],
  );
  return inTransaction(ctx, ({ db }) => {
    const now = db.select().from(offerImports).where(eq(offerImports.id, offerImport.id)).get();
    if (now?.state !== 'reading' || now.rowsRead !== from) return false;
    const own = new Map(
      findBySku(
        ctx,
        supplier.id,
        products.map(({ sku }) => sku),
      ).map((offer) => [offer.sku, offer]),
    );
    const insert = preparedSql(
      db,
      `insert into offer_import_rows (import_id, row, sku, name, outcome, detail, offer, thing_asked)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    const counts = { create: 0, change: 0, same: 0, refuse: 0 };
    for (const { row, cells, sku, sameVariant } of products) {
      const before = sku ? findRowOf(ctx, offerImport.id, sku) : undefined;
      const twice = before ? ({ column: 'sku', row: before } as const) : sameVariantOf(sameVariant);
      const judged = twice
        ? {
            outcome: 'refuse' as const,
            sku,
            name: cells.name_fr ?? '',
            problems: [{ ...twice, problem: 'twice' as const }],
          }
        : validateRow(ctx.factors, cells, own.get(sku), defaults, supplier);
      counts[judged.outcome]++;
      const detail = judged.outcome === 'refuse' ? judged.problems : judged.changed;
      const offer =
        judged.outcome === 'refuse' || judged.outcome === 'same'
          ? null
          : { draft: judged.draft, status: judged.status, stock: judged.stock };
      insert.run(
        offerImport.id,
        row,
        judged.sku,
        judged.name,
        judged.outcome,
        JSON.stringify(detail),
        offer && JSON.stringify(offer),
        judged.outcome === 'refuse' ? null : judged.thingAsked,
      );
    }
    preparedSql(
      db,
      `update offer_imports
       set rows_read = ?, to_create = to_create + ?, to_change = to_change + ?, same = same + ?, refused = refused + ?
       where id = ?`,
    ).run(upTo, counts.create, counts.change, counts.same, counts.refuse, offerImport.id);
    return true;
  });
}

function sameVariantOf(row: number | undefined): { column: 'variant'; row: number } | null {
  return row === undefined ? null : { column: 'variant', row };
}

/** The row of an import that has a reference (SKU) already; undefined when none has. */
function findRowOf({ db }: ImportCtx, importId: string, sku: string): number | undefined {
  return findValue(
    db,
    integer,
    `select row
     from offer_import_rows
     where import_id = ? and sku = ?
     limit 1`,
    importId,
    sku,
  );
}

/** Writes confirmed rows, each batch in one transaction with its position. True when done or cancelled. */
async function writeRows(ctx: ImportCtx, offerImport: Import, supplier: Supplier, pace: Pace): Promise<boolean> {
  const { status } = defaultsOf(offerImport, supplier);
  for (;;) {
    const now = pace.now?.() ?? new Date();
    const more = inTransaction({ ...ctx, now, actor: { kind: 'user', userId: offerImport.createdBy } }, (own) => {
      const fresh = own.db.select().from(offerImports).where(eq(offerImports.id, offerImport.id)).get();
      if (fresh?.state !== 'writing') return 'gone';
      const rows = listImportRows(own, offerImport.id, { after: fresh.rowsWritten, limit: writeBatch });
      if (rows.length === 0) {
        transitionImport(own, offerImport.id, ['writing'], { state: 'done', finishedAt: isoUtc(now) });
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
        const read = row.offer as ReadRow | null;
        if (!read) return [];
        const answer = row.thingAsked && thingAnswer(fresh, row.thingAsked);
        if (answer) read.draft.thing = answer;
        const offer = existing.get(row.sku);
        if (!offer && row.outcome === 'change') return []; // its reference changed since the preview, and a change row cannot create an offer
        if (!offer)
          return [
            createOffer(
              own,
              supplier,
              read.draft as OfferDraft,
              'import',
              read.status === 'draft' ? 'draft' : (read.status ?? status) === 'live' ? 'live' : 'draft',
            ),
          ];
        changeOffer(own, offerImport.id, offer, read, row.detail as FieldChange[], Boolean(answer));
        return [offer.id];
      });
      enqueueReindex(own, touched);
      own.db
        .update(offerImports)
        .set({ rowsWritten: rows.at(-1)!.row })
        .where(eq(offerImports.id, offerImport.id))
        .run();
      preparedSql(own.db, 'update offer_import_rows set offer = null where import_id = ? and row between ? and ?').run(
        offerImport.id,
        rows[0]!.row,
        rows.at(-1)!.row,
      );
      return 'more';
    });
    if (more !== 'more') {
      if (more === 'done') await ctx.storage.remove(offerImport.fileKey);
      return true;
    }
    await pause(breatheMs);
    if (pace.stop?.()) return false;
  }
}

/** Marks an import failed and removes its file, because a retry would fail in the same way. */
async function fail(ctx: ImportCtx, offerImport: Import, problem: string): Promise<true> {
  transitionImport(ctx, offerImport.id, ['reading', 'writing'], {
    state: 'failed',
    problem,
    finishedAt: isoUtc(new Date()),
  });
  await ctx.storage.remove(offerImport.fileKey);
  return true;
}
