// The publications that are kept against the entries that were made of them.
import { createHash } from 'node:crypto';
import { entriesOfKind } from '#app/domain/ledger/log.server.ts';
import type { OutsideFault } from '#app/domain/ledger/outside.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { blob, integer, listRows, text } from '#db/rows.ts';
import { publishedSumTree } from './publish-town.server.ts';

type Published = { at: string; size: number; files: { name: string; sha256: string }[]; sum_root: string | null };

/** Times, files and lines of each publication; the tree of sums of the latest. */
export function checkPublications(ctx: Pick<Ctx, 'db'>): OutsideFault[] {
  const kept = listRows(
    ctx.db,
    { size: integer, at: text, seed: blob },
    'select size, published_at as at, seed from town_publications order by size',
  );
  const bySize = new Map(kept.map((row) => [row.size, row]));
  const files = Map.groupBy(listFileHashes(ctx), ({ size }) => size);
  const entries = entriesOfKind(ctx, 'town.published').map(({ index, bytes }) => ({
    index,
    entry: JSON.parse(bytes.toString()) as Published,
  }));
  const faults = entries.flatMap(({ index, entry }, n): OutsideFault[] => {
    const row = bySize.get(entry.size);
    bySize.delete(entry.size);
    if (!row) return [{ index, reason: `the publication at ${entry.size} entries is not there` }];
    const isLast = n === entries.length - 1;
    const wrong = [
      `${row.at.slice(0, 19)}Z` !== entry.at && 'its time',
      ...wrongFiles(entry, files.get(entry.size) ?? []),
      isLast && publishedSumTree(ctx, entry.size, row.seed).root.hash !== entry.sum_root && 'the root of its sums',
    ].filter((one) => one !== false);
    return wrong.map((what) => ({ index, reason: `${what} of the publication is no longer what was entered` }));
  });
  return [
    ...faults,
    ...[...bySize.keys()].map((size) => ({ index: null, reason: `the publication at ${size} entries has no entry` })),
  ];
}

function listFileHashes({ db }: Pick<Ctx, 'db'>): { size: number; name: string; sha256: string }[] {
  const rows = listRows(db, { size: integer, name: text, data: text }, 'select size, name, data from published_files');
  return rows.map(({ size, name, data }) => ({ size, name, sha256: createHash('sha256').update(data).digest('hex') }));
}

function wrongFiles(entry: Published, kept: readonly { name: string; sha256: string }[]): string[] {
  const now = new Map(kept.map(({ name, sha256 }) => [name, sha256]));
  const then = new Map(entry.files.map(({ name, sha256 }) => [name, sha256]));
  const names = new Set([...now.keys(), ...then.keys()]);
  return [...names].filter((name) => now.get(name) !== then.get(name)).map((name) => `the file ${name}`);
}
