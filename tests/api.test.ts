import { expect, test } from 'vitest';
import { z } from 'zod';
import { openapiDocument } from '#app/api/openapi.ts';
import { openTown } from './setup/test-town.ts';

type Module = { loader: (args: never) => Promise<Response> };
const modules = import.meta.glob<Module>('../app/api/pages/api.*.ts');
const document = openapiDocument('http://halle.test') as unknown as {
  paths: Record<string, { get: { parameters: { name: string; in: string }[]; responses: Record<string, unknown> } }>;
  components: { schemas: Record<string, unknown> };
};

const files: Record<string, string> = {
  '/api/v1/offers': 'api.v1.offers._index',
  '/api/v1/offers/{slug}': 'api.v1.offers.$slug',
  '/api/v1/offers/{slug}/availability': 'api.v1.offers.$slug_.availability',
  '/api/v1/suppliers': 'api.v1.suppliers._index',
  '/api/v1/suppliers/{slug}': 'api.v1.suppliers.$slug',
  '/api/v1/categories': 'api.v1.categories',
  '/api/v1/ledger/checkpoint': 'api.v1.ledger.checkpoint',
  '/api/v1/openapi.json': 'api.v1.openapi[.]json',
  '/api/{slug}': 'api.$',
};

async function get(path: string, search = '', slug = ''): Promise<Response> {
  const module = await modules[`../app/api/pages/${files[path]}.ts`]!();
  const request = new Request(`http://halle.test${path.replace('{slug}', slug)}${search}`);
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
      .filter((path) => !path.includes('openapi') && path !== '/api/{slug}')
      .sort(),
  );
  expect(Object.keys(modules), 'V13.4.5').toHaveLength(Object.keys(files).length);
});

test.each([
  [
    '/api/v1/offers',
    '?audience=professional&q=chaise&near=49.31,4.05&within_km=20&in_stock=1&sort=impact&env_min=10',
    '',
    'OfferPage',
  ],
  ['/api/v1/offers', '?audience=consumer', '', 'OfferPage'],
  ['/api/v1/offers', '?q=zzzz', '', 'OfferPage'],
  ['/api/v1/offers/{slug}', '?lang=en', 'chaise-de-bureau-remise-en-etat', 'WholeOffer'],
  ['/api/v1/offers/{slug}', '?audience=consumer', 'velo-cargo-electrique-a-la-journee', 'WholeOffer'],
  ['/api/v1/offers/{slug}/availability', '', 'velo-cargo-electrique-a-la-journee', 'Availability'],
  ['/api/v1/offers/{slug}/availability', '', 'studio-d-enregistrement-demi-journee', 'Availability'],
  ['/api/v1/suppliers', '', '', 'SupplierPage'],
  ['/api/v1/suppliers', '?page=2&per_page=5', '', 'SupplierPage'],
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
  expect(schema(name).safeParse({ ...body, surprise: 1 }).success, 'V15.3.1').toBe(false);
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
  ['public=true&within_km=5', 'within_km'],
  ['q=a&q=b', 'q'],
  [`q=${'a'.repeat(201)}`, 'q'],
  ['lang=EN', 'lang'],
  ['lang=fr-FR', 'lang'],
  ['lang=fr&lang=en', 'lang'],
  ['near=123,4', 'near'],
  ['near=49.3,200', 'near'],
  ['near=', 'near'],
  ['price_max=3,00', 'price_max'],
  ['page=100001', 'page'],
  ['price_max=1000000001', 'price_max'],
  ['in_stock=on', 'in_stock'],
  ['in_stock=True', 'in_stock'],
  ['supplier=Atelier', 'supplier'],
  [Array.from({ length: 21 }, (_, n) => `label=l${n}`).join('&'), 'label'],
  ['constructor=1', 'constructor'],
  ['__proto__=1', '__proto__'],
  ['score_min=10', 'score_min'],
  ['eco_min=10', 'eco_min'],
  ['soc_min=10', 'soc_min'],
  ['env_min=10', 'env_min'],
  ['sort=impact', 'sort'],
  ['audience=professional&public=1&soc_min=10', 'soc_min'],
  ['audience=professional&public=1&sort=impact', 'sort'],
  ['public=1&within_km=3', 'within_km'],
  ['public=1&sort=distance', 'sort'],
])('refuses ?%s with 400 and names the parameter', async (search, parameter) => {
  await openTown();
  await expectRefusal(await get('/api/v1/offers', `?${search}`), 400, parameter);
});

test.each(Object.keys(files).filter((path) => path !== '/api/{slug}'))(
  '%s names an unknown parameter, and one that is given twice',
  async (path) => {
    await openTown();
    const slug = path.includes('offers') ? 'chaise-de-bureau-remise-en-etat' : 'chevres-de-cormicy';
    await expectRefusal(await get(path, '?colour=red', slug), 400, 'colour');
    await expectRefusal(await get(path, '?audience=consumer&audience=consumer', slug), 400, 'audience');
  },
);

async function expectRefusal(response: Response, status: number, parameter: string | null): Promise<void> {
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body = await response.json();
  expect(schema('Problem').safeParse(body).error?.issues ?? []).toEqual([]);
  expect(body).toMatchObject({ type: 'about:blank', status, parameter });
}

test('reads numbers and flags as clients write them', async () => {
  await openTown();
  const total = async (search: string) => (await (await get('/api/v1/offers', search)).json()).total;
  const near = await total('?within_km=10');
  expect(near).toBeGreaterThan(5);
  for (const ten of ['10.0', '1E%2B1', '1e1', '100e-1']) expect(await total(`?within_km=${ten}`)).toBe(near);
  expect(await total('?within_km=1e-7')).toBe(await total('?within_km=0'));
  expect(await total('?in_stock=true')).toBe(await total('?in_stock=1'));
  expect(await total('?in_stock=false')).toBe(await total('?in_stock=0'));
});

test('answers an unknown address of the API with a problem', async () => {
  await openTown();
  await expectRefusal(await get('/api/{slug}', '', 'v1/nope'), 404, null);
});

test('price_cents is what the audience reads, and price_max and sorting compare it', async () => {
  await openTown();
  const whole = async (search: string) => (await get('/api/v1/offers', search)).json();
  const { items } = await whole('?q=bière+blonde+caisse');
  const beer = items.find((item: { price_incl_vat_cents: number }) => item.price_incl_vat_cents === 4752);
  expect(beer).toMatchObject({ price_cents: 4752, vat_basis_points: 2000, score: null });
  const asked = (await whole('?audience=professional&q=bière+blonde+caisse')).items;
  expect(asked.find((item: { slug: string }) => item.slug === beer.slug)).toMatchObject({
    price_cents: 3960,
    price_incl_vat_cents: 4752,
  });
  for (const [search, found] of [
    ['price_max=4751', false],
    ['price_max=4752', true],
    ['audience=professional&price_max=3959', false],
    ['audience=professional&price_max=3960', true],
  ] as const) {
    const slugs = (await whole(`?q=bière+blonde+caisse&${search}`)).items.map((item: { slug: string }) => item.slug);
    expect([search, slugs.includes(beer.slug)]).toEqual([search, found]);
  }
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
    await get(
      '/api/v1/offers',
      '?audience=professional&env_min=40&within_km=15&price_max=3000&in_stock=1&sort=price&per_page=100',
    )
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

test('an unknown slug is a problem of the slug', async () => {
  await openTown();
  await expectRefusal(await get('/api/v1/offers/{slug}', '', 'nothing-here'), 404, 'slug');
});
