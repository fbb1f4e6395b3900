// This build beside an earlier one, in turns: pages that are not kept, the API, whole purchases, memory.
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import autocannon from 'autocannon';
import { buyRepeatedly } from './bench-purchases.ts';
import { benchInstance, cpuSeconds, residentMiB, startApp, waitForQuiet } from './bench-server.ts';

export type BuildComparison = { name: string; before: number; now: number; ratio: number };

const rounds = 3;
/** A basket that there is not: its visitor is never answered from what is kept. */
const headers = { cookie: 'halle-basket=none' };
const pages = {
  'home, not kept': '/',
  'catalogue page, not kept': '/offers?q=chaise&in_stock=1&env_min=20',
  'offer page, not kept': '/offers/chaise-de-bureau-remise-en-etat',
  'API search, not kept': '/api/v1/offers?q=bois&within_km=12',
};

/** `folder` is a checkout of the earlier build, built. Answers and purchases are per second of CPU of the server. */
export async function compareBuilds(folder: string, offers: string, seconds: number): Promise<BuildComparison[]> {
  const [before, now] = [await openBuild(folder, offers), await openBuild('.', offers)];
  try {
    const idle = [before.memory(), now.memory()];
    const found: BuildComparison[] = [];
    const compare = async (name: string, work: (build: OpenBuild) => Promise<number>) => {
      const tallies = [before, now].map((build) => ({ build, done: 0, cpu: 0 }));
      for (let round = 0; round < rounds; round++)
        for (const tally of tallies) {
          const begun = tally.build.cpu();
          tally.done += await work(tally.build);
          tally.cpu += tally.build.cpu() - begun;
        }
      const [old, own] = tallies.map(({ done, cpu }) => done / cpu);
      found.push(rowOf(name, old!, own!));
    };
    for (const [name, path] of Object.entries(pages))
      await compare(name, ({ origin }) => askRepeatedly(origin + path, seconds / rounds));
    await compare(
      'whole purchase',
      async ({ origin, dataDir }) => (await buyRepeatedly(origin, dataDir, 4, seconds / rounds)).count,
    );
    const loaded = [before.memory(), now.memory()];
    return [
      ...found,
      rowOf('MiB resident, idle', idle[0]!, idle[1]!),
      rowOf('MiB resident, after the load', loaded[0]!, loaded[1]!),
    ];
  } finally {
    await Promise.all([before.close(), now.close()]);
  }
}

/** The table of docs/bench.md. */
export function buildsMarkdown(rows: BuildComparison[]): string {
  const lines = rows.map((r) => `| ${r.name} | ${r.before} | ${r.now} | ${r.ratio} |`);
  return `## Beside the build before

Two servers with the same town, in turns; answers and purchases per second of CPU, the stand-in for Stripe included.

| | before | now | ratio |
|---|---|---|---|
${lines.join('\n')}
`;
}

function rowOf(name: string, before: number, now: number): BuildComparison {
  return { name, before: Math.round(before), now: Math.round(now), ratio: Math.round((now / before) * 100) / 100 };
}

async function askRepeatedly(url: string, duration: number): Promise<number> {
  const { requests, non2xx } = await autocannon({ url, connections: 10, duration, headers });
  if (non2xx > 0) throw new Error(`${url} answered ${non2xx} times with another status`);
  return requests.total;
}

type OpenBuild = {
  origin: string;
  dataDir: string;
  cpu: () => number;
  memory: () => number;
  close: () => Promise<void>;
};

async function openBuild(cwd: string, offers: string): Promise<OpenBuild> {
  const { dataDir, origin, env } = await benchInstance('bench-build');
  execFileSync(process.execPath, ['seeds/run.ts', '--offers', offers], { cwd, env, stdio: 'ignore' });
  const { child } = await startApp(env, origin, cwd);
  await waitForQuiet(child.pid!);
  return {
    origin,
    dataDir,
    cpu: () => cpuSeconds(child.pid!),
    memory: () => residentMiB(child.pid!),
    async close() {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
