import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { lineDrafts, openLog } from '#tests/setup/ledger.ts';
import { latestSignedCheckpoint, receiptOf } from './checkpoints.server.ts';
import { appendEntries } from './log.server.ts';
import { cosignCheckpoint, loadLedgerKey, loadMlDsaKey, verifierKey } from './note.server.ts';
import { parseNote } from './note.ts';
import { meetsPolicy, type PolicyFaultReason, parsePolicy, policyOfWitnesses } from './policy.ts';
import { verifyReceipt } from './verify.ts';

const folder = mkdtempSync(join(tmpdir(), 'halle-policy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const witnessKey = (name: string) => loadLedgerKey(join(folder, `${name}.pem`), name);
const line = (name: string) => verifierKey(witnessKey(name), 'witness');
const log = verifierKey(openLog('policy').ledgerKey);

/** The example of the specification. */
const example = `
# two groups
log ${log}
witness X1 ${line('x1.example')}
witness X2\t${line('x2.example')} https://x2.example/w/
  witness X3 ${line('x3.example')}
group X-witnesses 2 X1 X2 X3
witness Y1 ${line('y1.example')}
witness Y2 ${line('y2.example')}
witness Y3 ${line('y3.example')}
group Y-witnesses any Y1 Y2 Y3
group X-and-Y all X-witnesses Y-witnesses
quorum X-and-Y
`;

test('reads the example of the specification and decides by its two groups', () => {
  const policy = parsePolicy(example);
  expect(policy).toMatchObject({ quorum: 'X-and-Y', faults: [] });
  expect(policy.logs[0]!.verifier.name).toBe('halle.test/ledger');
  expect(policy.witnesses.map(({ url }) => url)).toEqual([null, 'https://x2.example/w', null, null, null, null]);
  const met = (...names: string[]) => meetsPolicy(policy, new Set(names));
  expect([met('X1', 'X3', 'Y2'), met('X1', 'X2', 'X3'), met('X1', 'Y1', 'Y2'), met()]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

test('no quorum is needed where the policy says none', () => {
  expect(meetsPolicy(parsePolicy('quorum none\n'), new Set())).toBe(true);
  expect(parsePolicy(policyOfWitnesses(' ;\n'))).toMatchObject({ quorum: 'none', witnesses: [], faults: [] });
});

describe('a line that is not understood is a fault, and the others hold', () => {
  const a = line('a.example');
  const rsa = `a.example+01020304+${Buffer.from([2, ...new Uint8Array(32)]).toString('base64')}`;
  const short = `a.example+01020304+${Buffer.from([4, 1, 2]).toString('base64')}`;
  test.each<[PolicyFaultReason, string, line: number]>([
    ['word', 'witnesses A', 1],
    ['parts', 'witness A', 1],
    ['parts', `witness A ${a} https://a.example more`, 1],
    ['parts', 'group G any', 1],
    ['key-form', 'witness A hello', 1],
    ['key-kind', `witness A ${rsa}`, 1],
    ['key-kind', `witness A ${log}`, 1],
    ['key-kind', `log ${a}`, 1],
    ['key-length', `witness A ${short}`, 1],
    ['address', `witness A ${a} ftp://a.example`, 1],
    ['address', `witness A ${a} https://`, 1],
    ['duplicate-key', `witness A ${a}\nwitness B ${a}`, 2],
    ['name-taken', `witness A ${a}\nwitness A ${line('b.example')}`, 2],
    ['name-taken', `witness none ${a}`, 1],
    ['name-unknown', 'group G any B', 1],
    ['member-twice', `witness A ${a}\ngroup G any A A`, 2],
    ['member-twice', `witness A ${a}\ngroup G any A\ngroup H any A`, 3],
    ['threshold', `witness A ${a}\ngroup G 2 A`, 2],
    ['threshold', `witness A ${a}\ngroup G 01 A`, 2],
    ['characters', '# nothing\nquorum \u0001', 2],
  ])('%s', (reason, text, at) => {
    const policy = parsePolicy(`${text}\nquorum none\n`);
    expect(policy.faults).toContainEqual({ line: at, reason });
  });

  test('a quorum that is missing, twice or of an unknown name is never met', () => {
    for (const text of ['', 'quorum none\nquorum none\n', 'quorum X\n']) {
      const policy = parsePolicy(text);
      expect([text, policy.quorum, meetsPolicy(policy, new Set(['X']))]).toEqual([text, null, false]);
      expect(policy.faults).toHaveLength(1);
    }
  });

  test('a witness with a wrong key stays a member that cannot cosign', () => {
    const policy = parsePolicy(`witness A ${a}\nwitness B nonsense\ngroup G all A B\nquorum G\n`);
    expect(policy.faults).toEqual([{ line: 2, reason: 'key-form' }]);
    expect(policy.witnesses.map(({ name, verifier }) => [name, verifier !== null])).toEqual([
      ['A', true],
      ['B', false],
    ]);
    expect(meetsPolicy(policy, new Set(['A']))).toBe(false);
  });
});

test('the short setting is a policy in which any one suffices, two keys of one name told apart', () => {
  const second = verifierKey(loadMlDsaKey(join(folder, 'second.pem'), 'a.example'), 'witness');
  const policy = parsePolicy(
    policyOfWitnesses(`${line('a.example')} https://a.example; ${second} https://a.example\nx`),
  );
  expect(policy.witnesses.map(({ name, verifier }) => [name, verifier?.algorithm])).toEqual([
    ['a.example', 'Ed25519'],
    ['a.example-2', 'ML-DSA-44'],
    ['x', undefined],
  ]);
  expect(meetsPolicy(policy, new Set(['a.example-2']))).toBe(true);
});

test('a receipt is witnessed when its cosignatures meet the policy', async () => {
  const ctx = openLog('policy');
  appendEntries(ctx, lineDrafts(0, 5));
  const head = latestSignedCheckpoint(ctx)!;
  const { body } = parseNote(head.note)!;
  const cosigned = (...names: string[]) =>
    receiptOf(ctx, 3, {
      ...head,
      note: head.note + names.map((name) => cosignCheckpoint(witnessKey(name), body, 1_700_000_000)).join(''),
    });
  const verdict = async (receipt: string, trusted: string) => {
    const found = await verifyReceipt(receipt, trusted);
    return found.ok ? [found.hasQuorum, found.witnesses.length] : found.reason;
  };
  const two = cosigned('x1.example', 'y1.example');
  const three = cosigned('x1.example', 'x2.example', 'y1.example');
  expect(await verdict(two, example)).toEqual([false, 2]);
  expect(await verdict(three, example)).toEqual([true, 3]);
  expect(await verdict(three, `log ${log}\nquorum none\n`)).toEqual([true, 0]);
  // Keys alone: any one of them suffices.
  expect(await verdict(two, `${log}\n${line('y1.example')}\n${line('z.example')}`)).toEqual([true, 1]);
  expect(await verdict(two, log)).toEqual([true, 0]);
  expect(await verdict(two, line('y1.example'))).toBe('key');
});

test('a line of a trusted witness that does not hold rejects the receipt', async () => {
  const ctx = openLog('policy');
  appendEntries(ctx, lineDrafts(0, 2));
  const head = latestSignedCheckpoint(ctx)!;
  const other = cosignCheckpoint(witnessKey('x1.example'), 'another\n1\nbody\n', 1_700_000_000);
  const receipt = receiptOf(ctx, 1, { ...head, note: `${head.note}${other}` });
  expect(await verifyReceipt(receipt, example)).toEqual({ ok: false, reason: 'signature' });
  expect(await verifyReceipt(receipt, log)).toMatchObject({ ok: true, witnesses: [] });
});

test('a receipt shows cosignatures of ML-DSA-44, where the program knows it', async () => {
  const key = loadMlDsaKey(join(folder, 'ml-dsa.pem'), 'quantum.example');
  const ctx = openLog('policy');
  appendEntries(ctx, lineDrafts(0, 2));
  const head = latestSignedCheckpoint(ctx)!;
  const note = head.note + cosignCheckpoint(key, parseNote(head.note)!.body, 1_700_000_000);
  const verdict = await verifyReceipt(receiptOf(ctx, 1, { ...head, note }), `${log}\n${verifierKey(key, 'witness')}`);
  expect(verdict).toMatchObject({ ok: true, hasQuorum: true, witnesses: [{ seconds: 1_700_000_000 }] });
});
