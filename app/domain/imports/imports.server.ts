// Owns the import tables. All rows are validated first; no offer is written before a person confirms the preview.

// Writing goes in batches, each with its position in the file, so that a killed process continues where it stopped.
import { randomBytes } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { and, desc, eq, gt, inArray } from 'drizzle-orm';
import type { Factors } from '#app/domain/impact/factor-set.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { type Storage, storeOnce } from '#app/domain/shared/storage.server.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { preparedSql } from '#db/client.ts';
import { getRow, integer } from '#db/rows.ts';
import { offerImportRows, offerImports } from '#db/schema/imports.ts';
import { type Format, guessMapping, recogniseFormat } from './formats.ts';
import { decodeText, detectDelimiter, detectEncoding } from './read-text.ts';
import type { Defaults } from './validate-row.ts';

export type Import = typeof offerImports.$inferSelect;
export type ImportRow = typeof offerImportRows.$inferSelect;
export type ImportCtx = Ctx & { storage: Storage; factors: Factors };

const maxImportBytes = 32 * 1024 * 1024;
export const maxRows = 100_000;
/** Shops export about seventy; each column is a row of the page that assigns them. */
const maxColumns = 300;

/** Default values of an import, stored in `mapping` under keys that are no column ("=kind", "=vat"). */
export function defaultsOf(offerImport: Import, supplier: Supplier): Defaults {
  const { mapping } = offerImport;
  return {
    kind: (mapping['=kind'] ?? 'new') as Defaults['kind'],
    category: (mapping['=category'] ?? supplier.trade) as Defaults['category'],
    vatBasisPoints: Number(mapping['=vat'] ?? (supplier.vatRegime === 'franchise' ? 0 : 2000)),
    status: mapping['=status'] === 'draft' ? 'draft' : 'live',
  };
}

/**
 * Stores an uploaded file, with its detected encoding, delimiter and format. Our own format is read at once; any
 * other waits for its mapping. Refuses with `busy` while another import of the supplier is being read or written, and
 * with `rows` when `mayRead`, asked in the transaction that keeps the file, says no.
 */
export async function receiveFile(
  ctx: ImportCtx,
  supplier: Supplier,
  { name, bytes }: { name: string; bytes: Buffer },
  mayRead: () => boolean = () => true,
): Promise<Result<{ importId: string }, { reason: ReceiveRefusal }>> {
  if (bytes.length === 0) return refused('empty');
  if (bytes.length > maxImportBytes) return refused('too-heavy');
  if (isArchive(bytes)) return refused('not-text');
  if (findAtWork(ctx, supplier.id)) return refused('busy');
  const encoding = detectEncoding(bytes);
  const headers = headersIn(bytes, encoding);
  if (!headers) return refused('not-text');
  if (headers.names.length > maxColumns) return refused('too-many-columns');
  const format = recogniseFormat(headers.names);
  const id = newId('imp');
  const fileKey = `imports/${id}-${randomBytes(6).toString('hex')}.csv`;
  await storeOnce(ctx.storage, fileKey, bytes, 'text/csv');
  const received = inTransaction(ctx, ({ db }) => {
    const isBusy = format === 'halle' && findAtWork(ctx, supplier.id) !== undefined; // another file came at the same time
    if (isBusy || !mayRead()) return refused(isBusy ? 'busy' : 'rows');
    db.insert(offerImports)
      .values({
        id,
        supplierId: supplier.id,
        state: format === 'halle' ? 'reading' : 'mapping',
        fileName: name.slice(0, 200),
        fileKey,
        bytes: bytes.length,
        encoding,
        delimiter: headers.delimiter,
        format,
        mapping: format === 'other' ? guessMapping(headers.names) : {},
        createdBy: ctx.actor.kind === 'user' ? ctx.actor.userId : 'system',
        createdAt: isoUtc(ctx.now),
      })
      .run();
    recordAudit(ctx, 'receiveImport', id);
    return done({ importId: id });
  });
  if (!received.ok) await ctx.storage.remove(fileKey);
  return received;
}

type ReceiveRefusal = 'empty' | 'too-heavy' | 'not-text' | 'too-many-columns' | 'busy' | 'rows';

/**
 * Saves the mapping and its defaults, and starts reading. Nothing when the import is not in `mapping`; refuses, like
 * `receiveFile`, while another import is at work, and when `mayRead` says no.
 */
export function startReading(
  ctx: Ctx,
  offerImport: Import,
  mapping: Record<string, string>,
  mayRead: () => boolean = () => true,
): Result<object, { reason: 'busy' | 'rows' }> {
  return inTransaction(ctx, () => {
    if (findAtWork(ctx, offerImport.supplierId)) return refused('busy');
    if (!mayRead()) return refused('rows');
    transitionImport(ctx, offerImport.id, ['mapping'], { state: 'reading', mapping });
    return done();
  });
}

/** Starts writing all rows of the preview. False when the import is not in `preview`. */
export function confirmImport(ctx: Ctx, offerImport: Import): boolean {
  const moved = transitionImport(ctx, offerImport.id, ['preview'], { state: 'writing' });
  if (moved) recordAudit(ctx, 'confirmImport', offerImport.id);
  return moved;
}

