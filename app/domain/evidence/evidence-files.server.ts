// Stores uploaded documents. Pictures are re-encoded, so that only pixels survive; a PDF is kept unchanged and served
// only as a download.
import { createHash } from 'node:crypto';
import type { Ctx } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { type Storage, storeOnce } from '#app/domain/shared/storage.server.ts';
import { getValue, integer } from '#db/rows.ts';

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
