import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lastBackups } from '#app/domain/jobs/backups.server.ts';
import { openDb } from '#db/client.ts';
import { rebond } from '#tests/worked-example.ts';

const folder = mkdtempSync(join(tmpdir(), 'halle-cli-'));
const env: NodeJS.ProcessEnv = {
  ...process.env,
  HALLE_DATA: folder,
  NODE_ENV: 'test',
  NODE_COMPILE_CACHE: join(folder, 'compiled'),
};
const run = (args: string[], input?: string) =>
  spawnSync(process.execPath, ['bin/halle', ...args], {
    encoding: 'utf8',
    env,
    ...(input === undefined ? {} : { input }),
  });

beforeAll(() => {
  expect(spawnSync(process.execPath, ['seeds/run.ts'], { env }).status).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('halle score', () => {
  test('prints the worked example, from a file and from standard input', () => {
    const file = join(folder, 'rebond.json');
    writeFileSync(file, JSON.stringify(rebond));
    const fromFile = run(['score', file]);
    expect(fromFile.status).toBe(0);
    expect(JSON.parse(fromFile.stdout)).toMatchObject({
      proven: 43.56,
      declared: 79.58,
      coverage: 1,
      evidence: 0.5684,
      pillars: { soc: { proven: 46.78, declared: 80.03 } },
    });
    expect(run(['score', '-'], JSON.stringify(rebond)).stdout).toBe(fromFile.stdout);
  });

  test.each([
    ['not json', /could not be read as JSON/],
    ['{}', /method/],
    [JSON.stringify({ ...rebond, notApplicable: ['eco.territory_retention'] }), /can never be not applicable/],
    [
      JSON.stringify({ ...rebond, facts: { 'eco.nothing': { value: 1, evidence: 'L1', date: '2026-01-01' } } }),
      /is not a criterion/,
    ],
  ])('exits 2 with one sentence for the input %s', (input, sentence) => {
    const { status, stderr, stdout } = run(['score', '-'], input);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(sentence);
  });

  test('computes a level that the method does not define, and says so', () => {
    const facts = { 'env.circular_inputs': { value: 92, evidence: 'L4', date: '2026-01-01' } };
    const { status, stderr, stdout } = run(['score', '-'], JSON.stringify({ ...rebond, facts }));
    expect([status, JSON.parse(stdout).documented]).toEqual([0, 1]);
    expect(stderr).toContain('env.circular_inputs has no level L4 by mv112-impact/1.1.0');
  });

  test('exits 2 and names the field of a broken method', () => {
    const method = JSON.parse(readFileSync('app/domain/scoring/methods/mv112-impact-1.1.0-draft.1.json', 'utf8'));
    const file = join(folder, 'method.json');
    writeFileSync(file, JSON.stringify({ ...method, criteria: [{ ...method.criteria[0], weight: '20' }] }));
    const { status, stderr, stdout } = run(['score', '-', '--method', file], JSON.stringify(rebond));
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('criteria.eco.territory_retention.weight: not a number.');
  });
});

test('seeding twice changes nothing', () => {
  const count = () => {
    const db = openDb(join(folder, 'halle.sqlite'));
    const counts = ['suppliers', 'offers', 'orders', 'users', 'ledger_entries'].map((table) =>
      db.$client.prepare(`select count(*) from ${table}`).pluck().get(),
    );
    db.$client.close();
    return counts;
  };
  const before = count();
  expect(before[0]).toBeGreaterThanOrEqual(36);
  expect(before[1]).toBeGreaterThanOrEqual(300);
  expect(spawnSync(process.execPath, ['seeds/run.ts'], { env }).status).toBe(0);
  expect(count()).toEqual(before);
});

test('refuses to seed where PAYMENTS=stripe', () => {
  const refused = spawnSync(process.execPath, ['seeds/run.ts'], {
    encoding: 'utf8',
    env: {
      ...env,
      PAYMENTS: 'stripe',
      STRIPE_SECRET_KEY: 'sk_test_1',
      STRIPE_WEBHOOK_SECRET: 'whsec_own',
      STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_connect',
    },
  });
  expect(refused.status).toBe(2);
});

test('search reindex counts the offers', () => {
  expect(run(['search', 'reindex']).stdout).toMatch(/^\d{3} offers indexed/);
});

test('db backup writes a set, says what it holds, and is remembered', () => {
  const sets = mkdtempSync(join(tmpdir(), 'halle-sets-'));
  const made = run(['db', 'backup', sets]);
  expect([made.status, made.stderr]).toEqual([0, '']);
  expect(made.stdout).toMatch(/: 54 orders, 20 people, \d{3} offers/);
  const [set] = readdirSync(sets);
  expect(readdirSync(join(sets, set!)).sort()).toEqual(['SHA256SUMS', 'halle.sqlite', 'keys', 'manifest.json']);
  const db = openDb(join(folder, 'halle.sqlite'));
  expect(lastBackups(db)).toMatchObject({ backup: { entries: expect.any(Number), failedAt: null } });
  db.$client.close();
  rmSync(sets, { recursive: true });
});

test.each([[['db', 'backup', 'SETS']], [['ledger', 'verify']], [['search', 'reindex']], [['retention']]])(
  '%s makes no town where there is none',
  (args) => {
    const typo = join(folder, 'typo');
    const { status, stderr } = spawnSync(process.execPath, ['bin/halle', ...args], {
      encoding: 'utf8',
      env: { ...env, HALLE_DATA: typo },
    });
    expect([status, stderr, existsSync(typo), existsSync('SETS')]).toEqual([
      2,
      expect.stringMatching(/^There is no database at /),
      false,
      false,
    ]);
  },
);

test('ledger verify passes, then names the first changed entry and exits 1', () => {
  const good = run(['ledger', 'verify']);
  expect([good.status, good.stdout]).toEqual([
    0,
    expect.stringMatching(/^\d+ entries verified in \d+ ms \(\d+ a second\), \d+ signed checkpoints in \d+ ms\./),
  ]);
  const db = openDb(join(folder, 'halle.sqlite'));
  const note = db.$client
    .prepare('select note from ledger_checkpoints order by size desc limit 1')
    .pluck()
    .get() as string;
  const kept = join(folder, 'kept.txt');
  writeFileSync(kept, note);
  expect(run(['ledger', 'verify', '--checkpoint', kept]).status).toBe(0);
  writeFileSync(kept, note.replace(/\n(\d+)\n/, '\n1$1\n'));
  expect(run(['ledger', 'verify', '--checkpoint', kept]).status).toBe(1);
  db.$client.exec(
    `drop trigger ledger_entries_no_update; update ledger_entries set bytes = cast(replace(unpacked(bytes, event, at), '"v":1', '"v":2') as blob) where idx = 17`,
  );
  db.$client.close();
  const bad = run(['ledger', 'verify']);
  expect([bad.status, bad.stderr]).toEqual([1, expect.stringMatching(/^Entry 17 does not verify/)]);
});

test.each([
  ['ledger', 'verify', '--receipt', '', '--key', 'k'],
  ['ledger', 'verify', '--receipt', 'nowhere.tlog-proof', '--key', 'k'],
  ['ledger', 'verify', '--sideways'],
  ['ledger', 'recompute', '--order', 'ord_nobody'],
  ['ledger', 'prove', '--entry', '1e1'],
  ['ledger', 'prove', '--entry', '3', '--from', '2'],
])('exits 2 without output for wrong arguments: %s %s %s %s', (...args) => {
  const { status, stdout, stderr } = run(args);
  expect([status, stdout, stderr.includes('    at ')]).toEqual([2, '', false]);
});

test('claims prints a verdict for each line, also of an empty one, and takes proofs by name', () => {
  const lines = (args: string[], input: string) =>
    run(['claims', ...args], input)
      .stdout.trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  expect(lines(['-'], 'Savon écologique\n\nChaise verte\r\n')).toEqual([
    { text: 'Savon écologique', verdict: 'refused', kinds: ['generic'] },
    { text: '', verdict: 'ok', kinds: [] },
    { text: 'Chaise verte', verdict: 'ok', kinds: [] },
  ]);
  const known = join(folder, 'proofs');
  writeFileSync(known, 'nutrition\n');
  expect(lines(['-'], 'Source de fibres : 4,1 g pour 100 g.')).toMatchObject([{ verdict: 'review' }]);
  expect(lines(['-', '--proofs', known], 'Source de fibres : 4,1 g pour 100 g.')).toMatchObject([{ verdict: 'ok' }]);
  expect(run(['claims']).status).toBe(2);
});

test('an unknown command exits 2 and lists the commands', () => {
  const { status, stderr } = run(['dance']);
  expect([status, stderr]).toEqual([2, expect.stringContaining('ledger verify')]);
});

test('ledger rotate keeps the former key signing until ledger retire ends it', () => {
  const rotated = run(['ledger', 'rotate']);
  const id = /ledger retire ([0-9a-f]{8})/.exec(rotated.stdout)?.[1] ?? '';
  expect([rotated.status, id]).toEqual([0, expect.stringMatching(/^[0-9a-f]{8}$/)]);
  expect(run(['ledger', 'retire']).status).toBe(2);
  expect(run(['ledger', 'retire', '00000000']).stderr).toContain(`+${id}+`); // names the keys that can be retired
  expect(run(['ledger', 'retire', id]).status).toBe(0);
  expect(run(['ledger', 'retire', id]).status).toBe(2);
});
