// Measures what grows with a town's orders: seeds towns of the same suppliers with more and more past orders, and asks every
// address of the access table in each. `--large` adds 100,000 orders; `--json` prints the measures; `--write` saves
// docs/growth.md.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuilt } from './build.ts';
import type { Hold } from './growth-holds.ts';
import type { Answer, TownMeasure } from './growth-town.ts';

const { values: options } = parseArgs({
  options: {
    orders: { type: 'string', default: '54,2000,10000' },
    large: { type: 'boolean' },
    repeats: { type: 'string', default: '3' },
    json: { type: 'boolean' },
    write: { type: 'boolean' },
  },
});
const sizes = [...options.orders.split(','), ...(options.large ? ['100000'] : [])];
ensureBuilt();
const towns = sizes.map((size) => {
  if (!options.json) console.log(`A town of ${size} orders...`);
  return measureTown(size);
});
if (options.write) writeFileSync('docs/growth.md', toMarkdown(towns));
console.log(options.json ? JSON.stringify(towns) : toMarkdown(towns));

function measureTown(size: string): TownMeasure {
  const folder = mkdtempSync(join(tmpdir(), 'halle-growth-'));
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    HALLE_DATA: folder,
    HALLE_ORIGIN: 'http://localhost:4800',
    NODE_ENV: 'production',
    PAYMENTS: 'stand-in',
    STAND_IN_PORT: '0',
    LOG_LEVEL: 'silent',
  };
  const stdio: ['ignore', 'pipe', 'inherit'] = ['ignore', 'pipe', 'inherit'];
  try {
    execFileSync(process.execPath, ['seeds/run.ts', '--orders', size], { env, stdio });
    const measured = execFileSync(process.execPath, ['bin/growth-town.ts', options.repeats], {
      env,
      stdio,
      encoding: 'utf8',
      maxBuffer: 1e8,
    });
    return JSON.parse(measured.trim().split('\n').at(-1)!) as TownMeasure;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toMarkdown(all: readonly TownMeasure[]): string {
  const [first] = all as [TownMeasure, ...TownMeasure[]];
  const cells = (of: (town: TownMeasure) => string | number) => all.map(of).join(' | ');
  const rows = first.answers.map(({ key }) => {
    const found = all.map((town) => town.answers.find((one) => one.key === key));
    const each = (of: (answer: Answer) => number) => found.map((one) => (one ? of(one) : '')).join(' / ');
    const [small, large] = [found[0]!, found.at(-1) ?? found[0]!];
    const ratio = Math.round((large.ms / Math.max(small.ms, 0.1)) * 10) / 10;
    return `| ${key} | ${each(({ statements }) => statements)} | ${each(({ rows: read }) => read)} | ${each(({ bytes }) => Math.round(bytes / 100) / 10)} | ${each(({ ms }) => ms)} | ${each(({ firstMs }) => firstMs)} | ${ratio} |`;
  });
  const holds = all.at(-1)!.holds.map(({ name }) => {
    const found = all.map((town) => town.holds.find((one) => one.name === name)!);
    const each = (of: (hold: Hold) => number) => found.map(of).join(' / ');
    return `| ${name} | ${each(({ cpuMs }) => cpuMs)} | ${each(({ wallMs }) => wallMs)} | ${each(({ turns }) => turns)} |`;
  });
  return `# What grows with the orders

\`npm run growth -- --write\`, ${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]!.model}, Node ${process.version}.
The same town with more and more past orders over two years, of which the buyer has a fifth and the supplier a tenth.
Every address of the access table that is read is asked as somebody who may.
Statements and rows are those that the driver ran and returned, for one answer after the first; ms are CPU of the process, the least of ${options.repeats} answers; the first answer is after a start.
Letters, the invoices of the month that is asked, and the years of buyers and suppliers are made before, as a town makes them when they come.

| | ${cells(({ orders }) => `${orders} orders`)} |
|---|${all.map(() => '---|').join('')}
| start, ms of CPU | ${cells(({ startMs }) => startMs)} |
| idle second of the background, ms of CPU | ${cells(({ idleTickMs }) => idleTickMs)} |

How long each piece of background work holds the process, as on a new day: CPU of the thread between two turns of the event loop, at most; by the clock, with what other programs took; and turns that requests had meanwhile.

| background work | ms of CPU | ms by the clock | turns |
|---|---|---|---|
${holds.join('\n')}

| address | statements | rows | kB | ms | first ms | ratio of ms |
|---|---|---|---|---|---|---|
${rows.join('\n')}

## Answers that are made when they are asked

- A receipt as PDF: it prints the newest checkpoint, which moves with every purchase, so that no file of it could be kept.
  Half of it is the codes of its lines, the other half the layout; requests have their turn between two lines.
- A receipt as a page: the interval of its sum is drawn, and the codes of its lines are made, once a process.
- Exports of a person, all sales, a supplier's published lines, and the entries of a year are the data themselves.
  A supplier's published lines are read and proven in slices, and sent as they come.
- The first document of a process reads the tables of its fonts.

Reconciliation holds the process here for its provider too: the stand-in answers from the same process, where Stripe would not.

Not asked, because the town has nothing there: ${first.skipped.join(', ')}.
`;
}
