// The answers of litewitness to this ledger on 30 November 2026, byte for byte: check:authorities speaks to the program.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openWitness } from '../../../bin/witness.ts';
import { openVerifier, signedAt } from './note.server.ts';
import { parseNote } from './note.ts';
import { addCheckpoint } from './witness.server.ts';
import { stateOfStatus } from './witness-state.ts';

type Recorded = {
  witness: string;
  logKeys: string[];
  exchanges: { request: string; status: number; type: string; body: string }[];
};
const { witness, logKeys, exchanges } = JSON.parse(
  readFileSync('tests/recorded/litewitness-0.9.0.json', 'utf8'),
) as Recorded;
const folder = mkdtempSync(join(tmpdir(), 'halle-recorded-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('reads the cosignatures of litewitness over the checkpoints that it was sent', () => {
  const key = openVerifier(witness)!;
  const cosigned = exchanges.filter(({ status }) => status === 200);
  expect(cosigned).toHaveLength(5);
  for (const { request, body } of cosigned) {
    const note = parseNote(`${request.slice(request.indexOf('\n\n') + 2)}${body}`)!;
    expect(signedAt(note, key)).toBeGreaterThan(1_790_000_000);
    expect(signedAt(parseNote(`${note.body.replace('\n', '\n1')}\n${body}`)!, key)).toBe('invalid');
  }
});

test('names what litewitness refuses: an unknown key, and a fork after its size', () => {
  const refused = exchanges
    .filter(({ status }) => status !== 200)
    .map(({ status, type, body }) => [status, type, body]);
  expect(refused.map(([status]) => status)).toEqual([403, 409, 422]);
  expect(refused[1]).toEqual([409, 'text/x.tlog.size', '307\n']);
  expect([stateOfStatus(403), stateOfStatus(422)]).toEqual(['unknown-key', 'forked']);
});

test('our witness answers the same requests with the same statuses', () => {
  const own = openWitness(folder, 'university.example', [logKeys[0]!]);
  const statuses = exchanges.map(({ request, status }) => {
    const answer = addCheckpoint(own, request, new Date()).status;
    // Its operator gave litewitness the new key after it had refused it.
    if (status === 403) own.logs = logKeys.map((line) => openVerifier(line)!);
    return answer;
  });
  expect(statuses).toEqual(exchanges.map(({ status }) => status));
});
