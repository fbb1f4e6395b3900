// The manifest of a backup: its parts with their hashes, and the counts by which a restored copy is compared. Pure.
import { z } from 'zod';

const count = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
/** Relative, of the three places of a data folder that are copied; it can never lead out of one. */
const path = z.string().regex(/^(halle\.sqlite|keys\/[\w-][\w.-]*|files\/[a-z]+\/[\w-]+(\.[a-z0-9]+)?)$/);

const manifest = z.strictObject({
  format: z.literal('halle-backup-1'),
  /** RFC 3339 UTC: the database is as it was then. */
  madeAt: z.iso.datetime(),
  version: z.string(),
  town: z.string(),
  /** `key` is the verifier key; null before the ledger has one. */
  ledger: z.strictObject({ origin: z.string(), key: z.string().nullable(), size: count, root: z.string() }),
  /** Rows of every table. */
  counts: z.record(z.string(), count),
  parts: z.array(z.strictObject({ path, bytes: count, sha256 })),
  /** Of a town whose files are in a bucket: each with the bucket's own mark, whether the set holds it or not. */
  bucket: z.array(z.strictObject({ key: z.string(), bytes: count, etag: z.string() })).optional(),
  /** Sentences on what a restore needs and this set does not hold. */
  lacks: z.array(z.string()),
});
export type Manifest = z.infer<typeof manifest>;
export type BackupPart = Manifest['parts'][number];

export const manifestFile = 'manifest.json';
/** As `sha256sum` writes it, so that a set can be checked without Halle. */
export const sumsFile = 'SHA256SUMS';

/** Null for a text that is no manifest of this format. */
export function parseManifest(text: string): Manifest | null {
  try {
    return manifest.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

/** The text of SHA256SUMS: each part, then the manifest by its hash. */
export function formatSums({ parts }: Pick<Manifest, 'parts'>, manifestHash: string): string {
  return [...parts, { path: manifestFile, sha256: manifestHash }]
    .map((part) => `${part.sha256}  ${part.path}\n`)
    .join('');
}

const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;

/** A set in sentences, one a line. */
export function describeManifest({ madeAt, town, ledger, counts, parts, bucket, lacks }: Manifest): string[] {
  const bytesOf = (start: string) =>
    parts.filter((part) => part.path.startsWith(start)).reduce((sum, { bytes }) => sum + bytes, 0);
  const files = parts.filter((part) => part.path.startsWith('files/')).length;
  const keys = parts.filter((part) => part.path.startsWith('keys/')).length;
  return [
    `${town} as of ${madeAt}.`,
    `Database, ${megabytes(bytesOf('halle.sqlite'))}: ${counts.orders ?? 0} orders, ${counts.users ?? 0} people, ` +
      `${counts.offers ?? 0} offers, ${counts.suppliers ?? 0} suppliers.`,
    `Ledger ${ledger.origin}: ${ledger.size} entries, root ${ledger.root}.`,
    `${files} files, ${megabytes(bytesOf('files/'))}; ${keys} files of keys.`,
    ...(bucket ? [`Of ${bucket.length} files in the bucket: name, size and mark.`] : []),
    ...lacks.map((lack) => `Not in it: ${lack}.`),
  ];
}
