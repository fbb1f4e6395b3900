// The drill of a restore: the newest set in a folder of its own, started and used, apart from the town in everything.
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { describeManifest, type Manifest } from '#app/backup/backup-manifest.ts';
import { drillMark } from '#app/backup/copy-marks.server.ts';
import { findNewestSet } from '#app/backup/find-set.server.ts';
import { withOpenSet } from '#app/backup/open-set.server.ts';
import { requireSound, unpackSet } from '#app/backup/restore-town.server.ts';
import { recordBackup, recordFailedBackup } from '#app/domain/jobs/backups.server.ts';
import { auditLedger } from '#app/domain/ledger/audit.server.ts';
import { openLedgerKey } from '#app/domain/ledger/keys.server.ts';
import { checkBooks } from '#app/domain/settlement/balance-check.server.ts';
import { loadTown } from '#app/domain/towns/towns.server.ts';
import { type Env, readEnv } from '#app/env.server.ts';
import { type Db, openExistingDb } from '#db/client.ts';
import { SetupError } from '#db/setup-error.ts';
import { done, no, remember, tellRefusals } from './backup-outcome.ts';
import { freePort } from './bench-server.ts';
import { buyInCopy } from './drill-errand.ts';

/** Returns 1 if any step of the drill fails; its sentence says which. */
export function drill(args: string[]): Promise<number> {
  return tellRefusals(async () => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { keep: { type: 'boolean', default: false }, identity: { type: 'string' } },
    });
    const [folder, ...more] = positionals;
    if (!folder || more.length > 0) throw new SetupError('db drill needs one FOLDER.');
    if (!existsSync('build/server/index.js')) throw new SetupError('db drill starts the built server: npm run build.');
    const env = readEnv();
    const set = findNewestSet(folder);
    const copy = mkdtempSync(join(tmpdir(), 'halle-drill-'));
    const [now, begun] = [new Date(), performance.now()];
    try {
      const entries = await withOpenSet(set, { identity: values.identity, scratch: tmpdir() }, (opened) =>
        runDrill(opened, copy),
      );
      rememberIfThere(env, (db) => recordBackup(db, 'drill', { at: now, tookMs: performance.now() - begun, entries }));
      console.log(`The drill of ${set} held, in ${seconds(begun)} s.`);
      return done;
    } catch (error) {
      rememberIfThere(env, (db) => recordFailedBackup(db, 'drill', now));
      if (error instanceof SetupError) throw error;
      console.error(`The drill of ${set} failed: ${(error as Error).message}.`);
      return no;
    } finally {
      if (values.keep) console.log(`The copy stays in ${copy}: it holds names and addresses.`);
      else rmSync(copy, { recursive: true, force: true });
    }
  });
}

const seconds = (begun: number) => ((performance.now() - begun) / 1000).toFixed(1);

/** A drill may run on another machine, which has no town. */
function rememberIfThere(env: Env, write: (db: Db) => void): void {
  if (existsSync(join(env.dataDir, 'halle.sqlite'))) remember(env, 'drill', write);
}

/** Runs the steps and tells the seconds of each. Returns the entries of the ledger in the set. */
async function runDrill(set: string, copy: string): Promise<number> {
  const step = async <T>(name: string, work: () => T | Promise<T>): Promise<T> => {
    const begun = performance.now();
    const result = await work();
    console.log(`${seconds(begun).padStart(7)} s  ${name}`);
    return result;
  };
  const manifest = await step('every byte of the set is as its manifest says', () => requireSound(set));
  console.log(describeManifest(manifest).join('\n'));
  await step('unpacked; rows, ledger size and root are as in the manifest', () => unpackSet(set, manifest, copy));
  await step('ledger and books hold', () => requireHolds(copy, manifest));
  writeFileSync(join(copy, drillMark), 'The copy of a drill: no letters, no provider, no witnesses.\n');
  const { server, town } = await step('started', () => startCopy(copy));
  try {
    const order = await step('bought in the copy', () => buyInCopy(town));
    console.log(`           ${order}`);
  } finally {
    await step('stopped', () => stopCopy(server));
  }
  await step('ledger and books hold with the purchase', () => requireHolds(copy, manifest, 1));
  return manifest.ledger.size;
}

/** Throws when the ledger of the copy, or its books, do not verify, or it did not grow by `more` entries at least. */
function requireHolds(copy: string, { ledger }: Manifest, more = 0): void {
  withCopy(copy, (db) => {
    if (ledger.key !== null) {
      const audit = auditLedger(db, openLedgerKey(db, join(copy, 'keys'), ledger.origin));
      if (!audit.ok) throw new Error(`the ledger does not verify: ${audit.reason}`);
      if (audit.entries < ledger.size + more) throw new Error(`the ledger has ${audit.entries} entries`);
    }
    const { problems } = checkBooks({ db });
    if (problems.length > 0) throw new Error(`the books have ${problems.length} problems, as ${problems[0]}`);
  });
}

function withCopy<T>(copy: string, work: (db: Db) => T): T {
  const db = openExistingDb(join(copy, 'halle.sqlite'));
  try {
    return work(db);
  } finally {
    db.$client.close();
  }
}

/** Every setting that names something outside, empty: so that neither this process nor a `.env` file gives one. */
const apart = [
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRET',
  'STRIPE_CONNECT_WEBHOOK_SECRET',
  'STRIPE_API_BASE',
  'STAND_IN_ORIGIN',
  'MEILI_URL',
  'MEILI_API_KEY',
  'S3_URL',
  'S3_ACCESS_KEY_ID',
  'S3_SECRET_ACCESS_KEY',
  'COMPANY_DIRECTORY_URL',
  'SMTP_URL',
  'MAIL_FROM',
  'LEDGER_WITNESSES',
  'LEDGER_POLICY',
  'CLAMD',
  'TRUSTED_PROXY',
  'CLEARTEXT_HOSTS',
];

async function startCopy(copy: string) {
  const [port, standInPort] = [await freePort(), await freePort()];
  const origin = `http://localhost:${port}`;
  const insee = withCopy(copy, (db) => loadTown({ db }).hub.insee);
  const own: NodeJS.ProcessEnv = {
    HALLE_DATA: copy,
    HOST: '127.0.0.1',
    PORT: String(port),
    HALLE_ORIGIN: origin,
    STAND_IN_PORT: String(standInPort),
    NODE_ENV: 'production',
    PAYMENTS: 'stand-in',
    MAIL: 'folder',
    STORAGE: 'folder',
    SEARCH: 'embedded',
    LOG_LEVEL: 'silent',
  };
  const env: NodeJS.ProcessEnv = { ...process.env, ...Object.fromEntries(apart.map((name) => [name, ''])), ...own };
  const server = spawn(process.execPath, ['server.ts'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  for (let tries = 0; tries < 600 && server.exitCode === null; tries++) {
    if ((await fetch(`${origin}/healthcheck`).catch(() => null))?.ok)
      return { server, town: { origin, dataDir: copy, insee } };
    await setTimeout(100);
  }
  await stopCopy(server);
  throw new Error('the copy did not start within a minute');
}

async function stopCopy(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await Promise.race([ended, setTimeout(15_000)]);
  server.kill('SIGKILL');
}
