import { mkdtempSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lineDrafts, openLog } from '#tests/setup/ledger.ts';
import { askWitnesses, startStubWitness, startWitness, useWitnesses } from '#tests/setup/witnesses.ts';
import { openWitness, serveWitness } from '../../../bin/witness.ts';
import {
  findServedCheckpoint,
  latestCheckpoint,
  latestSignedCheckpoint,
  pendingCheckpoint,
  receiptOf,
} from './checkpoints.server.ts';
import { appendEntries, type LedgerCtx } from './log.server.ts';
import { cosignCheckpoint, openVerifier, signedAt, verifierKey } from './note.server.ts';
import { parseHead, parseNote } from './note.ts';
import { publishPolicy } from './policy.server.ts';
import { verifyReceipt } from './verify.ts';
import { hasFreshQuorum, headTrust, readWitnessAlarm } from './witness-alarm.server.ts';
import { listRefusedCheckpoints, listWitnesses } from './witness-rows.server.ts';

const openGrown = (entries = 5, name = 'asked'): LedgerCtx => {
  const ctx = { ...openLog(name), now: new Date() };
  appendEntries(ctx, lineDrafts(0, entries));
  return ctx;
};
const fork = (ctx: LedgerCtx, entries: number) => {
  const other = openGrown(0, 'asked');
  appendEntries(
    other,
    lineDrafts(0, entries).map((one) => ({ ...one, body: { ...one.body, n: -1 } })),
  );
  return { ...other, ledgerKey: ctx.ledgerKey };
};
const alarm = (ctx: LedgerCtx, now = new Date()) => readWitnessAlarm({ ...ctx, now });
const reply =
  (status: number, body = '', headers = {}) =>
  (_: unknown, response: ServerResponse) =>
    void response.writeHead(status, headers).end(body);
const minutesOn = (minutes: number) => new Date(Date.now() + minutes * 60_000);

test('serves the newest head that was witnessed, and proves receipts against it', async () => {
  const ctx = openGrown();
  const { line } = await startWitness(ctx);
  useWitnesses(ctx, line);
  expect([findServedCheckpoint(ctx), latestCheckpoint(ctx).size]).toEqual([null, 5]);
  expect(await askWitnesses(ctx)).toEqual([]);
  expect(findServedCheckpoint(ctx)).toMatchObject({ size: 5 });
  appendEntries(ctx, lineDrafts(5, 2));
  // Three entries more wait for their witness: what is served stays the head of five.
  expect([findServedCheckpoint(ctx)?.size, pendingCheckpoint(ctx).size]).toEqual([5, 7]);
  const trusted = publishPolicy(ctx, 'https://halle.example');
  expect(await verifyReceipt(receiptOf(ctx, 4), trusted)).toMatchObject({ ok: true, size: 5, hasQuorum: true });
  expect(await verifyReceipt(receiptOf(ctx, 6), trusted)).toMatchObject({ ok: true, size: 7, hasQuorum: false });
  await askWitnesses(ctx);
  expect(await verifyReceipt(receiptOf(ctx, 6), trusted)).toMatchObject({ ok: true, size: 7, hasQuorum: true });
  expect(alarm(ctx)).toEqual({ state: 'ok', reason: null, witness: null });
});

test('asks nothing while the newest head is cosigned, and again before the quorum grows old', async () => {
  const ctx = openGrown();
  const { key, seen, line } = await startStubWitness(({ body }, response) => {
    const note = parseNote(body.slice(body.indexOf('\n\n') + 2))!;
    response.end(cosignCheckpoint(key, note.body, Math.floor(Date.now() / 1000)));
  });
  useWitnesses(ctx, line);
  await askWitnesses(ctx);
  await askWitnesses(ctx);
  await askWitnesses(ctx, minutesOn(4));
  expect(seen.asked).toBe(1);
  await askWitnesses(ctx, minutesOn(6)); // a third of the age of 15 minutes
  expect(seen.asked).toBe(2);
});

