// Copies of a town by programs of others, made while it sells and put back elsewhere: `litestream` or `restic`. Prints
// file, part and fault, with tabs between.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { openBuyers } from '../../bin/bench-purchases.ts';
import { benchInstance, startApp } from '../../bin/bench-server.ts';
import { ensureBuilt } from '../../bin/build.ts';
import { buildGo, litestream } from './go-programs.ts';

const program = process.argv[2] === 'restic' ? 'restic' : 'litestream';
const town = await benchInstance(program);
/** Beside the data folder: a copy inside it would be lost with it. */
const outside = mkdtempSync(join(tmpdir(), 'halle-copies-'));
const live = join(town.dataDir, 'halle.sqlite');
const at = (name: string) => join(outside, name);
const say = (part: string, fault: string) => console.log(`${program}\t${part}\t${fault}`);
const saySame = (part: string, is: unknown, right: unknown) =>
  say(part, is === right ? '' : `${String(is)} instead of ${String(right)}`);

/** Runs while the purchases of this process go on. Exit code 0 is no fault; else the last thing that the program said. */
async function sayRun(part: string, command: string, args: readonly string[], env = town.env): Promise<void> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data));
  const [code] = (await once(child, 'close')) as [number | null];
  say(part, code === 0 ? '' : (said.trim().split('\n').at(-1) || `exit code ${code}`).replaceAll('\t', ' '));
}
const sayHalle = (part: string, args: readonly string[], env = town.env) =>
  sayRun(part, process.execPath, ['bin/halle', ...args], env);

function countOrders(file: string): number {
  const db = new Database(file, { readonly: true });
  try {
    return db.prepare("select count(*) from orders where state = 'paid'").pluck().get() as number;
  } finally {
    db.close();
  }
}

async function buy(times: number): Promise<void> {
  const [buyOnce] = await openBuyers(town.origin, 1);
  for (let n = 0; n < times; n++) await buyOnce!();
}

/** Both are killed at once; what was synced before must be in the copy. */
async function copyWithLitestream(): Promise<void> {
  const [copier] = buildGo(litestream, null, ['litestream']) as [string];
  const [replica, copy, socket] = [at('replica'), at('copy'), at('litestream.sock')];
  const settings = at('litestream.json'); // JSON is YAML
  const dbs = [{ path: live, replicas: [{ type: 'file', path: replica }] }];
  writeFileSync(settings, JSON.stringify({ socket: { enabled: true, path: socket }, dbs }));
  const server = await startApp(town.env, town.origin);
  const beside = spawn(copier, ['replicate', '-config', settings], { stdio: 'ignore' });
  try {
    for (let tries = 0; tries < 100 && !existsSync(socket); tries++) await setTimeout(100);
    await buy(4);
    await sayRun('a sync', copier, ['sync', '-wait', '-socket', socket, live]);
  } finally {
    const ended = Promise.all([once(server.child, 'exit'), once(beside, 'exit')]);
    server.child.kill('SIGKILL');
    beside.kill('SIGKILL');
    await ended;
  }
  mkdirSync(copy);
  const file = join(copy, 'halle.sqlite');
  await sayRun('restore', copier, ['restore', '-integrity-check', 'full', '-o', file, `file://${replica}`]);
  const orders = countOrders(file);
  saySame('orders of the copy', orders, countOrders(live));
  cpSync(join(town.dataDir, 'keys'), join(copy, 'keys'), { recursive: true });
  const env = { ...town.env, HALLE_DATA: copy };
  await sayHalle('ledger restored', ['ledger', 'restored'], env);
  const again = await startApp(env, town.origin);
  try {
    await buy(1);
    saySame('orders after one more', countOrders(file), orders + 1);
  } finally {
    const ended = once(again.child, 'exit');
    again.child.kill('SIGTERM');
    await ended;
  }
  await sayHalle('ledger verify', ['ledger', 'verify'], env);
}

async function copyWithRestic(): Promise<void> {
  const [sets, back] = [at('sets'), at('back')];
  const env = { ...town.env, RESTIC_REPOSITORY: at('repository'), RESTIC_PASSWORD: 'of a test alone' };
  const restic = (...args: string[]) => sayRun(args[0]!, 'restic', args, env);
  await restic('init');
  const server = await startApp(town.env, town.origin);
  try {
    for (let set = 0; set < 2; set++) {
      const buying = buy(3);
      await sayHalle('db backup', ['db', 'backup', sets]);
      await buying;
      await restic('backup', sets);
      await setTimeout(1000); // a set is named by its second
    }
  } finally {
    const ended = once(server.child, 'exit');
    server.child.kill('SIGKILL');
    await ended;
  }
  await restic('check', '--read-data');
  await restic('restore', 'latest', '--target', back);
  await sayRun('byte for byte', 'diff', ['--recursive', sets, join(back, sets)]);
  await sayHalle('db drill', ['db', 'drill', join(back, sets)]);
}

try {
  ensureBuilt();
  execFileSync(process.execPath, ['seeds/run.ts'], { env: town.env, stdio: 'ignore' });
  await (program === 'restic' ? copyWithRestic() : copyWithLitestream());
} finally {
  for (const folder of [town.dataDir, outside]) rmSync(folder, { recursive: true, force: true });
}
