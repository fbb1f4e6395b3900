// Benchmarks of the server, all in one run on this machine: requests a second, latency, requests per CPU-second
// of the server, as a ratio to bare node:http. `--json` prints the numbers; `--write` saves the run in
// docs/bench.md. `--before FOLDER` also measures an earlier build, a built checkout, in turns with this one.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import autocannon from 'autocannon';
import { type BuildComparison, buildsMarkdown, compareBuilds } from './bench-builds.ts';
import { type BytesBench, bytesMarkdown, measureBytes } from './bench-bytes.ts';
import { type CalendarBench, calendarMarkdown, measureCalendar } from './bench-calendar.ts';
import { type DaySearchBench, daySearchMarkdown, measureDaySearch } from './bench-day-search.ts';
import { type ImportBench, importLargeFile, importMarkdown } from './bench-import.ts';
import { type KeptBench, keptMarkdown, measureKept } from './bench-kept.ts';
import { type LedgerBench, ledgerMarkdown, measureLedger } from './bench-ledger.ts';
import { weighPages } from './bench-pages.ts';
import { buyRepeatedly, buyThroughVerbs } from './bench-purchases.ts';
import { benchSearch, type SearchBench, searchMarkdown } from './bench-search.ts';
import { benchInstance, cpuSeconds, residentMiB, startApp } from './bench-server.ts';
import { benchTiles, type TileBench, tilesMarkdown } from './bench-tiles.ts';
import { ensureBuilt } from './build.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean' },
    write: { type: 'boolean' },
    offers: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '6' },
    rows: { type: 'string', default: '100000' },
    before: { type: 'string' },
    sizes: { type: 'string', default: '10000,100000' },
    orders: { type: 'string', default: '3000' },
  },
});
const seconds = Number(options.seconds);
const connections = 10;
const say = (line: string) => options.json || console.log(line);

export type LoadResult = {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  perCpuSecond: number;
  ratioToBare: number;
  non2xx: number;
};

/** A basket that there is not: its visitor is never answered from what is kept. */
const unkept = { cookie: 'halle-basket=none' };

async function load(base: string, paths: string[], pid: number, bare: number | null): Promise<LoadResult> {
  const run = (duration: number) =>
    autocannon({ url: base, connections, duration, headers: unkept, requests: paths.map((path) => ({ path })) });
  await run(2); // warm-up
  const before = cpuSeconds(pid);
  const result = await run(seconds);
  const perCpuSecond = result.requests.total / (cpuSeconds(pid) - before);
  const round = (x: number) => Math.round(x * 10) / 10;
  return {
    requestsPerSecond: Math.round(result.requests.average),
    p50Ms: round(result.latency.p50),
    p99Ms: round(result.latency.p99),
    perCpuSecond: Math.round(perCpuSecond),
    ratioToBare: bare === null ? 1 : Math.round((perCpuSecond / bare) * 10_000) / 10_000,
    non2xx: result.non2xx,
  };
}

async function bareServer(): Promise<{ base: string; child: ChildProcess }> {
  const code = `require('node:http').createServer((q, r) => { r.setHeader('content-type', 'text/html'); r.end('x'.repeat(1000)); }).listen(0, '127.0.0.1', function () { console.log(this.address().port); })`;
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<string>((resolve) =>
    child.stdout!.once('data', (data) => resolve(String(data).trim())),
  );
  return { base: `http://127.0.0.1:${port}`, child };
}

const terms = [
  'chaise',
  'carottes',
  'papier',
  'ordinateur',
  'repas',
  'table',
  'savon',
  'location',
  'bois',
  'café',
  'imprimerie',
  'vélo',
  'tissu',
  'compost',
  'salle',
  'nettoyage',
];
const catalogue = terms.map((term, i) => `/offers?q=${encodeURIComponent(term)}&in_stock=1&env_min=${2 + i * 2}`);
const api = terms.map((term, i) => `/api/v1/offers?q=${encodeURIComponent(term)}&within_km=${8 + i}`);

const { dataDir: folder, origin, env } = await benchInstance('bench');