/** Rows already written stay, the others are never written, and the file is removed. */
export async function cancelImport(ctx: ImportCtx, offerImport: Import): Promise<void> {
  const open: Import['state'][] = ['mapping', 'reading', 'preview', 'writing'];
  if (transitionImport(ctx, offerImport.id, open, { state: 'cancelled', finishedAt: isoUtc(ctx.now) }))
    await ctx.storage.remove(offerImport.fileKey);
}

export function transitionImport(ctx: Ctx, id: string, from: Import['state'][], changes: Partial<Import>): boolean {
  return (
    ctx.db
      .update(offerImports)
      .set(changes)
      .where(and(eq(offerImports.id, id), inArray(offerImports.state, from)))
      .run().changes > 0
  );
}

/** Throws NotFound for another supplier's import. */
export function getImport({ db }: Pick<Ctx, 'db'>, supplierId: string, id: string): Import {
  const offerImport = db
    .select()
    .from(offerImports)
    .where(and(eq(offerImports.id, id), eq(offerImports.supplierId, supplierId)))
    .get();
  if (!offerImport) throw new NotFound(`import ${id}`);
  return offerImport;
}

export function listImports({ db }: Pick<Ctx, 'db'>, supplierId: string): Import[] {
  return db
    .select()
    .from(offerImports)
    .where(eq(offerImports.supplierId, supplierId))
    .orderBy(desc(offerImports.createdAt))
    .limit(20)
    .all();
}

/**
 * Bytes of the files that a supplier's open imports keep, the offers that those being written still create (those that
 * they created count too until the end), and the rows that were read for it since `since`.
 */
export function sumImports(
  { db }: Pick<Ctx, 'db'>,
  supplierId: string,
  since: string,
): { bytes: number; toCome: number; rows: number } {
  return getRow(
    db,
    { bytes: integer, toCome: integer, rows: integer },
    `select coalesce(sum(bytes) filter (where state in ('mapping', 'reading', 'preview', 'writing')), 0) as bytes,
            coalesce(sum(to_create) filter (where state = 'writing'), 0) as toCome,
            coalesce(sum(rows_read) filter (where created_at >= ?), 0) as rows
     from offer_imports
     where supplier_id = ?`,
    since,
    supplierId,
  );
}

/** The oldest import that is being read or written; of one supplier when `supplierId` is given. */
export function findAtWork({ db }: Pick<Ctx, 'db'>, supplierId?: string): Import | undefined {
  const atWork = inArray(offerImports.state, ['reading', 'writing']);
  return db
    .select()
    .from(offerImports)
    .where(supplierId ? and(atWork, eq(offerImports.supplierId, supplierId)) : atWork)
    .orderBy(offerImports.createdAt)
    .get();
}

/** Validated rows with a number above `after`, of one outcome or of all. */
export function listImportRows(
  { db }: Pick<Ctx, 'db'>,
  id: string,
  {
    outcome,
    after = 0,
    limit = 100,
  }: { outcome?: ImportRow['outcome'] | undefined; after?: number; limit?: number } = {},
): ImportRow[] {
  const own = and(eq(offerImportRows.importId, id), gt(offerImportRows.row, after));
  return db
    .select()
    .from(offerImportRows)
    .where(outcome ? and(own, eq(offerImportRows.outcome, outcome)) : own)
    .orderBy(offerImportRows.row)
    .limit(limit)
    .all();
}

/** Headers and up to three sample rows of a stored file, for the mapping screen; empty when it cannot be read. */
export async function openHead(ctx: ImportCtx, offerImport: Import): Promise<{ names: string[]; sample: string[][] }> {
  const bytes = await ctx.storage.get(offerImport.fileKey);
  return (bytes && headersIn(bytes, offerImport.encoding)) ?? { names: [], sample: [] };
}

function headersIn(bytes: Buffer, encoding: Import['encoding']) {
  const head = [...decodeText(bytes.subarray(0, 64 * 1024), encoding)].join('');
  const delimiter = detectDelimiter(head);
  try {
    const rows = parse(head, {
      delimiter,
      bom: true,
      to: 4,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as string[][];
    const [names = [], ...sample] = rows;
    if (names.length === 0 || names.every((name) => !name.trim()) || names.join('').includes('\u0000')) return null;
    return { names: names.map((name) => name.trim()), sample, delimiter };
  } catch {
    return null; // for example a quote that stays open over 64 kB
  }
}

/** Whether a file is a workbook or another archive, a PDF or a picture, by its first bytes. */
function isArchive(bytes: Buffer): boolean {
  const head = bytes.subarray(0, 4).toString('latin1');
  return (
    head.startsWith('PK') ||
    head.startsWith('%PDF') ||
    head.startsWith('\x89PNG') ||
    head.startsWith('\xd0\xcf\x11\xe0') ||
    head.startsWith('\xff\xd8\xff')
  );
}

export type { Format };

/** Deletes the read rows of imports that ended before `before`, at most `limit` rows; returns how many. */
export function eraseOldImportRows({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    `delete from offer_import_rows
     where (import_id, row) in (
       select r.import_id, r.row
       from offer_imports i
       join offer_import_rows r on r.import_id = i.id
       where i.finished_at < ?
       limit ?
     )`,
  ).run(before, limit).changes;
}
