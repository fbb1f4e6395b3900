import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { inIds, preparedQuery } from '#db/client.ts';
import { jsonOf, listRows, listValues, type Row, text } from '#db/rows.ts';
import { supplierExemptions, supplierFacts, supplierLabels, suppliers } from '#db/schema/suppliers.ts';

export type Supplier = typeof suppliers.$inferSelect;
export type SupplierFact = typeof supplierFacts.$inferSelect;
type Reader = Pick<Ctx, 'db'>;

/** A live supplier by its slug. Throws NotFound when it is unknown or not live (suspended, for example). */
export function getSupplier({ db }: Reader, slug: string): Supplier {
  const supplier = db
    .select()
    .from(suppliers)
    .where(and(eq(suppliers.slug, slug), eq(suppliers.status, 'live')))
    .get();
  if (!supplier) throw new NotFound(`supplier ${slug}`);
  return supplier;
}

/** A supplier by its slug, in any state. For stewards. Throws NotFound. */
export function getAnySupplier({ db }: Reader, slug: string): Supplier {
  const supplier = db.select().from(suppliers).where(eq(suppliers.slug, slug)).get();
  if (!supplier) throw new NotFound(`supplier ${slug}`);
  return supplier;
}

/** At most 500 suppliers in any state, submitted and suspended ones first; `words` filters by name. For stewards. */
export function listAllSuppliers({ db }: Reader, text = ''): Supplier[] {
  const order = sql`case ${suppliers.status} when 'submitted' then 0 when 'suspended' then 1 when 'returned' then 2 when 'draft' then 3 else 4 end`;
  const like = `%${text.replace(/[%_]/g, '')}%`;
  return db
    .select()
    .from(suppliers)
    .where(sql`${suppliers.name} like ${like}`)
    .orderBy(order, asc(suppliers.name))
    .limit(500)
    .all();
}

export function listSuppliers({ db }: Reader): Supplier[] {
  return db.select().from(suppliers).where(eq(suppliers.status, 'live')).orderBy(asc(suppliers.name)).all();
}

const factsOf = preparedQuery((db) =>
  db
    .select()
    .from(supplierFacts)
    .where(and(isNull(supplierFacts.retiredAt), eq(supplierFacts.supplierId, sql.placeholder('supplierId'))))
    .prepare(),
);

/** Facts in force, including expired ones; of all suppliers when none is given. Retired facts are only a record. */
export function listFacts({ db }: Reader, supplierId?: string): SupplierFact[] {
  if (supplierId !== undefined) return factsOf(db).all({ supplierId });
  return db.select().from(supplierFacts).where(isNull(supplierFacts.retiredAt)).all();
}

const factsOfMany = preparedQuery((db) =>
  db
    .select()
    .from(supplierFacts)
    .where(and(isNull(supplierFacts.retiredAt), inIds(supplierFacts.supplierId)))
    .prepare(),
);

/** Facts in force of several suppliers, in one query. */
export function listFactsBySupplier({ db }: Reader, ids: readonly string[]): Map<string, SupplierFact[]> {
  return Map.groupBy(factsOfMany(db).all({ ids: JSON.stringify(ids) }), (fact) => fact.supplierId);
}

const suppliersByIds = preparedQuery((db) => db.select().from(suppliers).where(inIds(suppliers.id)).prepare());

/** Suppliers by id, in any state: a basket may still contain their offers. */
export function findSuppliers({ db }: Reader, ids: readonly string[]): Supplier[] {
  return suppliersByIds(db).all({ ids: JSON.stringify(ids) });
}

/** Those of the suppliers that tell a story, in their order. */
export function listStoryTellers({ db }: Reader, ids: readonly string[]): string[] {
  return listValues(
    db,
    text,
    `select s.id
     from json_each(?) j
     join suppliers s on s.id = j.value
     where exists (select 1 from json_each(s.story) t where t.value <> '')
     order by j.key`,
    JSON.stringify(ids),
  );
}

const closuresRow = { id: text, closures: jsonOf('days of closure', isClosures) };

function isClosures(value: unknown): value is { from: string; to: string }[] {
  return Array.isArray(value);
}

/** The days of closure of those of the suppliers that have some, by id. */
export function closuresBySupplier(
  { db }: Reader,
  ids: Iterable<string>,
): Map<string, readonly { from: string; to: string }[]> {
  const rows = listRows(
    db,
    closuresRow,
    `select id, closures
     from suppliers
     where id in (select value from json_each(?)) and closures <> '[]'`,
    JSON.stringify([...new Set(ids)]),
  );
  return new Map(rows.map(({ id, closures }) => [id, closures]));
}

/** Those of the suppliers that are live: buyers see their offers. By their ids alone (`+`): SQLite would read every live one. */
export function liveSupplierIds({ db }: Reader, ids: Iterable<string>): Set<string> {
  return new Set(
    listValues(
      db,
      text,
      `select id
       from suppliers
       where id in (select value from json_each(?)) and +status = 'live'`,
      JSON.stringify([...ids]),
    ),
  );
}

const supplierName = { id: text, slug: text, name: text };
export type SupplierName = Row<typeof supplierName>;

/** How suppliers are shown and linked to, by id. */
export function supplierNamesById({ db }: Reader, ids: Iterable<string>): Map<string, SupplierName> {
  const rows = listRows(
    db,
    supplierName,
    'select id, slug, name from suppliers where id in (select value from json_each(?))',
    JSON.stringify([...new Set(ids)]),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

export function listExemptions({ db }: Reader, supplierId?: string) {
  const all = db.select().from(supplierExemptions);
  return supplierId ? all.where(eq(supplierExemptions.supplierId, supplierId)).all() : all.all();
}

export function listLabels({ db }: Reader, supplierId: string) {
  return db.select().from(supplierLabels).where(eq(supplierLabels.supplierId, supplierId)).all();
}

/** Live suppliers after an id, in the order of ids. */
export function listLiveSuppliersAfter({ db }: Reader, after: string, limit: number): Supplier[] {
  const live = and(eq(suppliers.status, 'live'), gt(suppliers.id, after));
  return db.select().from(suppliers).where(live).orderBy(asc(suppliers.id)).limit(limit).all();
}
