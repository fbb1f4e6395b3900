import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { markDemonstration, saveTown } from '#app/domain/towns/towns.server.ts';
import { openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { freePort, ready } from './test-app.ts';

const working = {
  PAYMENTS: 'stripe',
  HALLE_ORIGIN: 'https://halle.example',
  STRIPE_SECRET_KEY: 'sk_live_51abc',
  STRIPE_WEBHOOK_SECRET: 'whsec_own',
  STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_connect',
};

test.each([
  ['STRIPE_SECRET_KEY', { STRIPE_SECRET_KEY: 'pk_live_51abc' }],
  ['STRIPE_WEBHOOK_SECRET', { STRIPE_WEBHOOK_SECRET: 'sk_live_51abc' }],
  ['STRIPE_CONNECT_WEBHOOK_SECRET', { STRIPE_CONNECT_WEBHOOK_SECRET: 'whsec_own' }],
  ['STRIPE_API_BASE', { STRIPE_API_BASE: 'http://elsewhere.example' }],
  ['PAYMENTS', { PAYMENTS: undefined, NODE_ENV: 'development' }],
  ['S3_URL', { S3_URL: 'http://files.example/halle' }],
])('a wrong %s ends the start with one sentence', (name, changes) => {
  const { status, stdout, sentences } = start(changes);
  expect([status, stdout]).toEqual([2, '']);
  expect(sentences).toEqual([expect.stringMatching(new RegExp(`^${name} .+\\.$`))]);
});

test('real payments are refused beside the accounts of the demonstration', () => {
  const { status, stdout, sentences } = start({}, (folder) => {
    const db = openDb(join(folder, 'halle.sqlite'));
    migrateDb(db, 'db/migrations');
    const ctx = { db, actor: { kind: 'system', name: 'test' } as const, now: new Date(), locale: 'fr' as const };
    saveTown({ ...ctx, town: demoTown });
    markDemonstration({ db });
    saveTown({ ...ctx, town: demoTown }); // a new record of the town leaves the mark
    db.$client.close();
  });
  expect([status, stdout]).toEqual([2, '']);
  expect(sentences).toEqual([expect.stringMatching(/^PAYMENTS=stripe, and .+ has the demonstration's accounts/)]);
});

/** A user that owns nothing: the administrator may write everywhere, so rights are tried as this one. */
const nobody = 65_534;
const isAdministrator = process.getuid?.() === 0;
const settings = { PAYMENTS: 'stand-in', HALLE_ORIGIN: 'http://localhost:3000' };

test.each<[string, (folder: string) => string | undefined, RegExp]>([
  ['a folder that may not be written', (folder) => void chmodSync(folder, 0o500), /may not be/],
  [
    'a folder of another user',
    (folder) => (isAdministrator ? void chownSync(folder, 0, 0) : void chmodSync(folder, 0)),
    /may not be/,
  ],
  ['a file where the folder should be', emptyFile, /is a file/],
  ['a folder below a file', (folder) => join(emptyFile(folder), 'x'), /a part of its path is a file/],
  ['a folder that may not be made', () => '/halle-of-nobody', /may not be/],
  [
    'a database that is none',
    (folder) => void writeFileSync(join(folder, 'halle.sqlite'), 'text '.repeat(1000)),
    /is no SQLite database/,
  ],
  ['a database of a later build', laterBuild, /was made by another version of Halle/],
])('%s ends the start with one sentence', (_, prepare, sentence) => {
  const place: { dataDir?: string } = {};
  const answer = start(
    { ...working, ...settings },
    (folder) => {
      const dataDir = prepare(folder);
      if (dataDir) place.dataDir = dataDir;
      if (isAdministrator) giveAway(folder);
    },
    place,
  );
  expect([answer.status, answer.stdout]).toEqual([2, '']);
  expect(answer.sentences).toEqual([expect.stringMatching(sentence)]);
});

function giveAway(folder: string): void {
  if (existsSync(join(folder, 'halle.sqlite'))) chownSync(join(folder, 'halle.sqlite'), nobody, nobody);
}

/** The path of an empty file in a folder. */
function emptyFile(folder: string): string {
  const file = join(folder, 'data');
  writeFileSync(file, '');
  return file;
}

function laterBuild(folder: string): undefined {
  const db = openDb(join(folder, 'halle.sqlite'));
  migrateDb(db, 'db/migrations');
  db.$client.prepare('insert into __drizzle_migrations (hash, created_at) values (?, ?)').run('x', 4_000_000_000_000);
  db.$client.close();
}

test('a port that is taken, and no build, end the start with one sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  const taken = start({ ...settings, PORT: String(port) }, foundTown);
  other.close();
  expect([taken.status, taken.sentences]).toEqual([2, [`Port ${port} is taken; set PORT to another one.`]]);

  const copy = mkdtempSync(join(tmpdir(), 'halle-unbuilt-'));
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  const sources = readdirSync('.').filter((name) => name.endsWith('.ts'));
  for (const file of [...sources, 'package.json', 'server', 'bin']) cpSync(file, join(copy, file), { recursive: true });
  symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
  const { status, stderr } = spawnSync(process.execPath, ['bin/start.mjs'], { cwd: copy, encoding: 'utf8' });
  expect([status, stderr]).toEqual([2, 'There is no build: run npm run build first.\n']);
});

test.skipIf(!existsSync('/usr/bin/node'))('an old Node says that it is too old', () => {
  const version = spawnSync('/usr/bin/node', ['--version'], { encoding: 'utf8' }).stdout;
  const { status, stderr } = spawnSync('/usr/bin/node', ['bin/start.mjs', '--version'], {
    encoding: 'utf8',
    env: { HALLE_DATA: '/dev/null/halle', NODE_ENV: 'production' },
  });
  expect(status).toBe(2);
  if (Number(version.slice(1).split('.')[0]) < 22) expect(stderr).toMatch(/^Node v[\d.]+ is too old: .+\n$/);
});

/** A town in a folder of its own, and the environment of a server for it. */
async function townToStart(logLevel: string) {
  const folder = mkdtempSync(join(tmpdir(), 'halle-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  foundTown(folder);
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env = {
    ...process.env,
    ...settings,
    HALLE_DATA: folder,
    HALLE_ORIGIN: origin,
    PORT: String(port),
    STAND_IN_PORT: String(await freePort()),
    NODE_ENV: 'production' as const,
    LOG_LEVEL: logLevel,
  };
  return { folder, origin, env };
}

test('npm start, stopped by its process id, stops the server, and the files are its own', async () => {
  const { folder, origin, env } = await townToStart('error');
  const npm = spawn('npm', ['start'], { env, stdio: 'ignore' });
  await ready(origin);
  const modes = spawnSync('find', [folder, '-type', 'f', '-perm', '/077'], { encoding: 'utf8' }).stdout;
  expect(modes).toBe('');
  npm.kill('SIGTERM');
  await once(npm, 'exit');
  await expect
    .poll(() =>
      fetch(origin).then(
        () => 'answers',
        () => 'gone',
      ),
    )
    .toBe('gone');
}, 60_000);

test('a head is kept beside the key under Node’s permission model', async () => {
  const { folder, origin, env } = await townToStart('warn');
  const fence = ['--permission', '--allow-addons', '--allow-fs-read=*', `--allow-fs-write=${folder}`];
  // The stand-in has no place in a fence of real payments; it listens, which the model allows.
  const server = spawn(process.execPath, [...fence, ...netSwitch(), 'server.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let log = '';
  server.stdout.on('data', (text) => (log += text));
  await ready(origin);
  await expect.poll(() => existsSync(join(folder, 'keys', 'ledger.checkpoint')), { timeout: 10_000 }).toBe(true);
  server.kill('SIGTERM');
  const [code] = await once(server, 'exit');
  expect([code, log]).toEqual([0, '']);
}, 60_000);

/** Later versions of Node fence the network too. */
function netSwitch(): string[] {
  return process.allowedNodeEnvironmentFlags.has('--allow-net') ? ['--allow-net'] : [];
}

function foundTown(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const db = openDb(join(folder, 'halle.sqlite'));
  migrateDb(db, 'db/migrations');
  saveTown({ db, actor: { kind: 'system', name: 'test' }, now: new Date(), locale: 'fr', town: demoTown });
  db.$client.close();
}

/** Starts the server in a folder of its own, and returns what it says on its error output, a sentence a line. */
function start(
  changes: Record<string, string | undefined>,
  fill: (folder: string) => void = () => {},
  place: { dataDir?: string } | null = null,
) {
  const folder = mkdtempSync(join(tmpdir(), 'halle-start-'));
  if (place && isAdministrator) chownSync(folder, nobody, nobody);
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  fill(folder);
  const own = { HALLE_DATA: place?.dataDir ?? folder, PORT: '0', NODE_ENV: 'production' as const };
  const env: NodeJS.ProcessEnv = Object.assign({ ...process.env, ...own, ...working }, changes);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/start.mjs'], {
    ...{ env, encoding: 'utf8' },
    ...(place && isAdministrator && { uid: nobody, gid: nobody }),
  });
  expect(stderr).not.toMatch(/^ {4}at /m);
  const lines = stderr.trim().split('\n');
  return { status, stdout, sentences: lines.filter((line) => !line.includes('Warning')) };
}
