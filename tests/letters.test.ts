// Real processes on one database, and a mail server that counts what it takes.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { type Db, openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { startMailServer } from './setup/mail-server.ts';
import { repetitions } from './setup/repetitions.ts';

const letters = repetitions('LETTERS', 24, 400);

function townWithLetters(count: number): { file: string; db: Db } {
  const folder = mkdtempSync(join(tmpdir(), 'halle-letters-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'halle.sqlite');
  writeFileSync(file, '');
  copyFileSync(inject('migratedImage'), file);
  const db = openDb(file);
  const ctx = { db, actor: { kind: 'system' as const, name: 'test' }, now: new Date(), locale: 'fr' as const };
  for (let n = 0; n < count; n++) enqueue({ ...ctx, town: demoTown }, 'mail', `letter-${n}`, { n });
  return { file, db };
}

function startProcess(file: string, port: number, minutesLater = 0): ChildProcess {
  const child = spawn(process.execPath, ['tests/setup/letter-process.ts', file, String(port), String(minutesLater)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

const ended = (child: ChildProcess) =>
  new Promise<string>((resolve) => child.on('exit', (code, signal) => resolve(signal ?? String(code))));

const states = ({ $client }: Db) =>
  Object.fromEntries(
    $client.prepare('select state, count(*) from outbox group by state').raw().all() as [string, number][],
  );

/** Resolves when the mail server has taken so many. */
function taking(count: number) {
  const all = Promise.withResolvers<void>();
  let taken = 0;
  return { reached: all.promise, one: () => ++taken === count && all.resolve() };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test('two processes send each letter once', async () => {
  const { file, db } = townWithLetters(letters);
  const all = taking(letters);
  const server = await startMailServer(async (command) => {
    if (command !== '.') return undefined;
    await pause(10);
    all.one();
    return undefined;
  });
  onTestFinished(server.close);
  const children = [startProcess(file, server.port), startProcess(file, server.port)];
  const ready = children.map((child) => once(child, 'message')); // from then on SIGTERM is handled
  await Promise.all([...ready, all.reached]);
  const ends = children.map(ended);
  for (const child of children) child.kill('SIGTERM');
  expect(await Promise.all(ends)).toEqual(['0', '0']);
  expect([server.taken.length, new Set(server.taken).size]).toEqual([letters, letters]);
  expect(states(db)).toEqual({ done: letters });
}, 120_000);

test('SIGTERM while a letter is being sent repeats none and loses none', async () => {
  const { file, db } = townWithLetters(12);
  const some = taking(5);
  const rest = taking(12);
  const server = await startMailServer(async (command) => {
    if (command !== '.') return undefined;
    some.one();
    // The fifth letter is in flight when the signal arrives.
    await pause(60);
    rest.one();
    return undefined;
  });
  onTestFinished(server.close);
  const first = startProcess(file, server.port);
  await some.reached;
  const end = ended(first);
  first.kill('SIGTERM');
  expect(await end).toBe('0');
  expect(server.taken).toHaveLength(5);
  expect(states(db)).toEqual({ done: 5, pending: 7 });
  const second = startProcess(file, server.port);
  await rest.reached;
  const secondEnd = ended(second);
  second.kill('SIGTERM');
  await secondEnd;
  expect([server.taken.length, new Set(server.taken).size]).toEqual([12, 12]);
}, 60_000);

test('a letter of a killed process is sent again after its claim, under the same Message-ID', async () => {
  const { file, db } = townWithLetters(3);
  const doubtful = Promise.withResolvers<void>();
  const others = taking(3);
  const all = taking(4);
  let silent = true;
  const server = await startMailServer(async (command) => {
    if (command !== '.') return undefined;
    others.one();
    all.one();
    if (!silent) return undefined;
    // The server has the whole letter; its answer never reaches the process.
    doubtful.resolve();
    await pause(300);
    return '250 taken';
  });
  onTestFinished(server.close);
  const first = startProcess(file, server.port);
  await doubtful.promise;
  const end = ended(first);
  first.kill('SIGKILL');
  expect(await end).toBe('SIGKILL');
  silent = false;
  expect(states(db)).toEqual({ pending: 2, sending: 1 });
  // No process sends it within its claim; the others leave.
  const second = startProcess(file, server.port);
  const secondEnd = ended(second);
  await others.reached;
  second.kill('SIGTERM');
  await secondEnd;
  expect(states(db)).toEqual({ done: 2, sending: 1 });
  const third = startProcess(file, server.port, 6);
  await all.reached;
  const thirdEnd = ended(third);
  third.kill('SIGTERM');
  await thirdEnd;
  expect(states(db)).toEqual({ done: 3 });
  expect([server.taken.length, new Set(server.taken).size]).toEqual([4, 3]);
}, 60_000);