test('a quorum that is older than the age verifies nothing, and silence turns red', async () => {
  const ctx = openGrown();
  expect([headTrust(ctx), readWitnessAlarm(ctx).reason]).toEqual(['alone', 'none']);
  const { line, close } = await startWitness(ctx);
  useWitnesses(ctx, line);
  await askWitnesses(ctx);
  close();
  await askWitnesses(ctx, minutesOn(6));
  expect(alarm(ctx, minutesOn(6))).toMatchObject({ state: 'yellow', reason: 'silent' });
  expect(hasFreshQuorum({ ...ctx, now: minutesOn(6) })).toBe(true);
  expect([6, 16].map((minutes) => headTrust({ ...ctx, now: minutesOn(minutes) }))).toEqual([
    'witnessed',
    'unwitnessed',
  ]);
  expect(alarm(ctx, minutesOn(16))).toMatchObject({ state: 'red', reason: 'silent', witness: 'university.example' });
  expect(hasFreshQuorum({ ...ctx, now: minutesOn(16) })).toBe(false);
  expect(findServedCheckpoint(ctx)).toMatchObject({ size: 5 });
});

test('a witness that has seen more turns red at once, and both heads are kept', async () => {
  const ctx = openGrown(9);
  const { line } = await startWitness(ctx);
  useWitnesses(ctx, line);
  await askWitnesses(ctx);
  const older = openGrown(5);
  useWitnesses(older, line);
  expect(await askWitnesses(older)).toEqual([expect.stringContaining('ahead')]);
  expect(alarm(older)).toMatchObject({ state: 'red', reason: 'ahead', witness: 'university.example' });
  expect(listWitnesses(older)[0]).toMatchObject({ row: { seenSize: 9 } });
  const [kept] = listRefusedCheckpoints(older);
  expect([kept!.size, parseHead(kept!.note)?.size, parseHead(kept!.seenNote!)?.size]).toEqual([5, 5, 9]);
});

test('a forked log is refused, kept and no longer fresh, even under a quorum of before', async () => {
  const ctx = openGrown(5);
  const { line } = await startWitness(ctx);
  useWitnesses(ctx, line);
  await askWitnesses(ctx);
  const other = fork(ctx, 8);
  useWitnesses(other, line);
  await askWitnesses(other);
  expect(alarm(other)).toMatchObject({ state: 'red', reason: 'forked' });
  expect(listRefusedCheckpoints(other)).toMatchObject([{ size: 8, seenNote: expect.stringContaining('\n5\n') }]);
  const same = fork(ctx, 5); // the same size with another root
  useWitnesses(same, line);
  await askWitnesses(same);
  expect(alarm(same)).toMatchObject({ state: 'red', reason: 'forked' });
  expect(hasFreshQuorum({ ...same, now: new Date() })).toBe(false);
});

