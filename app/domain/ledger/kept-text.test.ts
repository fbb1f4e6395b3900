import { expect, test } from 'vitest';
import { lineDrafts, openLog } from '#tests/setup/ledger.ts';
import { auditLedger } from './audit.server.ts';
import { latestCheckpoint } from './checkpoints.server.ts';
import { mendCheckpoint } from './kept-text.ts';
import { appendEntries } from './log.server.ts';

const ctx = openLog('kept-text');
appendEntries(ctx, lineDrafts(0, 9));
const { note } = latestCheckpoint(ctx);
const wrapped = (width: number) =>
  note.replaceAll(/^— .*$/gm, (line) => line.replaceAll(new RegExp(`(.{${width}})`, 'g'), '$1\n'));
const atWords = note.replaceAll(/^— .*$/gm, (line) => line.replaceAll(' ', '\n'));
const quoted = (text: string) => text.replaceAll(/^/gm, '> ');

test.each([
  ['as it is', note],
  ['without its last line break', note.trimEnd()],
  ['with CRLF', note.replaceAll('\n', '\r\n')],
  ['with CR', note.replaceAll('\n', '\r')],
  ['with blanks at the ends of lines', note.replaceAll('\n', '  \n')],
  ['after a blank line', `\n\n${note}`],
  ['quoted', quoted(note)],
  ['quoted twice, without a blank', note.replaceAll(/^/gm, '>>')],
  ['wrapped after 76 characters', wrapped(76)],
  ['wrapped after 40 characters, with CRLF', wrapped(40).replaceAll('\n', '\r\n')],
  ['wrapped at its blanks', atWords],
  ['quoted and wrapped', quoted(wrapped(72))],
  ['indented in a letter', `Bonjour,\n\nLe registre :\n${note.replaceAll(/^/gm, '    ')}\nMerci et à bientôt\nHalle\n`],
  ['with a signature of a witness that is not known', `${note}— elsewhere.example ${'A'.repeat(102)}==\n`],
])('verifies a kept checkpoint %s', (_, text) => {
  expect(auditLedger(ctx.db, ctx.ledgerKey, text)).toMatchObject({ ok: true });
});

test('tells what is no whole checkpoint from what this ledger did not sign', () => {
  const reason = (text: string) => auditLedger(ctx.db, ctx.ledgerKey, text);
  for (const text of ['', 'Bonjour', note.split('\n').slice(0, 2).join('\n'), note.split('\n\n')[0]!])
    expect(reason(text)).toMatchObject({ ok: false, reason: 'what was kept is no whole checkpoint' });
  const other = openLog('another');
  appendEntries(other, lineDrafts(0, 9));
  for (const text of [latestCheckpoint(other).note, note.replace('\n9\n', '\n8\n')])
    expect(reason(text)).toMatchObject({ ok: false, reason: 'the kept checkpoint is not signed by this ledger' });
  expect(mendCheckpoint(note)).toBe(note);
});
