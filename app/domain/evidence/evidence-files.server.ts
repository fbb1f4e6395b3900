// Stores uploaded documents. Pictures are re-encoded, so that only pixels survive; a PDF is kept unchanged and served
// only as a download.
import { createHash } from 'node:crypto';
import type { Ctx } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { type Storage, storeOnce } from '#app/domain/shared/storage.server.ts';
import { preparedSql } from '#db/client.ts';
import { getValue, integer, listRows, text } from '#db/rows.ts';

const maxEvidenceBytes = 10 * 1024 * 1024;
const maxPixels = 60_000_000;

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
 * Removes the files of proofs that were refused, sent back or withdrawn before `before`, at most `limit`; the submission
 * stays without its file. Returns how many.
 */
export async function eraseRefusedFiles(
  { db, storage }: Pick<Ctx, 'db'> & { storage: Storage },
  before: string,
  limit: number,
): Promise<number> {
  const ended = listRows(
    db,
    { id: text, fileKey: text },
    `select id, file_key as fileKey
     from evidence
     where state in ('refused', 'returned', 'withdrawn') and coalesce(decided_at, submitted_at) < ?
       and file_key is not null
     limit ?`,
    before,
    limit,
  );
  for (const { fileKey } of ended) await storage.remove(fileKey);
  const ids = JSON.stringify(ended.map(({ id }) => id));
  preparedSql(
    db,
    `update evidence
     set file_key = null, file_name = null, file_type = null, file_bytes = null, file_sha256 = null, file_public = 0
     where id in (select value from json_each(?))`,
  ).run(ids);
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
  return getValue(db, integer, 'select coalesce(sum(file_bytes), 0) from evidence where supplier_id = ?', supplierId);
}