describe('what a witness answers has a name, and a time until it is asked again', () => {
  test.each<[status: number, headers: Record<string, string>, state: string, minutes: number]>([
    [400, {}, 'refused', 60],
    [403, {}, 'unknown-key', 60],
    [404, {}, 'unlisted', 60],
    [422, {}, 'forked', 60],
    [429, { 'retry-after': '120' }, 'busy', 2],
    [429, {}, 'busy', 1 / 6],
    [500, {}, 'failing', 1 / 6],
    [503, { 'retry-after': '600' }, 'failing', 10],
    [404, { 'retry-after': '7200' }, 'unlisted', 120],
    [307, { location: '/elsewhere' }, 'silent', 1 / 6],
  ])('%d %o', async (status, headers, state, minutes) => {
    const ctx = openGrown();
    const { line } = await startStubWitness(reply(status, 'why', headers));
    useWitnesses(ctx, line);
    await askWitnesses(ctx);
    const row = listWitnesses(ctx)[0]!.row!;
    expect([row.state, Math.round((Date.parse(row.nextAt) - Date.parse(row.askedAt!)) / 1000)]).toEqual([
      state,
      Math.round(minutes * 60),
    ]);
    expect(alarm(ctx)).toMatchObject({ state: 'red', reason: state });
  });

  test('failures in a row are asked later each time, to ten minutes, whatever is appended', async () => {
    const ctx = openGrown();
    const { line, seen } = await startStubWitness(reply(500));
    useWitnesses(ctx, line);
    let now = new Date();
    const waits: number[] = [];
    for (let asked = 1; asked <= 8; asked++) {
      await askWitnesses(ctx, now);
      appendEntries(ctx, lineDrafts(10 + asked, 1));
      await askWitnesses(ctx, now); // a new head does not make it due
      const { row } = listWitnesses(ctx)[0]!;
      waits.push((Date.parse(row!.nextAt) - now.getTime()) / 1000);
      now = new Date(row!.nextAt);
    }
    expect([seen.asked, waits]).toEqual([8, [10, 20, 40, 80, 160, 320, 600, 600]]);
  });

  test.each<[string, string, state: string]>([
    ['nothing', '', 'unsigned'],
    ['a line of another key', '— stub.example AQIDBAUA\n', 'unsigned'],
    ['a size with a sign', '-5\n', 'unsigned'],
  ])('200 with %s', async (_, body, state) => {
    const ctx = openGrown();
    const { line } = await startStubWitness(reply(200, body));
    useWitnesses(ctx, line);
    await askWitnesses(ctx);
    expect(alarm(ctx)).toMatchObject({ state: 'red', reason: state });
  });

  test.each(['-5\n', '0x10\n', '5.0\n', ' \n', '5'])('409 with %j', async (body) => {
    const ctx = openGrown();
    const { line } = await startStubWitness(reply(409, body));
    useWitnesses(ctx, line);
    await askWitnesses(ctx);
    expect(listWitnesses(ctx)[0]!.state).toBe('refused');
  });

  test.each([9_000_000_000_000_000, 4_102_444_800, 1_000])(
    'a cosignature of the time %d is not kept',
    async (seconds) => {
      const ctx = openGrown();
      const { key, line } = await startStubWitness(({ body }, response) => {
        const note = parseNote(body.slice(body.indexOf('\n\n') + 2))!;
        response.end(cosignCheckpoint(key, note.body, seconds));
      });
      useWitnesses(ctx, line);
      await askWitnesses(ctx);
      expect(alarm(ctx)).toMatchObject({ state: 'red', reason: 'odd-time' });
      expect(findServedCheckpoint(ctx)).toBeNull();
      expect(pendingCheckpoint(ctx).note).toBe(latestSignedCheckpoint(ctx)!.note);
    },
  );
});

test('a slow witness holds up none of the others', async () => {
  const ctx = openGrown();
  const slow = await startStubWitness(() => {}); // never answers
  const quick = await startWitness(ctx);
  useWitnesses(ctx, `${slow.line}; ${quick.line}`);
  const lanes = askWitnesses(ctx);
  for (let tries = 0; !findServedCheckpoint(ctx) && tries < 200; tries++)
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(findServedCheckpoint(ctx)).toMatchObject({ size: 5 });
  // A second process finds it taken.
  await askWitnesses(ctx);
  expect(slow.seen.asked).toBe(1);
  void lanes;
});

test('both keys of one witness are asked for and kept', async () => {
  const ctx = openGrown();
  const { witness, url } = await startWitness(ctx);
  useWitnesses(ctx, witness.keys.map((key) => `${verifierKey(key, 'witness')} ${url}`).join(';'));
  await askWitnesses(ctx);
  const note = parseNote(findServedCheckpoint(ctx)!.note)!;
  for (const key of witness.keys) expect(signedAt(note, openVerifier(verifierKey(key, 'witness'))!)).toBeGreaterThan(0);
  expect(listWitnesses(ctx).map(({ state, cosigned }) => [state, cosigned?.size])).toEqual([
    ['cosigning', 5],
    ['cosigning', 5],
  ]);
});

test('our witness refuses a second log with the same name and another key', async () => {
  const ctx = openGrown();
  const stranger = openGrown(5, 'stranger');
  const witness = openWitness(mkdtempSync(join(tmpdir(), 'halle-w-')), 'w.example', [verifierKey(stranger.ledgerKey)]);
  const { url, close } = await serveWitness(witness, 0);
  useWitnesses(ctx, `${verifierKey(witness.keys[0]!, 'witness')} ${url}`);
  await askWitnesses(ctx);
  close();
  expect(alarm(ctx)).toMatchObject({ state: 'red', reason: 'unknown-key' });
});
