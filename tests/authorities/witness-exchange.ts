// A ledger of ours with two witnesses, torchwood's litewitness and our own: both follow it, litewitness refuses a fork,
// and torchwood accepts policy, checkpoint and receipts. Prints file, part and fault, with tabs between.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openWitnessLanes } from '#app/domain/ledger/ask-witnesses.server.ts';
import { findServedCheckpoint, receiptOf } from '#app/domain/ledger/checkpoints.server.ts';
import { openLedgerKey, retireKey, rotateKey } from '#app/domain/ledger/keys.server.ts';
import { appendEntries, type EntryDraft, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { keyIdOf, verifierKey } from '#app/domain/ledger/note.server.ts';
import { activatePolicy, publishPolicy, readPolicySettings } from '#app/domain/ledger/policy.server.ts';
import { emptyRoot } from '#app/domain/ledger/tree.server.ts';
import { hurryWitnesses, listWitnesses } from '#app/domain/ledger/witness-rows.server.ts';
import { openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { openWitness, serveWitness } from '../../bin/witness.ts';
import { buildGo, torchwood } from './go-programs.ts';

const origin = 'halle.test/ledger';
const name = 'litewitness.example/w';
const [check, litewitness] = buildGo(torchwood, 'witness_policy.go', ['litewitness']) as [string, string];
const folder = mkdtempSync(join(tmpdir(), 'halle-exchange-'));
const at = (file: string) => join(folder, file);
const say = (part: string, fault: string) => console.log(`litewitness\t${part}\t${fault}`);
const saySame = (part: string, is: unknown, right: unknown) =>
  say(part, is === right ? '' : `${String(is)} instead of ${String(right)}`);

function openLog(file: string): LedgerCtx {
  const db = openDb(at(file));
  migrateDb(db, 'db/migrations');
  const ledgerKey = openLedgerKey(db, at('keys'), origin);
  return { db, actor: { kind: 'system', name: 'test' }, now: new Date(), locale: 'fr', town: demoTown, ledgerKey };
}
const drafts = (from: number, count: number, n = 0): EntryDraft[] =>
  Array.from({ length: count }, (_, i) => ({
    kind: 'impact.line',
    event: `ord_${from + i}:line:1:paid`,
    body: { v: 1, at: '2026-11-23T10:15:00Z', n },
  }));
const again = (ctx: LedgerCtx): LedgerCtx => ({ ...ctx, ledgerKey: openLedgerKey(ctx.db, at('keys'), origin) });
const ask = (ctx: LedgerCtx) =>
  openWitnessLanes(
    () => ({ ...again(ctx), now: new Date() }),
    () => undefined,
  ).start();

function run(program: string, args: readonly string[], env = {}): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...env } });
  if (status !== 0) throw new Error(`${program} ${args[0]}: ${stderr}`);
  return stdout;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  return port;
}

// Its key lies in an agent of its own.
const agent = spawn('ssh-agent', ['-D', '-a', at('agent')], { stdio: 'ignore' });
run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at('key')]);
await new Promise((resolve) => setTimeout(resolve, 500));
run('ssh-add', ['-q', at('key')], { SSH_AUTH_SOCK: at('agent') });
const fingerprint = run('ssh-keygen', ['-lf', at('key.pub')]).split(' ')[1]!;
const publicKey = Buffer.from(readFileSync(at('key.pub'), 'utf8').split(' ')[1]!, 'base64').subarray(-32);
const typed = Buffer.concat([Buffer.of(0x04), publicKey]);
const id = createHash('sha256').update(`${name}\n`).update(typed).digest('hex').slice(0, 8);

const ctx = openLog('log.sqlite');
const port = await freePort();
const outside = spawn(
  litewitness,
  [
    '-db',
    at('witness.db'),
    '-name',
    name,
    '-key',
    fingerprint,
    '-ssh-agent',
    at('agent'),
    '-listen',
    `127.0.0.1:${port}`,
  ],
  { stdio: 'ignore' },
);
const own = openWitness(at('own'), 'university.example', [verifierKey(ctx.ledgerKey)]);
const served = await serveWitness(own, 0);
try {
  for (let tries = 0; tries < 100; tries++) {
    if (await fetch(`http://127.0.0.1:${port}/`).catch(() => null)) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  // Its own command for this imports a module that the proxy of Go does not give: its tables are written.
  const tables = new Database(at('witness.db'));
  const addLog = tables.prepare('insert into log (origin, tree_size, tree_hash) values (?, 0, ?)');
  const addKey = tables.prepare('insert into key (origin, key) values (?, ?)');
  addLog.run(origin, emptyRoot.toString('base64'));
  addKey.run(origin, verifierKey(ctx.ledgerKey));
  writeFileSync(
    at('policy'),
    `witness lite ${name}+${id}+${typed.toString('base64')} http://127.0.0.1:${port}
witness own ${verifierKey(own.keys[0]!, 'witness')} ${served.url}
group both all lite own
quorum both
`,
  );
  const settings = { file: at('policy'), witnesses: '', mayBeCleartext: () => true };
  const activate = (log: LedgerCtx) =>
    activatePolicy(log, readPolicySettings(settings, [verifierKey(log.ledgerKey)]), 900);
  activate(ctx);
  for (const size of [3, 40, 300]) {
    const before = findServedCheckpoint(ctx)?.size ?? 0;
    appendEntries(ctx, drafts(before, size - before));
    await ask(ctx);
    saySame(`follows to ${size}`, findServedCheckpoint(ctx)?.size, size);
  }
  const receipts = [0, 39, 255, 299].map((index) => {
    writeFileSync(at(`receipt-${index}`), receiptOf(ctx, index));
    return at(`receipt-${index}`);
  });
  const accept = (log: LedgerCtx, files: readonly string[] = []) => {
    writeFileSync(at('published'), publishPolicy(log, 'https://halle.example'));
    writeFileSync(at('checkpoint'), findServedCheckpoint(log)?.note ?? '');
    process.stdout.write(run(check, [at('published'), at('checkpoint'), ...files]).replaceAll(`${folder}/`, ''));
  };
  accept(ctx, receipts);
  // A rotation: it holds the former key alone, and goes on.
  const former = keyIdOf(ctx.ledgerKey);
  rotateKey(ctx, at('keys'));
  appendEntries(again(ctx), drafts(300, 4));
  await ask(ctx);
  saySame('follows after a rotation', findServedCheckpoint(ctx)?.size, 305);
  accept(again(ctx));
  retireKey(again(ctx), at('keys'), former);
  appendEntries(again(ctx), drafts(304, 1));
  await ask(ctx);
  saySame('refuses the new key alone', listWitnesses(ctx)[0]!.row?.status, 403);
  addKey.run(origin, verifierKey(again(ctx).ledgerKey));
  hurryWitnesses({ ...ctx, now: new Date() });
  await ask(ctx);
  saySame('cosigns once it has the new key', listWitnesses(ctx)[0]!.state, 'cosigning');
  const fork = { ...openLog('fork.sqlite'), ledgerKey: again(ctx).ledgerKey };
  activate(fork);
  appendEntries(fork, drafts(0, 400, -1));
  await ask(fork);
  saySame('refuses a fork', listWitnesses(fork)[0]!.state, 'forked');
} finally {
  outside.kill();
  agent.kill();
  served.close();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
