import { expect, test } from 'vitest';
import { z } from 'zod';
import { openapiDocument } from '#app/api/openapi.ts';
import { openTown } from './setup/test-town.ts';

type Module = { loader: (args: never) => Promise<Response> };
const modules = import.meta.glob<Module>('../app/api/pages/api.v1.*.ts');
const document = openapiDocument('http://halle.test') as unknown as {
  paths: Record<string, { get: { parameters: { name: string; in: string }[]; responses: Record<string, unknown> } }>;
  components: { schemas: Record<string, unknown> };
};

const files: Record<string, string> = {
  '/api/v1/offers': 'api.v1.offers._index',
  '/api/v1/offers/{slug}': 'api.v1.offers.$slug',
  '/api/v1/suppliers': 'api.v1.suppliers._index',
  '/api/v1/suppliers/{slug}': 'api.v1.suppliers.$slug',
  '/api/v1/categories': 'api.v1.categories',
  '/api/v1/ledger/checkpoint': 'api.v1.ledger.checkpoint',
  '/api/v1/openapi.json': 'api.v1.openapi[.]json',
};

async function get(path: string, search = '', slug = '', headers = {}): Promise<Response> {
  const module = await modules[`../app/api/pages/${files[path]}.ts`]!();
  const request = new Request(`http://halle.test${path.replace('{slug}', slug)}${search}`, { headers });
  return module.loader({ request, params: { slug }, context: {} } as never);
}

/** The named schema as a Zod schema, with its $refs resolved. */
function schema(name: string): z.ZodType {
  const resolved = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolved);
    if (value === null || typeof value !== 'object') return value;
    const reference = (value as { $ref?: string }).$ref;
    if (reference) return resolved(document.components.schemas[reference.split('/').at(-1)!]);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolved(item)]));
  };
  return z.fromJSONSchema(resolved(document.components.schemas[name]) as never);
}

test('the OpenAPI document lists every API route', () => {
  expect(Object.keys(document.paths).sort()).toEqual(
    Object.keys(files)
      .filter((path) => !path.includes('openapi'))
      .sort(),
  );
  expect(Object.keys(modules)).toHaveLength(Object.keys(files).length);
});

test.each([
  ['/api/v1/offers', '?q=chaise&near=49.31,4.05&within_km=20&in_stock=1&sort=impact&env_min=10', '', 'OfferPage'],
  ['/api/v1/offers', '?audience=consumer', '', 'OfferPage'],
  ['/api/v1/offers', '?q=zzzz', '', 'OfferPage'],
  ['/api/v1/offers/{slug}', '?lang=en', 'chaise-de-bureau-remise-en-etat', 'WholeOffer'],
  ['/api/v1/offers/{slug}', '?audience=consumer', 'velo-cargo-electrique-a-la-journee', 'WholeOffer'],
  ['/api/v1/suppliers', '', '', 'SupplierPage'],
  ['/api/v1/suppliers/{slug}', '', 'chevres-de-cormicy', 'WholeSupplier'],
  ['/api/v1/suppliers/{slug}', '?audience=consumer', 'atelier-rebond', 'WholeSupplier'],
  ['/api/v1/categories', '?lang=en', '', 'Categories'],
  ['/api/v1/ledger/checkpoint', '', '', 'Checkpoint'],
])('%s%s matches its schema in the OpenAPI document', async (path, search, slug, name) => {
  await openTown();
  const response = await get(path, search, slug);
  expect(response.status).toBe(200);
  const body = await response.json();
  expect(schema(name).safeParse(body).error?.issues ?? []).toEqual([]);
  expect(schema(name).safeParse({ ...body, surprise: 1 }).success).toBe(false);
});

test.each([
  ['env_min=x', 'env_min'],
  ['env_min=101', 'env_min'],
  ['score_min=-1', 'score_min'],
  ['near=here', 'near'],
  ['near=91,0', 'near'],
  ['within_km=-1', 'within_km'],
  ['sort=best', 'sort'],
  ['page=0', 'page'],
  ['page=1.5', 'page'],
  ['per_page=101', 'per_page'],
  ['price_max=1e21', 'price_max'],
  ['category=boats', 'category'],
  ['kind=all', 'kind'],
  ['in_stock=maybe', 'in_stock'],
  ['audience=all', 'audience'],
  ['evidence=L9', 'evidence'],
  ['colour=red', 'colour'],
  ['audience=consumer&sort=%20impact', 'sort'],
  ['audience=consumer&sort=impact&sort=price', 'sort'],
  ['audience=consumer&env_min=60', 'env_min'],
  ['audience=consumer&score_min=0', 'score_min'],
  ['audience=consumer&sort=impact', 'sort'],
])('refuses ?%s with 400 and names the parameter', async (search, parameter) => {
  await openTown();
  const response = await get('/api/v1/offers', `?${search}`);
  expect(response.status).toBe(400);
  const body = await response.json();
  expect(body.error.parameter).toBe(parameter);
  expect(schema('Error').safeParse(body).success).toBe(true);
});

test('a consumer gets no composite score from the API', async () => {
  await openTown();
  const { items } = await (await get('/api/v1/offers', '?audience=consumer&per_page=100')).json();
  expect(items.every((item: { score: unknown }) => item.score === null)).toBe(true);
  const supplier = await (await get('/api/v1/suppliers/{slug}', '?audience=consumer', 'atelier-rebond')).json();
  expect(supplier.score).toBeNull();
  expect(supplier.criteria.every((criterion: { score: unknown }) => criterion.score === null)).toBe(true);
});

test('every offer passes all filters of the request, prices are in cents', async () => {
  await openTown();
  const { items, total } = await (
    await get('/api/v1/offers', '?env_min=40&within_km=15&price_max=3000&in_stock=1&sort=price&per_page=100')
  ).json();
  expect(total).toBe(items.length);
  expect(total).toBeGreaterThan(5);
  for (const item of items) {
    expect(item.price_cents).toBeLessThanOrEqual(3000);
    expect(item.score.pillars.env.proven).toBeGreaterThanOrEqual(40);
    expect(item.supplier.distance_m).toBeLessThanOrEqual(15_000);
    expect(item.stock === null || item.stock > 0).toBe(true);
  }
  const prices = items.map((item: { price_cents: number }) => item.price_cents);
  expect(prices).toEqual(prices.toSorted((a: number, b: number) => a - b));
});

test('returns 304 for a matching etag, and 404 in JSON for an unknown slug', async () => {
  await openTown();
  const first = await get('/api/v1/suppliers');
  const again = await get('/api/v1/suppliers', '', '', { 'if-none-match': first.headers.get('etag')! });
  expect(again.status).toBe(304);
  const absent = await get('/api/v1/offers/{slug}', '', 'nothing-here');
  expect(absent.status).toBe(404);
  expect((await absent.json()).error.parameter).toBe('slug');
});
