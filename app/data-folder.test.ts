import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { keepPrivate, requireLocalDisk } from './data-folder.server.ts';

const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);

function openFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'halle-private-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'data');
}

test('closes database, log and letters of an open folder to other users', () => {
  const folder = openFolder();
  mkdirSync(join(folder, 'mail'), { recursive: true });
  const files = ['halle.sqlite', 'halle.sqlite-wal', 'mail/letter.eml'].map((name) => join(folder, name));
  for (const file of files) writeFileSync(file, '');
  for (const path of [...files, folder, join(folder, 'mail')]) chmodSync(path, 0o755);
  keepPrivate(folder);
  expect(files.map(modeOf)).toEqual(['600', '600', '600']);
  expect([folder, join(folder, 'mail')].map(modeOf)).toEqual(['700', '700']);
});

test('closes a database that was copied into a closed folder', () => {
  const folder = openFolder();
  keepPrivate(folder);
  const file = join(folder, 'halle.sqlite');
  writeFileSync(file, '');
  chmodSync(file, 0o644);
  keepPrivate(folder);
  expect([modeOf(folder), modeOf(file)]).toEqual(['700', '600']);
});

test('refuses a network file system, and takes a disk', () => {
  expect(() => requireLocalDisk('/srv/halle', 0x6969)).toThrow('/srv/halle is on a network file system');
  expect(() => requireLocalDisk(tmpdir())).not.toThrow();
});
