import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { openLog } from '#tests/setup/ledger.ts';
import { openTown } from '#tests/setup/test-town.ts';
import { readEntryBundle } from './entry-bundles.server.ts';
import { entryKinds, isPublicEntry } from './entry-kinds.ts';
import { appendEntries, type EntryDraft, exportEntries, ledgerSize } from './log.server.ts';

const common = ['v', 'kind', 'event', 'at'];

/** Heading and first column of each table of the document. */
function documented(): Record<string, string[]> {
  const text = readFileSync('docs/ledger-entries.md', 'utf8');
  const sections = text.split(/^## /m).slice(1);
  const named = sections.flatMap((section): [string, string[]][] => {
    const [heading = '', ...lines] = section.split('\n');
    const fields = lines.flatMap((line) => /^\| `(\w+)` \|/.exec(line)?.slice(1) ?? []);
    return heading.includes('.') ? [[heading, fields.sort()]] : [];
  });
  return Object.fromEntries(named);
}

test('lists every kind and each of its public fields in docs/ledger-entries.md', () => {
  const inCode = Object.entries(entryKinds).map(([kind, { shape }]): [string, string[]] => [
    kind,
    Object.keys(shape)
      .filter((field) => !common.includes(field))
      .sort(),
  ]);
  expect(documented()).toEqual(Object.fromEntries(inCode));
});

test('keeps names, sums and texts out of every entry of a seeded town', async () => {
  const town = await openTown();
  const entries = [...exportEntries(town)].map(({ bytes }) => bytes);
  expect(entries.length).toBeGreaterThan(100);
  expect(entries.filter((bytes) => !isPublicEntry(bytes)).map(String)).toEqual([]);
  const whole = Buffer.concat(entries).toString();
  expect(whole).not.toMatch(/eur_cents|mass_g|distance|usr_|org_|sup_|@[a-z]/);
  const words = town.db.$client
    .prepare('select name from suppliers union select name from users union select name from organisations')
    .pluck()
    .all() as string[];
  expect(words.filter((word) => word.length > 3 && whole.includes(word))).toEqual([]);
});

test('gives the entries of a bundle as they were hashed, and none that holds more than its kind may show', async () => {
  const town = await openTown();
  const whole = readEntryBundle(town, 0, 20);
  const stored = [...exportEntries(town)].slice(0, 20).map(({ bytes }) => bytes);
  expect(whole).toEqual({
    state: 'served',
    bytes: Buffer.concat(stored.flatMap((bytes) => [Buffer.of(bytes.length >> 8, bytes.length & 255), bytes])),
  });
  expect(readEntryBundle(town, 0, ledgerSize(town) + 1).state).toBe('not-yet');
  const log = openLog();
  const at = '2026-11-23T10:15:00Z';
  const methodology = { factors: 'f/1', method: 'm/1' };
  const commits = { private_commit: `sha256:${'0'.repeat(64)}`, figures_commit: `sha256:${'1'.repeat(64)}` };
  const draft = { kind: 'impact.line', event: 'ord_1:line:1:paid' } as const;
  appendEntries(log, [{ ...draft, body: { v: 1, at, order: 'ord_1', line: 1, methodology, ...commits } }]);
  expect(readEntryBundle(log, 0, 1).state).toBe('served');
  const tooMuch: EntryDraft['body'][] = [
    { v: 1, at, order: 'ord_2', line: 1, methodology, ...commits, money: { eur_cents_ht: 32000 } },
    { v: 1, at, order: 'ord_2', line: 1, methodology, private_commit: commits.private_commit, mass_g: 7 },
    { v: 1, at, order: 'Camille Durand', line: 1, methodology, ...commits },
  ];
  for (const [n, body] of tooMuch.entries()) {
    const other = openLog();
    appendEntries(other, [{ kind: 'impact.line', event: `ord_2:line:1:${n}`, body }]);
    expect(readEntryBundle(other, 0, 1).state).toBe('withheld');
  }
});
