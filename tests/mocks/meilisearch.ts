// An in-memory double of Meilisearch's HTTP API. It tests our requests (routes, filters, facets, swaps, tasks),
// not how Meilisearch analyses text: a term matches when a stem of the document equals it or begins with it.
import { HttpResponse, http } from 'msw';
import { distanceTo, keeps, valueAt } from './meilisearch-filter.ts';

export const meilisearch = 'http://meilisearch.test/';

type Document = Record<string, unknown> & { id: number };
type Index = { documents: Map<number, Document>; settings: Record<string, unknown> };
type Query = {
  indexUid: string;
  q: string;
  filter: string[];
  facets: string[];
  sort?: string[];
  page: number;
  hitsPerPage: number;
  matchingStrategy: 'all' | 'frequency';
  attributesToSearchOn?: string[];
};

/** The double, with a log of its requests. `fail` makes the next task of a type fail with a message. */
export function meilisearchDouble(apiKey = 'scoped') {
  const indexes = new Map<string, Index>();
  const tasks: { uid: number; type: string; status: string; error: { message: string } | null }[] = [];
  const log: string[] = [];
  const failing = new Map<string, string>();
  const missing = (uid: string) =>
    HttpResponse.json(
      { message: `Index \`${uid}\` not found.`, code: 'index_not_found', type: 'invalid_request', link: '' },
      { status: 404 },
    );
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
      if (request.headers.get('authorization') === `Bearer ${apiKey}`) return undefined;
      return HttpResponse.json(
        { message: 'The provided API key is invalid.', code: 'invalid_api_key' },
        { status: 403 },
      );
    }),
    http.get(at('keys'), () =>
      apiKey === 'master'
        ? HttpResponse.json({ results: [], offset: 0, limit: 1, total: 0 })
        : HttpResponse.json({ message: 'Invalid key', code: 'invalid_api_key' }, { status: 403 }),
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
      const documents = (await request.json()) as Document[];
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
    http.get(at('tasks/:task'), ({ params }) => HttpResponse.json({ ...tasks[Number(params.task)], details: {} })),
    http.post(at('multi-search'), async ({ request }) => {
      const { queries } = (await request.json()) as { queries: Query[] };
      const unknown = queries.find(({ indexUid }) => !indexes.has(indexUid));
      if (unknown) return missing(unknown.indexUid);
      return HttpResponse.json({ results: queries.map((query) => answer(indexes.get(query.indexUid)!, query)) });
    }),
  ];
  return { handlers, log, indexes, fail: (type: string, message: string) => failing.set(type, message) };
}

function answer({ documents, settings }: Index, query: Query) {
  for (const attribute of query.facets)
    if (
      !(settings.filterableAttributes as string[]).some((one) => attribute === one || attribute.startsWith(`${one}.`))
    )
      throw new Error(`${attribute} is not filterable`);
  const searched = query.attributesToSearchOn ?? (settings.searchableAttributes as string[]);
  const terms = query.q.split(' ').filter(Boolean);
  const holds = (document: Document, term: string) =>
    searched.some((attribute) =>
      String(document[attribute])
        .split(' ')
        .some((value) => value.startsWith(term)),
    );
  const found = [...documents.values()]
    .filter((document) => query.filter.every((filter) => keeps(document, filter)))
    .filter((document) =>
      query.matchingStrategy === 'all'
        ? terms.every((term) => holds(document, term))
        : terms.some((term) => holds(document, term)),
    )
    .sort((a, b) => order(a, b, query.sort ?? []) || a.id - b.id);
  const facetDistribution: Record<string, Record<string, number>> = {};
  for (const attribute of query.facets) {
    const counts: Record<string, number> = {};
    for (const document of found)
      for (const value of [valueAt(document, attribute)].flat())
        counts[String(value)] = (counts[String(value)] ?? 0) + 1;
    facetDistribution[attribute] = counts;
  }
  const priceField = query.facets.includes('grossCents') ? 'grossCents' : 'priceCents';
  const prices = found.map((document) => document[priceField] as number);
  const from = (query.page - 1) * query.hitsPerPage;
  return {
    indexUid: query.indexUid,
    hits: found
      .slice(from, from + query.hitsPerPage)
      .map(({ id }) => ({ id, _rankingScoreDetails: { typo: { typoCount: 0 } } })),
    totalHits: found.length,
    facetDistribution,
    facetStats:
      prices.length > 0 && query.facets.includes(priceField)
        ? { [priceField]: { min: Math.min(...prices), max: Math.max(...prices) } }
        : {},
  };
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
