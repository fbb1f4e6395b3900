// Benchmark of the embedded search engine alone: CPU and memory for one number of offers. Prints JSON.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadLedgerKey } from '#app/domain/ledger/note.server.ts';
import { shippedRules } from '#app/domain/reporting/active-rules.server.ts';
import { embeddedEngine } from '#app/domain/search/embedded.server.ts';
import { readDocuments } from '#app/domain/search/index-offers.server.ts';
import { parseQuery } from '#app/domain/search/query.ts';
import { facetsFor } from '#app/domain/search/run-search.server.ts';
import type { Filter, SearchDocument, SearchQuery } from '#app/domain/search/search.ts';
// `node --expose-gc bin/bench-search.ts 10000`; one process per size, so that nothing is shared.
import { byLocale, perLocale } from '#app/domain/shared/locale.ts';
import { openDb } from '#db/client.ts';
import { migrateDb } from '#db/migrate.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { seedTown } from '#seeds/run.ts';

export type SearchBench = {
  offers: number;
  buildMs: number;
  loadMs: number;
  memoryMB: number;
  updateMs: number;
  kinds: Record<string, { p50: number; p99: number }>;
};

const asksPerKind = 400;
const round = (x: number) => Math.round(x * 100) / 100;

/** Runs this file in a separate process. */
export function benchSearch(offers: number): SearchBench {
  const out = execFileSync(process.execPath, ['--expose-gc', 'bin/bench-search.ts', String(offers)], {
    encoding: 'utf8',
  });
  return JSON.parse(out) as SearchBench;
}

export function searchMarkdown(runs: SearchBench[]): string {
  const kinds = Object.keys(runs[0]!.kinds);
  const head = runs.map(({ offers }) => ` ${offers} offers: p50 / p99 |`).join('');
  const rows = kinds.map(
    (kind) => `| ${kind} |${runs.map(({ kinds }) => ` ${kinds[kind]!.p50} / ${kinds[kind]!.p99} |`).join('')}`,
  );
  const costs = runs.map(
    (r) =>
      `- ${r.offers} offers: built in ${r.buildMs} ms, loaded by a new process in ${r.loadMs} ms, ${r.memoryMB} MB; one offer changed and found again in ${r.updateMs} ms.`,
  );
  return `## Embedded search

CPU milliseconds a search, ${asksPerKind} different ones a kind, every count of the catalogue's filters included.

| kind of query |${head}
|---|${runs.map(() => '---|').join('')}
${rows.join('\n')}

${costs.join('\n')}
`;
}