say(`Building and seeding ${options.offers} offers...`);
ensureBuilt();
execFileSync(process.execPath, ['seeds/run.ts', '--offers', options.offers], { env, stdio: 'ignore' });
const bare = await bareServer();
let { child, coldStartMs } = await startApp(env, origin);
try {
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const idleRssMiB = residentMiB(child.pid!);
  const { items } = (await (await fetch(`${origin}/api/v1/offers?per_page=100&in_stock=1`)).json()) as {
    items: { slug: string }[];
  };
  say('Measuring...');
  const bareLoad = await load(bare.base, ['/'], bare.child.pid!, null);
  const against = (paths: string[]) => load(origin, paths, child.pid!, bareLoad.perCpuSecond);
  const loads = {
    'bare node:http': bareLoad,
    'catalogue page: word, filter, counts': await against(catalogue),
    'offer page': await against(items.slice(0, 40).map(({ slug }) => `/offers/${slug}`)),
    'API search': await against(api),
  };
  say('Kept answers...');
  const kept = await measureKept(
    origin,
    child.pid!,
    {
      home: '/',
      'catalogue page': catalogue[0]!,
      'offer page': `/offers/${items[0]!.slug}`,
      'supplier page': '/suppliers/atelier-rebond',
      method: '/method',
      observatory: '/observatory',
      'API search': api[0]!,
    },
    seconds,
  );
  const before = cpuSeconds(child.pid!);
  const purchases = await buyRepeatedly(origin, folder, 4, seconds);
  const purchaseCpu = cpuSeconds(child.pid!) - before;
  const rssAfterLoadMiB = residentMiB(child.pid!);
  const verbsPerCpuSecond = await buyThroughVerbs(env.HALLE_DATA!, seconds);
  const pages = await weighPages(origin, [
    '/',
    '/offers',
    '/offers?q=chaise',
    '/offers?view=map',
    '/filters',
    `/offers/${items[0]!.slug}`,
    '/suppliers/atelier-rebond',
    '/basket',
  ]);
  say('Searching...');
  const search = options.sizes.split(',').map((size) => benchSearch(Number(size)));
  const daySearch = await measureDaySearch(env.HALLE_DATA!);
  say(`Importing ${options.rows} rows...`);
  const imported = await importLargeFile(origin, Number(options.rows), {
    pid: () => child.pid!,
    async killAndRestart() {
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
      child = (await startApp(env, origin)).child;
    },
  });
  const report = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} x ${cpus()[0]!.model}, Node ${process.version}`,
    offers: Number(options.offers),
    connections,
    coldStartMs,
    idleRssMiB,
    rssAfterLoadMiB,
    loads,
    kept,
    builds: options.before ? await compareBuilds(options.before, options.offers, seconds) : null,
    purchases: { ...purchases, perCpuSecond: Math.round(purchases.count / purchaseCpu), verbsPerCpuSecond },
    pages,
    search,
    daySearch,
    ledger: measureLedger(),
    calendar: measureCalendar(),
    bytes: measureBytes(Number(options.orders)),
    tiles: await benchTiles(seconds),
    imported,
  };
  if (options.write) writeFileSync('docs/bench.md', toMarkdown(report));
  console.log(options.json ? JSON.stringify(report, null, 2) : toMarkdown(report));
} finally {
  child.kill('SIGTERM');
  bare.child.kill();
  await new Promise((resolve) => child.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}

type Report = {
  date: string;
  machine: string;
  offers: number;
  connections: number;
  coldStartMs: number;
  idleRssMiB: number;
  rssAfterLoadMiB: number;
  loads: Record<string, LoadResult>;
  kept: KeptBench[];
  builds: BuildComparison[] | null;
  purchases: {
    count: number;
    perSecond: number;
    p50Ms: number;
    p99Ms: number;
    perCpuSecond: number;
    verbsPerCpuSecond: number;
  };
  pages: Awaited<ReturnType<typeof weighPages>>;
  search: SearchBench[];
  ledger: LedgerBench;
  daySearch: DaySearchBench;
  calendar: CalendarBench;
  bytes: BytesBench;
  tiles: TileBench;
  imported: ImportBench;
};

function toMarkdown(r: Report): string {
  const rows = Object.entries(r.loads).map(
    ([name, l]) =>
      `| ${name} | ${l.requestsPerSecond} | ${l.p50Ms} | ${l.p99Ms} | ${l.perCpuSecond} | ${l.ratioToBare} |`,
  );
  const pages = r.pages.map(
    (p) => `| ${p.path} | ${p.elements} | ${p.requests} | ${p.kB} | ${p.scriptKB} | ${p.ecoIndex} ${p.grade} |`,
  );
  return `# Benchmark

\`npm run bench -- --write\`, ${r.date}, ${r.machine}. Client and server share the machine: trust the ratio and the answers
per CPU-second of the server rather than requests per second. ${r.offers} offers, ${r.connections} connections.

| what | requests/s | p50 ms | p99 ms | per CPU-second | ratio to bare |
|---|---|---|---|---|---|
${rows.join('\n')}

Searches use sixteen words, each with other filters; nothing of an answer is remembered, for the visitor has a basket.

${keptMarkdown(r.kept)}
${r.builds ? buildsMarkdown(r.builds) : ''}
Whole purchases (basket, checkout, payment page, webhook, landing) with 4 clients: ${r.purchases.perSecond} a second, p50 ${r.purchases.p50Ms} ms,
p99 ${r.purchases.p99Ms} ms, ${r.purchases.perCpuSecond} per CPU-second of the server, the stand-in for Stripe included: eight requests each.
The same through the verbs alone (basket, order, payment session over HTTP, settlement with books, ledger and outbox; each one checked):
${r.purchases.verbsPerCpuSecond} per CPU-second.

Cold start ${r.coldStartMs} ms to the first healthy answer; ${r.idleRssMiB} MiB resident when idle, ${r.rssAfterLoadMiB} MiB after the load.

| page | elements | requests | kB | of which script | EcoIndex |
|---|---|---|---|---|---|
${pages.join('\n')}

kB are transferred (brotli), measured by Chromium with an empty cache; elements do not count what is inside an SVG.

${searchMarkdown(r.search)}
${ledgerMarkdown(r.ledger, 1000 / r.purchases.verbsPerCpuSecond)}
${daySearchMarkdown(r.daySearch)}
${calendarMarkdown(r.calendar)}
${bytesMarkdown(r.bytes)}
${tilesMarkdown(r.tiles)}
${importMarkdown(r.imported)}`;
}
