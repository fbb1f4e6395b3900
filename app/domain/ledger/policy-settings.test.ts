import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lineDrafts, openLog } from '#tests/setup/ledger.ts';
import { askWitnesses, startWitness, useWitnesses } from '#tests/setup/witnesses.ts';
import { findServedCheckpoint } from './checkpoints.server.ts';
import { appendEntries, type LedgerCtx } from './log.server.ts';
import { verifierKey } from './note.server.ts';
import { activatePolicy, activePolicy, publishPolicy, readPolicySettings } from './policy.server.ts';
import { parsePolicy } from './policy.ts';
import { readWitnessAlarm } from './witness-alarm.server.ts';
import { listWitnesses } from './witness-rows.server.ts';

const openGrown = (): LedgerCtx => {
  const ctx = { ...openLog('governed'), now: new Date() };
  appendEntries(ctx, lineDrafts(0, 5));
  return ctx;
};
const alarm = (ctx: LedgerCtx, now = new Date()) => readWitnessAlarm({ ...ctx, now });
const minutesOn = (minutes: number) => new Date(Date.now() + minutes * 60_000);

test('two of three witnesses are a quorum: one silent is yellow, two are red', async () => {
  const ctx = openGrown();
  const [a, b, c] = [
    await startWitness(ctx, 'a.example'),
    await startWitness(ctx, 'b.example'),
    await startWitness(ctx, 'c.example'),
  ];
  const text = [a, b, c].map(({ line }, index) => `witness w${index} ${line}\n`).join('');
  const file = join(mkdtempSync(join(tmpdir(), 'halle-policy-')), 'policy');
  writeFileSync(file, `${text}group three 2 w0 w1 w2\nquorum three\n`);
  const read = readPolicySettings({ file, witnesses: '', mayBeCleartext: () => true }, []);
  activatePolicy(ctx, read, 900);
  c.close();
  await askWitnesses(ctx);
  expect(alarm(ctx)).toMatchObject({ state: 'yellow', reason: 'silent', witness: 'w2' });
  expect(findServedCheckpoint(ctx)).toMatchObject({ size: 5 });
  b.close();
  appendEntries(ctx, lineDrafts(5, 1));
  await askWitnesses(ctx);
  expect(findServedCheckpoint(ctx)).toMatchObject({ size: 5 });
  expect(alarm(ctx, minutesOn(16))).toMatchObject({ state: 'red', reason: 'silent' });
});

test('a policy that changes judges the stored cosignatures again', async () => {
  const ctx = openGrown();
  const [a, b] = [await startWitness(ctx, 'a.example'), await startWitness(ctx, 'b.example')];
  useWitnesses(ctx, a.line);
  await askWitnesses(ctx);
  expect(findServedCheckpoint(ctx)).not.toBeNull();
  useWitnesses(ctx, b.line);
  expect(findServedCheckpoint(ctx)).toBeNull();
  useWitnesses(ctx, `${b.line};${a.line}`);
  expect(findServedCheckpoint(ctx)).toMatchObject({ size: 5 });
});

describe('settings that are not understood', () => {
  test('a line is a fault, the others are asked, and the alarm is yellow', async () => {
    const ctx = openGrown();
    const { line } = await startWitness(ctx);
    useWitnesses(ctx, `nonsense;${line}`);
    await askWitnesses(ctx);
    expect(activePolicy(ctx).faults).toEqual([{ line: 1, reason: 'key-form' }]);
    expect(findServedCheckpoint(ctx)).toMatchObject({ size: 5 });
    expect(alarm(ctx)).toMatchObject({ state: 'yellow', reason: 'policy' });
    const published = parsePolicy(publishPolicy(ctx, 'http://localhost:3000'));
    expect([published.faults, published.witnesses.length]).toEqual([[], 1]);
  });

  test('a file that cannot be read is a policy that is never met', () => {
    const ctx = openGrown();
    const read = readPolicySettings({ file: '/nowhere/policy', witnesses: '', mayBeCleartext: () => true }, []);
    expect(read.unreadable).toContain('ENOENT');
    activatePolicy(ctx, read, 900);
    expect([findServedCheckpoint(ctx), alarm(ctx)]).toEqual([null, { state: 'red', reason: 'policy', witness: null }]);
    expect(publishPolicy(ctx, 'http://localhost:3000')).not.toMatch(/^quorum/m);
  });

  test('an address in clear is not asked, an id that is not the key’s cosigns nothing, a foreign log is said', async () => {
    const ctx = openGrown();
    const { line } = await startWitness(ctx);
    const file = join(mkdtempSync(join(tmpdir(), 'halle-policy-')), 'policy');
    const foreign = verifierKey(openLog('foreign').ledgerKey);
    const other = verifierKey(openLog('other').ledgerKey, 'witness').replace(/\+[0-9a-f]{8}\+/, '+00000000+');
    writeFileSync(file, `log ${foreign}\nwitness a ${line}\nwitness b ${other}\nquorum a\n`);
    const read = readPolicySettings({ file, witnesses: '', mayBeCleartext: () => false }, [verifierKey(ctx.ledgerKey)]);
    expect(read.faults).toEqual([
      { line: 2, reason: 'cleartext' },
      { line: 3, reason: 'key-id' },
      { line: 0, reason: 'not-this-log' },
    ]);
    activatePolicy(ctx, read, 900);
    expect(listWitnesses(ctx).map(({ url }) => url)).toEqual([null, null]);
  });
});