async function run(offers: number): Promise<SearchBench> {
  const folder = mkdtempSync(join(tmpdir(), 'halle-bench-search-'));
  const db = openDb(join(folder, 'index.sqlite'));
  try {
    migrateDb(db, 'db/migrations');
    const documents = grow(await townDocuments(folder), offers);
    const builder = embeddedEngine(db);
    let begun = cpuMs();
    const rebuild = await builder.beginRebuild();
    await rebuild.add(documents);
    await rebuild.commit();
    const buildMs = cpuMs() - begun;
    await builder.close();
    const names = documents.map(({ fr }) => fr.name);
    const changed = documents[offers >> 1]!;
    documents.length = 0;
    gc!();
    const before = used();
    const engine = embeddedEngine(db);
    begun = cpuMs();
    await engine.status();
    const loadMs = cpuMs() - begun;
    await engine.search(baseQuery);
    gc!();
    const memoryMB = (used() - before) / 1e6;
    const kinds: SearchBench['kinds'] = {};
    for (const [kind, ask] of Object.entries(typicalQueries(names))) {
      for (let i = 0; i < 150; i++) await engine.search(ask(asksPerKind + i)); // warm-up
      const times: number[] = [];
      for (let i = 0; i < asksPerKind; i++) {
        const query = ask(i);
        begun = cpuMs();
        await engine.search(query);
        times.push(cpuMs() - begun);
      }
      times.sort((a, b) => a - b);
      kinds[kind] = { p50: round(times[asksPerKind >> 1]!), p99: round(times[Math.floor(asksPerKind * 0.99)]!) };
    }
    begun = cpuMs();
    for (let i = 0; i < 50; i++) {
      await engine.apply([{ put: { ...changed, fr: { name: `Brouette ${i}`, text: '' } } }]);
      const { total } = await engine.search({ ...baseQuery, text: `brouette ${i}` });
      if (total !== 1) throw new Error(`found ${total} instead of the one that changed`);
    }
    const updateMs = (cpuMs() - begun) / 50;
    const rounded = { buildMs: Math.round(buildMs), loadMs: Math.round(loadMs), memoryMB: Math.round(memoryMB) };
    return { offers, ...rounded, updateMs: round(updateMs), kinds };
  } finally {
    db.$client.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function townDocuments(folder: string): Promise<SearchDocument[]> {
  const db = openDb(join(folder, 'town.sqlite'));
  migrateDb(db, 'db/migrations');
  const ledgerKey = loadLedgerKey(join(folder, 'ledger.pem'), 'bench.example/ledger');
  const ctx = {
    db,
    actor: { kind: 'system', name: 'bench' } as const,
    now: new Date(),
    locale: 'fr' as const,
    town: demoTown,
    ...shippedRules(),
    ledgerKey,
  };
  await seedTown(ctx);
  const documents = readDocuments(ctx);
  db.$client.close();
  return documents;
}

const parsed = parseQuery(new URLSearchParams(), {
  locale: 'fr',
  audience: 'professional',
  near: demoTown.hub,
  perPage: 12,
  maxPerPage: 60,
});
if (!parsed.ok) throw new Error('an empty search must parse');
export const baseQuery: SearchQuery = {
  text: '',
  locale: 'fr',
  filters: [],
  facets: facetsFor(parsed.query, 'professional'),
  highlight: true,
  sort: 'relevance',
  near: demoTown.hub,
  page: 1,
  perPage: 12,
};

/** Typical queries: for each kind, a function that makes the i-th one. */
export function typicalQueries(names: readonly string[]): Record<string, (i: number) => SearchQuery> {
  const termOf = (i: number, nth = 0) => {
    const candidates = names[(i * 7919) % names.length]!.toLowerCase().match(/\p{L}{5,}/gu) ?? ['table'];
    return candidates[nth % candidates.length]!;
  };
  const typo = (term: string, i: number) => {
    const at = 1 + (i % (term.length - 2));
    return term.slice(0, at) + term[at + 1] + term[at] + term.slice(at + 2);
  };
  const filters = (i: number): Filter[] => [
    { field: 'inStock', is: true },
    { field: 'proven.env', min: i % 60 },
    { field: 'kind', in: i % 2 ? ['reused', 'service'] : ['new'] },
  ];
  const near = (i: number): Filter => ({ field: 'place', center: demoTown.hub, meters: 3000 + (i % 40) * 500 });
  return {
    'no words, filters and counts': (i) => ({ ...baseQuery, filters: filters(i) }),
    'one word': (i) => ({ ...baseQuery, text: termOf(i) }),
    'one typo': (i) => ({ ...baseQuery, text: typo(termOf(i), i) }),
    'two words, filters, sorted by price': (i) => ({
      ...baseQuery,
      text: `${termOf(i)} ${termOf(i, 1)}`,
      filters: filters(i),
      sort: 'price',
    }),
    'within a distance, sorted by it': (i) => ({ ...baseQuery, filters: [near(i)], sort: 'distance' }),
    'a beginning': (i) => ({ ...baseQuery, text: termOf(i).slice(0, 3 + (i % 3)) }),
    'a broad word': (i) => ({ ...baseQuery, text: ['lot', 'caisse', 'choix', 'de', 'litres', 'sac'][i % 6]! }),
    'counts beside chosen values': (i) => ({
      ...baseQuery,
      filters: [
        { field: 'category', in: ['food', 'furniture', 'it'].slice(0, 1 + (i % 3)) },
        { field: 'kind', in: ['new', 'reused'] },
        { field: 'evidence', in: ['L2', 'L2P', 'L3', 'L4'] },
        near(i),
      ],
    }),
  };
}

/** Copies the town's documents, under other suppliers, names and prices, until there are `wanted`. */
export function grow(documents: readonly SearchDocument[], wanted: number): SearchDocument[] {
  const lots = ['petit lot', 'grand lot', 'série courte', 'calibre moyen', 'premier choix', 'second choix'];
  return Array.from({ length: wanted }, (_, i) => {
    const d = documents[i % documents.length]!;
    const n = Math.floor(i / documents.length);
    if (n === 0) return { ...d, id: i + 1 };
    const place = { lat: d.place.lat + ((n * 37) % 100) / 500 - 0.1, lon: d.place.lon + ((n * 53) % 100) / 400 - 0.1 };
    const name = (title: string) => `${title}, ${lots[(i * 7) % lots.length]} ${n}`;
    return {
      ...d,
      id: i + 1,
      supplier: `${d.supplier}-${n}`,
      supplierName: `${d.supplierName} ${n}`,
      place,
      priceCents: Math.max(1, Math.round((d.priceCents * (70 + ((i * 13) % 60))) / 100)),
      grossCents: Math.max(1, Math.round((d.grossCents * (70 + ((i * 13) % 60))) / 100)),
      ...perLocale((locale) => ({ name: name(byLocale(d, locale).name), text: byLocale(d, locale).text })),
    };
  });
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

if (import.meta.main) console.log(JSON.stringify(await run(Number(process.argv[2] ?? 10_000))));
