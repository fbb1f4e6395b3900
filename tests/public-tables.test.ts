// Which tables public pages read, by the plans of their statements: each must move the number of what they show.
import { expect, test } from 'vitest';
import { publicTables, unseenTables } from '#app/domain/reporting/public-tables.ts';
import { openPublicVersion, watchPublicTables } from '#app/domain/reporting/public-version.server.ts';
import { isKeptPath } from '#app/http/kept-visitor.ts';
import { openDb } from '#db/client.ts';
import { getValue, hasRow, integer, listRows, text } from '#db/rows.ts';
import { openTown, type TestTown } from '#tests/setup/test-town.ts';

type Module = { loader?: (args: never) => Promise<unknown> };
const modules = import.meta.glob<Module>(['../app/{market,town,api}/pages/*.{ts,tsx}', '../app/root.tsx']);

/** Every kept address of tests/addresses.txt, with values for its parameters that have much to show. */
const addresses: [module: string, address: string, params?: Record<string, string>][] = [
  ['market/_index', '/'],
  ['market/offers._index', '/offers?q=chaise&in_stock=1&view=map'],
  ['market/offers._index', '/offers?day=2099-01-05&by=pickup'],
  ['market/offers._index', '/offers?q=zzzz&price_max=1'],
  ['market/offers.feed[.]xml', '/offers/feed.xml'],
  ['market/offers.$slug', '/offers/chaise-de-bureau-remise-en-etat', { slug: 'chaise-de-bureau-remise-en-etat' }],
  ['market/filters', '/filters?category=food'],
  ['market/suggest', '/suggest?q=cha'],
  ['market/compare', '/compare?s=atelier-rebond&s=jardins-de-la-vesle'],
  ['market/suppliers._index', '/suppliers'],
  ['market/suppliers.$slug', '/suppliers/atelier-rebond', { slug: 'atelier-rebond' }],
  ['market/sell', '/sell'],
  ['market/seasons', '/seasons'],
  ['town/robots[.]txt', '/robots.txt'],
  ['town/sitemap[.]xml', '/sitemap.xml'],
  ['town/sitemap.$file', '/sitemap/pages.xml', { file: 'pages.xml' }],
  ['town/opensearch[.]xml', '/opensearch.xml'],
  ['town/manifest[.]webmanifest', '/manifest.webmanifest'],
  ['town/method', '/method'],
  ['town/observatory', '/observatory'],
  ['town/factors._index', '/factors'],
  ['town/factors.$id', '/factors/furniture.chair_wood_textile_new', { id: 'furniture.chair_wood_textile_new' }],
  ['town/ranking', '/ranking'],
  ['town/draws', '/draws'],
  ['town/draws[.]json', '/draws.json'],
  ['town/legal', '/legal'],
  ['town/legal_.$document', '/legal/seller-terms', { document: 'seller-terms' }],
  ['town/accessibility', '/accessibility'],
  ['town/eco-design', '/eco-design'],
  ['town/security._index', '/security'],
  ['town/town-map[.]svg', '/town-map.svg'],
  ...['categories.csv', 'town.json', 'dcat.jsonld', 'factors.json'].map(
    (file): [string, string, Record<string, string>] => ['town/open-data.$file', `/open-data/${file}`, { file }],
  ),
  ['api/api.v1.categories', '/api/v1/categories'],
  ['api/api.v1.openapi[.]json', '/api/v1/openapi.json'],
  ['api/api.v1.offers._index', '/api/v1/offers?q=chaise'],
  [
    'api/api.v1.offers.$slug',
    '/api/v1/offers/chaise-de-bureau-remise-en-etat',
    { slug: 'chaise-de-bureau-remise-en-etat' },
  ],
  ['api/api.v1.suppliers._index', '/api/v1/suppliers'],
  ['api/api.v1.suppliers.$slug', '/api/v1/suppliers/atelier-rebond', { slug: 'atelier-rebond' }],
];

/** The statements that are prepared on the town's database from now on. */
function recordStatements({ db }: TestTown): Set<string> {
  const prepared = new Set<string>();
  const prepare = db.$client.prepare.bind(db.$client);
  db.$client.prepare = ((sql: string) => {
    prepared.add(sql);
    return prepare(sql);
  }) as typeof prepare;
  return prepared;
}

