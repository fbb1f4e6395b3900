// Benchmark of the ledger's full tiles and bundles: Halle in turns with a plain node:http file server that has the same
// tiles as files, in the folder that Tessera's posix storage would have; and a page while a mirror reads the whole log.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import autocannon from 'autocannon';
import { tileIndexPath } from '#app/domain/ledger/tile-path.ts';
import { fillLog, longestOrder, seedBenchLog } from './bench-ledger-log.ts';
import { cpuSeconds, freePort, startApp } from './bench-server.ts';
import { ensureBuilt } from './build.ts';

/** `ratio`: answers a CPU second of Halle by those of the file server. */
type TileLoad = { bytes: number; perCpuSecond: number; filesPerCpuSecond: number; ratio: number };
export type TileBench = {
  entries: number;
  tile: TileLoad;
  bundle: TileLoad;
  /** An offer's page for one other visitor, milliseconds. */
  page: Record<'quiet' | 'mirrored', { p50Ms: number; p99Ms: number }>;
  mirror: { resources: number; seconds: number };
};

const entryCount = 70_000;
const rounds = 3;
const ledgerOrigin = 'bench.example/ledger';

/** Starts a town with a log of 70,000 entries, and measures it; `seconds` for each load. */
export async function benchTiles(seconds: number): Promise<TileBench> {
  ensureBuilt();
  const folder = mkdtempSync(join(tmpdir(), 'halle-bench-tiles-'));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const ctx = await seedBenchLog(folder, ledgerOrigin);
  fillLog(ctx, longestOrder(ctx), entryCount);
  ctx.db.$client.close();
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HALLE_DATA: folder,
    PORT: String(port),
    HALLE_ORIGIN: origin,
    LEDGER_ORIGIN: ledgerOrigin,
    NODE_ENV: 'production',
    PAYMENTS: 'stand-in',
    LOG_LEVEL: 'error',
  };
  const { child } = await startApp(env, origin);
  try {
    const full = Math.floor(entryCount / 256);
    await untilStored(`${origin}/ledger/tile/entries/${tileIndexPath(full - 1, 256)}`);
    const paths = Array.from({ length: full }, (_, index) => tileIndexPath(index, 256));
    const tiles = paths.map((path) => `/ledger/tile/0/${path}`);
    const bundles = paths.map((path) => `/ledger/tile/entries/${path}`);
    const files = await startFileServer(origin, join(folder, 'tessera'), [...tiles, ...bundles]);
    const halle = { base: origin, pid: child.pid! };
    const tile = await inTurns(halle, files, tiles.slice(0, 40), seconds);
    const bundle = await inTurns(halle, files, bundles.slice(0, 40), seconds);
    files.child.kill();
    return { entries: entryCount, tile, bundle, ...(await besideMirror(origin, [...tiles, ...bundles], seconds)) };
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
    rmSync(folder, { recursive: true, force: true });
  }
}

async function untilStored(url: string): Promise<void> {
  for (let n = 0; n < 600; n++) {
    const { headers } = await fetch(url, { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } });
    if (headers.get('etag')?.startsWith('"entries-')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${url} was not stored within a minute`);
}

type Files = { base: string; pid: number; child: ChildProcess };

/** Writes what Halle serves into a folder, bundles as gzip, and serves it by `readFile`, as a plain file server does. */
async function startFileServer(origin: string, folder: string, paths: readonly string[]): Promise<Files> {
  for (const path of paths) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, await rawBytes(origin + path));
  }
  const code = `
    const { readFile } = require('node:fs');
    require('node:http').createServer((request, response) => {
      readFile(process.argv[1] + request.url, (error, bytes) => {
        if (error) return response.writeHead(404).end();
        const type = { 'content-type': 'application/octet-stream', 'content-length': bytes.length };
        response.writeHead(200, { ...type, 'cache-control': 'public, max-age=31536000, immutable' }).end(bytes);
      });
    }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;
  const child = spawn(process.execPath, ['-e', code, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data) => resolve(String(data).trim())),
  );
  return { base: `http://127.0.0.1:${port}`, pid: child.pid!, child };
}

/** As they travel: gzip stays gzip. */
async function rawBytes(url: string): Promise<Buffer> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get(url, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      answer.toArray().then((parts) => resolve(Buffer.concat(parts)), reject);
    }).on('error', reject);
  });
}

