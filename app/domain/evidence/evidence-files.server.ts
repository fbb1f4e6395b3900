// Stores uploaded documents. Pictures are re-encoded, so that only pixels survive; a PDF is kept unchanged and served
// only as a download.
import { createHash } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { type Storage, storeOnce } from '#app/domain/shared/storage.server.ts';
import { inIds, preparedSql } from '#db/client.ts';
import { getValue, integer, listRows, text } from '#db/rows.ts';
import { evidenceFiles } from '#db/schema/evidence.ts';

const maxEvidenceBytes = 10 * 1024 * 1024;
const maxPixels = 60_000_000;

export type EvidenceFile = typeof evidenceFiles.$inferSelect;
export type StoredFile = { fileKey: string; fileName: string; fileType: string; fileBytes: number; fileSha256: string };

/** Null for a file that is no PDF and no readable picture, or too heavy. The content decides, not the name. */
export async function storeEvidenceFile(storage: Storage, name: string, bytes: Buffer): Promise<StoredFile | null> {
  if (bytes.length === 0 || bytes.length > maxEvidenceBytes) return null;
  const pdf =
    bytes.subarray(0, 5).toString('latin1') === '%PDF-' && bytes.subarray(-2048).toString('latin1').includes('%%EOF');
  const kept = pdf ? { bytes, type: 'application/pdf', end: 'pdf' } : await picture(bytes);
  if (!kept) return null;
  const fileKey = `proofs/${newId('prf')}.${kept.end}`;
  const stored = await storeOnce(storage, fileKey, kept.bytes, kept.type);
  const base = name
    .replace(/\.[^.]*$/, '')
    .replace(/[^\p{L}\p{N} ._-]/gu, '')
    .trim()
    .slice(0, 80);
  return {
    fileKey,
    fileName: `${base || 'preuve'}.${kept.end}`,
    fileType: kept.type,
    fileBytes: stored.length,
    fileSha256: createHash('sha256').update(stored).digest('hex'),
  };
}

/**
 * Removes the files and the quantities of submissions that were refused, sent back or withdrawn before `before`, at most
 * `limit` of them; the submission itself stays. Returns how many.
 */
export async function eraseRefusedFiles(
  { db, storage }: Pick<Ctx, 'db'> & { storage: Storage },
  before: string,
  limit: number,
): Promise<number> {
  const ended = listRows(
    db,
    { id: text },
    `select id
     from evidence
     where state in ('refused', 'returned', 'withdrawn') and coalesce(decided_at, submitted_at) < ?
       and (file_count > 0 or sheet is not null)
     limit ?`,
    before,
    limit,
  ).map(({ id }) => id);
  for (const { fileKey } of listEvidenceFiles({ db }, ended)) await storage.remove(fileKey);
  const ids = JSON.stringify(ended);
  db.transaction(() => {
    preparedSql(db, 'delete from evidence_files where evidence_id in (select value from json_each(?))').run(ids);
    preparedSql(
      db,
      `update evidence set file_count = 0, file_public = 0, sheet = null where id in (select value from json_each(?))`,
    ).run(ids);
  });
  return ended.length;
}

async function picture(bytes: Buffer): Promise<{ bytes: Buffer; type: string; end: string } | null> {
  try {
    const { default: sharp } = await import('sharp'); // takes 20 MiB, so it is loaded only for a picture
    const read = sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', pages: 1 });
    const { format } = await read.metadata();
    if (!['jpeg', 'png', 'webp', 'avif', 'heif'].includes(format ?? '')) return null;
    const made = await read
      .rotate()
      .resize({ width: 2400, height: 2400, fit: 'inside', withoutEnlargement: true })
      .jpeg({ quality: 82 })
      .toBuffer();
    return { bytes: made, type: 'image/jpeg', end: 'jpg' };
  } catch {
    return null; // not a readable picture
  }
}

/** Bytes of all documents that a supplier sent: a document is kept as long as its evidence. */
export function sumFileBytes({ db }: Pick<Ctx, 'db'>, supplierId: string): number {
  return getValue(
    db,
    integer,
    `select coalesce(sum(f.file_bytes), 0)
     from evidence e
     join evidence_files f on f.evidence_id = e.id
     where e.supplier_id = ?`,
    supplierId,
  );
}

/** Adds the files of a new submission, in the caller's transaction. */
export function insertEvidenceFiles({ db }: Pick<Ctx, 'db'>, evidenceId: string, files: readonly StoredFile[]): void {
  if (files.length === 0) return;
  const rows = files.map((file, position) => ({ ...file, id: newId('evf'), evidenceId, position }));
  db.insert(evidenceFiles).values(rows).run();
}

/** The files of some submissions, by submission and in their order. */
export function listEvidenceFiles({ db }: Pick<Ctx, 'db'>, evidenceIds: readonly string[]): EvidenceFile[] {
  if (evidenceIds.length === 0) return [];
  return db
    .select()
    .from(evidenceFiles)
    .where(inIds(evidenceFiles.evidenceId))
    .orderBy(asc(evidenceFiles.evidenceId), asc(evidenceFiles.position))
    .prepare()
    .all({ ids: JSON.stringify(evidenceIds) });
}

/** The files that a person handed in for suppliers at whose team they still are, with the criterion of each. */
export function listFilesSubmittedBy({ db }: Pick<Ctx, 'db'>, userId: string, supplierIds: readonly string[]) {
  return listRows(
    db,
    { fileKey: text, fileName: text, criterionId: text, submittedAt: text },
    `select f.file_key as fileKey, f.file_name as fileName, e.criterion_id as criterionId, e.submitted_at as submittedAt
     from evidence e
     join evidence_files f on f.evidence_id = e.id
     where e.supplier_id in (select value from json_each(?)) and e.submitted_by = ?
     order by e.submitted_at, f.position`,
    JSON.stringify(supplierIds),
    userId,
  );
}

/** Throws NotFound. */
export function getEvidenceFile({ db }: Pick<Ctx, 'db'>, id: string): EvidenceFile {
  const file = db.select().from(evidenceFiles).where(eq(evidenceFiles.id, id)).get();
  if (!file) throw new NotFound(`evidence file ${id}`);
  return file;
}