/** The tables that a statement opens, itself or through an index, as its program says. */
function tablesOpened({ db }: TestTown, sql: string): string[] {
  const roots = new Map(
    listRows(
      db,
      { root: integer, table: text },
      'select rootpage as root, tbl_name as "table" from sqlite_master where rootpage > 0',
    ).map(({ root, table }) => [root, table]),
  );
  const bound = sql.replace(/'[^']*'|"[^"]*"|\?\d*|[:@$]\w+/g, (part) => (/^['"]/.test(part) ? part : 'null'));
  const steps = db.$client.prepare(`explain ${bound}`).all() as { opcode: string; p2: number }[];
  return steps.filter(({ opcode }) => opcode === 'OpenRead').map(({ p2 }) => roots.get(p2) ?? `page ${p2}`);
}

test('every table that a public page reads moves the number, or shows nothing', async () => {
  const town = await openTown();
  const statements = recordStatements(town);
  const readBy = new Map<string, Set<string>>();
  for (const [name, address, params = {}] of addresses) {
    expect([address, isKeptPath(address)]).toEqual([address, true]);
    for (const path of [
      '../app/root.tsx',
      ...['ts', 'tsx'].map((end) => `../app/${name.replace('/', '/pages/')}.${end}`),
    ]) {
      const module = await modules[path]?.();
      const request = new Request(`http://halle.test${address}`);
      const answered = await module
        ?.loader?.({ request, params, context: {} } as never)
        .catch((thrown: unknown) => thrown);
      if (answered instanceof Response) expect([address, answered.status]).toEqual([address, 200]);
    }
    const prepared = [...statements]; // those of the look itself come after
    for (const sql of prepared)
      for (const table of tablesOpened(town, sql)) readBy.set(table, (readBy.get(table) ?? new Set()).add(address));
    statements.clear();
  }
  const known: readonly string[] = [...publicTables, ...Object.keys(unseenTables)];
  const unknown = [...readBy]
    .filter(([table]) => !known.includes(table))
    .map(([table, by]) => `${table}: ${[...by].join(', ')}`);
  expect(unknown).toEqual([]);
});

test('a written row of each public table moves the number, and rows of others do not', async () => {
  const town = await openTown();
  const { db } = town;
  watchPublicTables(db);
  watchPublicTables(db);
  let now = 0;
  const version = openPublicVersion(town, { spanMs: 1e9, clock: () => (now += 50) }); // sees what was rolled back too
  const column = (table: string) =>
    getValue(db, text, 'select name from pragma_table_info(?) where pk = 0 limit 1', table);
  const isMoved = (sql: string): boolean => {
    const before = version();
    db.$client.exec('savepoint s');
    try {
      db.$client.exec(sql);
      return version() !== before;
    } catch (error) {
      return (error as { code?: string }).code === 'SQLITE_CONSTRAINT_TRIGGER'; // rows that never change
    } finally {
      db.$client.exec('rollback to s; release s');
    }
  };
  const full = publicTables.filter((table) => hasRow(db, `select 1 from ${table}`));
  expect(full.length).toBeGreaterThan(15);
  for (const table of full)
    expect([table, isMoved(`update ${table} set ${column(table)} = ${column(table)}`)]).toEqual([table, true]);
  const triggers = "select count(*) from sqlite_master where type = 'trigger' and name glob ? and sql like ?";
  for (const table of publicTables)
    for (const change of ['insert', 'update', 'delete'])
      expect([
        table,
        getValue(db, integer, triggers, `public_version_${table}_${change}`, `%after ${change} on ${table} %`),
      ]).toEqual([table, 1]);
  for (const table of ['sessions', 'baskets', 'jobs', 'outbox'])
    expect([table, isMoved(`update ${table} set ${column(table)} = ${column(table)}`)]).toEqual([table, false]);
});

test('the number moves with the method, the factors, another process and the minute', async () => {
  const town = await openTown({ onDisk: true });
  watchPublicTables(town.db);
  let now = 1_000_000;
  const rules = { current: town.rules.current };
  const version = openPublicVersion({ db: town.db, rules }, { clock: () => now });
  const seen = new Set([version(), version()]);
  expect(seen.size).toBe(1);
  rules.current = { ...rules.current, method: { ...rules.current.method } };
  seen.add(version());
  rules.current = { ...rules.current, factors: { ...rules.current.factors } };
  seen.add(version());
  const other = openDb(town.db.$client.name);
  other.$client.exec('update offers set price_cents = price_cents + 1 where id = 1');
  other.$client.close();
  now += 50;
  seen.add(version());
  now += 60_000;
  seen.add(version());
  expect(seen.size).toBe(5);
  rules.current = { ...rules.current };
  expect(seen).toContain(version());
});
