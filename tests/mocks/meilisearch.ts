// An in-memory double of Meilisearch's HTTP API. It tests our requests (routes, filters, facets, swaps, tasks) and what
// the real one does against expectation: tasks of swaps are hidden from a key that names indexes, an index is made by
// the first documents, and words are answered by near words and beginnings, so that it must not be asked for words.
import { HttpResponse, http } from 'msw';
import { distanceTo, keeps, valueAt } from './meilisearch-filter.ts';

export const meilisearch = 'http://meilisearch.test/';
export const doubleKeys = { scoped: 'scoped', master: 'master' } as const;

type Document = Record<string, unknown> & { id: number };
type Index = { documents: Map<number, Document>; settings: Record<string, unknown> };
type Query = {
  indexUid: string;
  q?: string;
  filter?: string | string[];
  facets?: string[];
  sort?: string[];
  page?: number;
  hitsPerPage?: number;
  offset?: number;
  limit?: number;
  attributesToRetrieve?: string[];
};

/** The double, with a log of its requests. `fail` makes the next task of a type fail with a message. */
export function meilisearchDouble() {
  const indexes = new Map<string, Index>();
  const tasks: { uid: number; type: string; status: string; error: { message: string } | null }[] = [];
  const log: string[] = [];
  const failing = new Map<string, string>();
  const refuse = (status: number, code: string, message: string) =>
    HttpResponse.json({ message, code, type: 'invalid_request', link: '' }, { status });
  const missing = (uid: string) => refuse(404, 'index_not_found', `Index \`${uid}\` not found.`);
  const enqueue = (type: string, work: () => void) => {
    const message = failing.get(type);
    failing.delete(type);
    if (message === undefined) work();
    const task = {
      uid: tasks.length,
      type,
      status: message === undefined ? 'succeeded' : 'failed',
      error: message === undefined ? null : { message },
    };
    tasks.push(task);
    return HttpResponse.json(
      { taskUid: task.uid, indexUid: null, status: 'enqueued', type, enqueuedAt: '2026-01-01T00:00:00Z' },
      { status: 202 },
    );
  };
  const at = (path: string) => `${meilisearch}${path}`;
  const uidOf = (params: Record<string, unknown>) => String(params.uid);

  const handlers = [
    http.all(at('*'), ({ request }) => {
      log.push(`${request.method} ${new URL(request.url).pathname}`);
      if (Object.values(doubleKeys).some((key) => request.headers.get('authorization') === `Bearer ${key}`))
        return undefined;
      return refuse(403, 'invalid_api_key', 'The provided API key is invalid.');
    }),
    http.get(at('keys'), ({ request }) =>
      request.headers.get('authorization') === `Bearer ${doubleKeys.master}`
        ? HttpResponse.json({ results: [], offset: 0, limit: 1, total: 0 })
        : refuse(403, 'invalid_api_key', 'The provided API key is invalid.'),
    ),
    http.get(at('indexes/:uid'), ({ params }) =>
      indexes.has(uidOf(params)) ? HttpResponse.json({ uid: params.uid, primaryKey: 'id' }) : missing(uidOf(params)),
    ),
    http.post(at('indexes'), async ({ request }) => {
      const { uid } = (await request.json()) as { uid: string };
      return enqueue('indexCreation', () => indexes.set(uid, { documents: new Map(), settings: {} }));
    }),
    http.delete(at('indexes/:uid'), ({ params }) => enqueue('indexDeletion', () => indexes.delete(uidOf(params)))),
    http.patch(at('indexes/:uid/settings'), async ({ params, request }) => {
      const settings = (await request.json()) as Record<string, unknown>;
      return enqueue('settingsUpdate', () => Object.assign(indexes.get(uidOf(params))!.settings, settings));
    }),
    http.post(at('indexes/:uid/documents'), async ({ params, request }) => {
      const body = await request.text();
      const documents = body.startsWith('[')
        ? (JSON.parse(body) as Document[])
        : body.split('\n').map((line) => JSON.parse(line) as Document);
      return enqueue('documentAdditionOrUpdate', () => {
        // Meilisearch creates a missing index at this request, without settings.
        if (!indexes.has(uidOf(params))) indexes.set(uidOf(params), { documents: new Map(), settings: {} });
        for (const document of documents) indexes.get(uidOf(params))!.documents.set(document.id, document);
      });
    }),
    http.post(at('indexes/:uid/documents/delete-batch'), async ({ params, request }) => {
      const ids = (await request.json()) as number[];
      return enqueue('documentDeletion', () => {
        for (const id of ids) indexes.get(uidOf(params))!.documents.delete(id);
      });
    }),
    http.get(at('indexes/:uid/stats'), ({ params }) =>
      indexes.has(uidOf(params))
        ? HttpResponse.json({ numberOfDocuments: indexes.get(uidOf(params))!.documents.size, isIndexing: false })
        : missing(uidOf(params)),
    ),
    http.post(at('swap-indexes'), async ({ request }) => {
      const swaps = (await request.json()) as { indexes: [string, string] }[];
      return enqueue('indexSwap', () => {
        for (const {
          indexes: [a, b],
        } of swaps) {
          const [first, second] = [indexes.get(a)!, indexes.get(b)!];
          indexes.set(a, second);
          indexes.set(b, first);
        }
      });
    }),
    http.get(at('tasks/:task'), ({ params }) => {
      const task = tasks[Number(params.task)];
      if (!task || task.type === 'indexSwap')
        return refuse(404, 'task_not_found', `Task \`${params.task}\` not found.`);
      return HttpResponse.json({ ...task, details: {} });
    }),
    http.post(at('multi-search'), async ({ request }) => {
      const { queries } = (await request.json()) as { queries: Query[] };
      const unknown = queries.find(({ indexUid }) => !indexes.has(indexUid));
      if (unknown) return missing(unknown.indexUid);
      const bare = queries.find(({ indexUid }) => !indexes.get(indexUid)!.settings.filterableAttributes);
      if (bare) return refuse(400, 'invalid_search_filter', `Index \`${bare.indexUid}\` filters by nothing.`);
      return HttpResponse.json({ results: queries.map((query) => answer(indexes.get(query.indexUid)!, query)) });
    }),
  ];
  return { handlers, log, indexes, fail: (type: string, message: string) => failing.set(type, message) };
}