type Server = { base: string; pid: number };

async function inTurns(halle: Server, files: Server, paths: readonly string[], seconds: number): Promise<TileLoad> {
  const [own, other] = [
    { answers: 0, cpu: 0, bytes: 0 },
    { answers: 0, cpu: 0, bytes: 0 },
  ];
  for (let round = 0; round < rounds; round++)
    for (const [tally, { base, pid }] of [[own, halle] as const, [other, files] as const]) {
      const headers = { 'accept-encoding': 'gzip' };
      const requests = paths.map((path) => ({ path, headers }));
      await autocannon({ url: base, connections: 4, duration: 1, requests });
      const before = cpuSeconds(pid);
      const result = await autocannon({ url: base, connections: 4, duration: seconds / rounds, requests });
      if (result.non2xx > 0) throw new Error(`${base}${paths[0]} answered ${result.non2xx} times with another status`);
      tally.answers += result.requests.total;
      tally.bytes += result.throughput.total;
      tally.cpu += cpuSeconds(pid) - before;
    }
  const [perCpuSecond, filesPerCpuSecond] = [own.answers / own.cpu, other.answers / other.cpu];
  return {
    bytes: Math.round(own.bytes / own.answers),
    perCpuSecond: Math.round(perCpuSecond),
    filesPerCpuSecond: Math.round(filesPerCpuSecond),
    ratio: Math.round((perCpuSecond / filesPerCpuSecond) * 100) / 100,
  };
}

/** One visitor asks for pages that are not kept while nothing else happens, then while a mirror reads everything, again and again. */
async function besideMirror(origin: string, paths: readonly string[], seconds: number) {
  const measure = () => autocannon({ url: origin, connections: 1, duration: seconds, requests: pages() });
  const shown = (result: autocannon.Result) => ({ p50Ms: result.latency.p50, p99Ms: result.latency.p99 });
  await measure();
  const quiet = shown(await measure());
  let [isOver, resources] = [false, 0];
  const begun = performance.now();
  const mirror = async () => {
    for (let at = 0; !isOver; at++, resources++) await rawBytes(origin + paths[at % paths.length]!);
  };
  const reading = Promise.all([mirror(), mirror()]);
  const mirrored = shown(await measure());
  isOver = true;
  await reading;
  return {
    page: { quiet, mirrored },
    mirror: { resources, seconds: Math.round((performance.now() - begun) / 100) / 10 },
  };
}

/** Each with another query, and with a basket's cookie that no one has: so none comes from the kept answers. */
function pages() {
  const headers = { cookie: 'halle-basket=none' };
  return Array.from({ length: 200 }, (_, n) => ({ path: `/offers?env_min=${n % 100}`, headers }));
}

export function tilesMarkdown({ entries, tile, bundle, page, mirror }: TileBench): string {
  const row = (name: string, { bytes, perCpuSecond, filesPerCpuSecond, ratio }: TileLoad) =>
    `| ${name} | ${bytes} | ${perCpuSecond} | ${filesPerCpuSecond} | ${ratio} |`;
  return `## Tiles of the ledger

A log of ${entries} entries, four connections, in turns with a plain node:http server that reads the same bytes from files.

| | bytes sent | a CPU second | file server | ratio |
|---|---|---|---|---|
${row('full tile', tile)}
${row('full bundle, gzip', bundle)}

A page that is not kept, for one other visitor: p50 ${page.quiet.p50Ms} ms, p99 ${page.quiet.p99Ms} ms; while two connections read the log
(${mirror.resources} tiles and bundles in ${mirror.seconds} s) p50 ${page.mirrored.p50Ms} ms, p99 ${page.mirrored.p99Ms} ms.
`;
}

if (import.meta.url === pathToFileURL(process.argv[1]!).href)
  console.log(JSON.stringify(await benchTiles(Number(process.argv[2] ?? 6))));
