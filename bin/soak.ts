// Holds a rate of page views, with purchases among them, for some minutes, and says what came of it: errors, latency, memory.
// `--seconds 600 --rate 200 --purchases 0.3` (a second); `--json` prints the figures. Exits 1 on an error, or if the p99 is not
// under five times the median.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { liftLimits, openBuyers } from './bench-purchases.ts';
import { benchInstance, cpuSeconds, residentMiB, startApp, waitForQuiet } from './bench-server.ts';
import { ensureBuilt } from './build.ts';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    rate: { type: 'string', default: '200' },
    purchases: { type: 'string', default: '0.3' },
    offers: { type: 'string', default: '1000' },
    json: { type: 'boolean' },
  },
});
const [seconds, rate, purchases] = [Number(options.seconds), Number(options.rate), Number(options.purchases)];

/** Pages of a visitor without a basket, and of one with a basket, who is never answered from what is kept. */
const pages = [
  '/',
  '/offers',
  '/offers?q=chaise',
  '/offers?kind=reused',
  '/suppliers',
  '/method',
  '/observatory',
  '/ledger',
];
const basket = { cookie: 'halle-basket=none' };

const { dataDir, origin, env } = await benchInstance('soak');
ensureBuilt();
execFileSync(process.execPath, ['seeds/run.ts', '--offers', options.offers], { env, stdio: 'ignore' });
const { child } = await startApp(env, origin);
await waitForQuiet(child.pid!);
const errors: string[] = [];
const times: { path: string; ms: number }[] = [];
const memory: number[] = [];
let bought = 0;

async function view(turn: number): Promise<void> {
  const begun = performance.now();
  const path = pages[turn % pages.length]!;
  const response = await fetch(origin + path, turn % 4 === 0 ? { headers: basket } : {});
  await response.arrayBuffer();
  times.push({ path, ms: performance.now() - begun });
  if (response.status !== 200) errors.push(`${path}: ${response.status}`);
}

try {
  const buyers = await openBuyers(origin, 4);
  const cpuBefore = cpuSeconds(child.pid!);
  const begun = performance.now();
  const underWay = new Set<Promise<void>>();
  const start = (work: Promise<void>) => {
    const done = work.catch((error: Error) => void errors.push(error.message)).finally(() => underWay.delete(done));
    underWay.add(done);
  };
  let [views, orders] = [0, 0];
  for (let passed = 0; passed < seconds; passed = (performance.now() - begun) / 1000) {
    for (; views < passed * rate; views++) start(view(views));
    for (; orders < passed * purchases; orders++) {
      liftLimits(dataDir);
      start(buyers[orders % buyers.length]!().then(() => void bought++));
    }
    if (memory.length < passed / 5) memory.push(residentMiB(child.pid!));
    await setTimeout(5);
  }
  await Promise.all(underWay);
  times.sort((a, b) => a.ms - b.ms);
  const at = (share: number, of = times) => Math.round(of[Math.floor((of.length - 1) * share)]!.ms * 10) / 10;
  const slowest = times.slice(Math.floor(times.length * 0.99));
  const figures = {
    seconds,
    requestsPerSecond: Math.round(times.length / seconds),
    purchases: bought,
    errors: errors.length,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    maxMs: at(1),
    /** How many of the slowest hundredth asked for each page: evenly spread says that something held the process. */
    slowest: Object.fromEntries(pages.map((page) => [page, slowest.filter(({ path }) => path === page).length])),
    cpuShare: Math.round(((cpuSeconds(child.pid!) - cpuBefore) / seconds) * 100) / 100,
    /** At the start and after each tenth: what only grows is a leak, what comes to rest are caches that fill. */
    memoryMiB: Array.from({ length: 11 }, (_, i) => memory[Math.round(((memory.length - 1) * i) / 10)]),
  };
  console.log(options.json ? JSON.stringify(figures) : figures);
  for (const error of new Set(errors)) console.error(error);
  process.exitCode = errors.length === 0 && figures.p99Ms < 5 * figures.p50Ms ? 0 : 1;
} finally {
  child.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
}
