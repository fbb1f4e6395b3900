// Benchmark of search with a real Meilisearch beside the embedded engine, alternated in one run: `MEILI_PROGRAM=…
// node bin/bench-meilisearch.ts 10000 100`. Prints JSON: milliseconds of a fill, of a change until it is found, and of
// each kind of query; `bare` is Meilisearch asked for the page and its facets alone, without Halle.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { embeddedEngine } from '#app/domain/search/embedded.server.ts';
import { meilisearchEngine } from '#app/domain/search/meilisearch/engine.server.ts';
import { openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';
import { openMeilisearch } from '#tests/setup/meilisearch-server.ts';
import { baseQuery, grow, townDocuments, typicalQueries } from './bench-search.ts';

const program = process.env.MEILI_PROGRAM;
if (!program) throw new Error('MEILI_PROGRAM must say where the program of Meilisearch is');
const offers = Number(process.argv[2] ?? 10_000);
const asksPerKind = Number(process.argv[3] ?? 100);

const round = (x: number) => Math.round(x * 100) / 100;
const folder = mkdtempSync(join(tmpdir(), 'halle-bench-meilisearch-'));
const server = await openMeilisearch(program);
try {
  console.log(JSON.stringify(await measure(), null, 1));
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}

async function measure() {
  const db = openDb(join(folder, 'index.sqlite'));
  migrateDb(db, 'db/migrations');
  const documents = grow(await townDocuments(folder), offers);
  const { url, apiKey } = server;
  const owner = 'https://bench.example';
  const engine = meilisearchEngine(db, { url, apiKey, owner, indexPrefix: 'halle_', gatherMs: 0, searchMs: 30_000 });
  const embedded = embeddedEngine(db);
  await engine.configure();
  const rebuild = await engine.beginRebuild();
  await rebuild.add(documents);
  await rebuild.commit();
  const fill = await watched(() => engine.flush());
  const changed = documents[offers >> 1]!;
  const found: number[] = [];
  for (let i = 0; i < 5; i++) {
    const begun = performance.now();
    await engine.apply([{ put: { ...changed, fr: { name: `Brouette ${i}`, text: '' } } }]);
    await engine.flush();
    const { total } = await engine.search({ ...baseQuery, text: `brouette ${i}` });
    if (total !== 1) throw new Error(`found ${total} instead of the one that changed`);
    found.push(performance.now() - begun);
  }
  const again = await engine.beginRebuild();
  await again.add(documents);
  await again.commit();
  const daily = await watched(() => engine.flush());
  await embedded.status();
  const kinds: Record<string, unknown> = {};
  for (const [kind, ask] of Object.entries(typicalQueries(documents.map(({ fr }) => fr.name))))
    kinds[kind] = await measureKind(ask);
  return { offers, load: loadavg()[0], fill, changeFoundMs: found.map(Math.round), daily, kinds };

  async function measureKind(ask: (i: number) => typeof baseQuery) {
    const rows: Record<'embeddedCpu' | 'wall' | 'ownCpu' | 'theirCpu' | 'bare' | 'totals', number[]> = {
      ...{ embeddedCpu: [], wall: [], ownCpu: [], theirCpu: [], bare: [], totals: [] },
    };
    for (let i = -20; i < asksPerKind; i++) {
      const query = ask(i + 20);
      let begunCpu = cpuMs();
      const right = await embedded.search(query);
      const embeddedCpu = cpuMs() - begunCpu;
      const [begun, theirs] = [performance.now(), theirCpuMs()];
      begunCpu = cpuMs();
      const body = await recorded(() => engine.search(query));
      const [wall, ownCpu, theirCpu] = [performance.now() - begun, cpuMs() - begunCpu, theirCpuMs() - theirs];
      const bareBegun = performance.now();
      await askBare(body.request, query.perPage);
      const bare = performance.now() - bareBegun;
      if (i < 0) continue; // warm-up
      const isEqual = body.page.total === right.total && body.page.ids[0] === right.ids[0];
      for (const [name, value] of Object.entries({ embeddedCpu, wall, ownCpu, theirCpu, bare }))
        rows[name as keyof typeof rows].push(value);
      rows.totals.push(isEqual ? 1 : 0);
    }
    const p50 = (values: number[]) => round(values.toSorted((a, b) => a - b)[values.length >> 1]!);
    const mean = (values: number[]) => round(values.reduce((sum, value) => sum + value, 0) / values.length);
    return {
      embeddedCpu: mean(rows.embeddedCpu),
      ownCpu: mean(rows.ownCpu),
      theirCpu: mean(rows.theirCpu),
      wallP50: p50(rows.wall),
      bareP50: p50(rows.bare),
      sameFirst: mean(rows.totals),
    };
  }
}

/** Runs a search, with the first request that it sends. */
async function recorded<T>(search: () => Promise<T>): Promise<{ page: T; request: string }> {
  const plain = globalThis.fetch;
  let request: string | null = null;
  globalThis.fetch = (address, init) => {
    if (typeof init?.body === 'string') request ??= init.body;
    return plain(address, init);
  };
  try {
    return { page: await search(), request: request! };
  } finally {
    globalThis.fetch = plain;
  }
}

type Asked = { queries: { facets?: string[]; hitsPerPage?: number }[] };

/** The page and its facets alone, as any program would ask for them. */
async function askBare(request: string, perPage: number): Promise<void> {
  const { queries } = JSON.parse(request) as Asked;
  const counting = queries.filter(({ facets }) => facets);
  counting[0]!.hitsPerPage = perPage;
  const headers = {
    authorization: `Bearer ${server.apiKey}`,
    'content-type': 'application/json',
    'accept-encoding': 'identity',
  };
  const asked = { method: 'POST', headers, body: JSON.stringify({ queries: counting }) };
  JSON.parse(await (await fetch(`${server.url}/multi-search`, asked)).text());
}

/** Wall and processor milliseconds of both programs, and the longest time that this process was held. */
async function watched(work: () => Promise<unknown>) {
  const [begun, own, theirs] = [performance.now(), cpuMs(), theirCpuMs()];
  let [longest, isDone] = [0, false];
  const watch = (async () => {
    while (!isDone) {
      const before = process.threadCpuUsage();
      await setTimeout(2);
      const { user, system } = process.threadCpuUsage(before);
      longest = Math.max(longest, (user + system) / 1000);
    }
  })();
  await work();
  isDone = true;
  await watch;
  const all = { wall: performance.now() - begun, own: cpuMs() - own, theirs: theirCpuMs() - theirs, longest };
  return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, Math.round(value)]));
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** By the kernel's count, in steps of ten milliseconds. */
function theirCpuMs(): number {
  const fields = readFileSync(`/proc/${server.pid()}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}
