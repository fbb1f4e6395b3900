import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { lineDrafts, openLog } from '#tests/setup/ledger.ts';
import { python } from '#tests/setup/python.ts';
import { writeArchive } from './archive.server.ts';
import { latestCheckpoint } from './checkpoints.server.ts';
import { appendEntries } from './log.server.ts';
import { verifierKey } from './note.server.ts';

test('writes a log of 600 entries as tiles and bundles that the Python verifier reads whole', () => {
  const ctx = openLog('archive');
  appendEntries(ctx, lineDrafts(0, 600, ctx));
  const folder = mkdtempSync(join(tmpdir(), 'halle-archive-'));
  expect(writeArchive(ctx, folder)).toEqual([{ file: '000.zip', files: 9, withheld: 0 }]);
  const files = unzipSync(readFileSync(join(folder, '000.zip')));
  expect(Object.keys(files).sort()).toEqual(
    [
      ...['checkpoint', 'keys', 'tile/1/000.p/2'],
      ...['000', '001', '002.p/88'].flatMap((path) => [`tile/0/${path}`, `tile/entries/${path}`]),
    ]
      .sort()
      .concat([]),
  );
  expect(Buffer.from(files.checkpoint!).toString()).toBe(latestCheckpoint(ctx).note);
  const read = python('tests/read_archive.py', join(folder, '000.zip'), verifierKey(ctx.ledgerKey));
  expect([read.stderr, JSON.parse(read.stdout)]).toEqual(['', { entries: 600, kinds: { 'impact.line': 600 } }]);
  const other = python('tests/read_archive.py', join(folder, '000.zip'), verifierKey(openLog('other').ledgerKey));
  expect(other.status).toBe(1);
});
