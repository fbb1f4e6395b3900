// Holds a set against its manifest: each byte by its hash, then the database by what it says of itself.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rootAt } from '#app/domain/ledger/checkpoints.server.ts';
import { ledgerSize } from '#app/domain/ledger/log.server.ts';
import type { Db } from '#db/client.ts';
import { formatSums, type Manifest, manifestFile, parseManifest, sumsFile } from './backup-manifest.ts';
import { hashFile, listFiles } from './hashed-files.server.ts';
import { countRows } from './make-backup.server.ts';

/** The manifest, and a sentence for each part that is not as it says; null for a folder that holds no set. */
export type CheckedBackup = { manifest: Manifest | null; faults: string[] };

/** Reads every byte of a set. Never writes into it. */
export async function checkBackup(folder: string): Promise<CheckedBackup> {
  const text = await readFile(join(folder, manifestFile), 'utf8').catch(() => null);
  if (text === null) return { manifest: null, faults: [`${manifestFile} is missing.`] };
  const manifest = parseManifest(text);
  if (!manifest) return { manifest, faults: [`${manifestFile} is changed: it is no manifest of a backup.`] };
  const sums = await readFile(join(folder, sumsFile), 'utf8').catch(() => '');
  const { sha256 } = await hashFile(join(folder, manifestFile));
  const faults = wrongSums(sums, formatSums(manifest, sha256));
  for (const { path, bytes, sha256 } of manifest.parts) {
    const found = await hashFile(join(folder, path)).catch(() => null);
    if (!found) faults.push(`${path} is missing.`);
    else if (found.bytes !== bytes) faults.push(`${path} is changed: ${found.bytes} bytes, not ${bytes}.`);
    else if (found.sha256 !== sha256) faults.push(`${path} is changed.`);
  }
  const known = new Set([...manifest.parts.map(({ path }) => path), manifestFile, sumsFile]);
  for (const path of await listFiles(folder)) if (!known.has(path)) faults.push(`${path} is no part of the set.`);
  return { manifest, faults };
}

function wrongSums(found: string, right: string): string[] {
  if (found === '') return [`${sumsFile} is missing.`];
  const lines = new Set(found.split('\n'));
  return right
    .split('\n')
    .filter((line) => !lines.has(line))
    .map((line) => `${sumsFile} and ${manifestFile} differ on ${line.slice(66)}.`);
}

/** How a restored database differs from the manifest: its tables' rows, and the size and root of the ledger. */
export function compareWithManifest(db: Db, { counts, ledger }: Manifest): string[] {
  const [found, expected] = [new Map(Object.entries(countRows(db))), new Map(Object.entries(counts))];
  const rows = [...new Set([...expected.keys(), ...found.keys()])]
    .filter((table) => expected.get(table) !== found.get(table))
    .sort()
    .map((table) => `${table} has ${found.get(table) ?? 'no'} rows, the manifest says ${expected.get(table) ?? 'no'}.`);
  const size = ledgerSize({ db });
  if (size < ledger.size) return [...rows, `The ledger has ${size} entries, the manifest says ${ledger.size}.`];
  const root = rootAt({ db }, ledger.size).toString('base64');
  return root === ledger.root ? rows : [...rows, `The first ${ledger.size} entries are not those of the manifest.`];
}