function answer({ documents, settings }: Index, query: Query) {
  if (query.q) throw new Error(`the words "${query.q}" would be answered by near words and beginnings too`);
  const facets = query.facets ?? [];
  for (const attribute of facets)
    if (!isFilterable(settings, attribute)) throw new Error(`${attribute} is not filterable`);
  const found = [...documents.values()]
    .filter((document) => [query.filter ?? []].flat().every((filter) => keeps(document, filter)))
    .sort((a, b) => order(a, b, query.sort ?? []) || a.id - b.id);
  const facetDistribution: Record<string, Record<string, number>> = {};
  for (const attribute of facets) {
    const counts: Record<string, number> = {};
    for (const document of found)
      for (const value of [valueAt(document, attribute)].flat())
        counts[String(value)] = (counts[String(value)] ?? 0) + 1;
    facetDistribution[attribute] = counts;
  }
  const priceField = facets.includes('grossCents') ? 'grossCents' : 'priceCents';
  const prices = found.map((document) => document[priceField] as number);
  const size = query.hitsPerPage ?? query.limit ?? 20;
  const from = query.page === undefined ? (query.offset ?? 0) : (query.page - 1) * size;
  return {
    indexUid: query.indexUid,
    hits: found.slice(from, from + size).map((document) => shown(document, query.attributesToRetrieve)),
    ...(query.page === undefined ? { estimatedTotalHits: found.length } : { totalHits: found.length }),
    facetDistribution,
    facetStats:
      prices.length > 0 && facets.includes(priceField)
        ? { [priceField]: { min: Math.min(...prices), max: Math.max(...prices) } }
        : {},
  };
}

function shown(document: Document, attributes: string[] | undefined): Record<string, unknown> {
  if (!attributes) return document;
  return Object.fromEntries(Object.entries(document).filter(([name]) => attributes.includes(name)));
}

function isFilterable(settings: Index['settings'], attribute: string): boolean {
  const rules = settings.filterableAttributes as (string | { attributePatterns: string[] })[];
  const patterns = rules.flatMap((rule) => (typeof rule === 'string' ? [rule] : rule.attributePatterns));
  return patterns.some((one) => one === attribute || (one.endsWith('*') && attribute.startsWith(one.slice(0, -1))));
}

function order(a: Document, b: Document, sorts: string[]): number {
  for (const sort of sorts) {
    const geo = /^_geoPoint\((-?[\d.]+), (-?[\d.]+)\):asc$/.exec(sort);
    const [attribute, way] = sort.split(':');
    const read = (document: Document) =>
      geo ? distanceTo(document, Number(geo[1]), Number(geo[2])) : (valueAt(document, attribute!) as number);
    const difference = (read(a) - read(b)) * (way === 'desc' ? -1 : 1);
    if (difference !== 0) return difference;
  }
  return 0;
}
