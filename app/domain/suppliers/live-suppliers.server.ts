// Live suppliers as lists, the map and the search index read them: few columns, many rows.
import { and, eq, sql } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import { inIds, preparedQuery } from '#db/client.ts';
import { getValue, listRows, real, text } from '#db/rows.ts';
import { suppliers } from '#db/schema/suppliers.ts';

type Reader = Pick<Ctx, 'db'>;
export type LiveSupplier = ReturnType<typeof listLiveSuppliers>[number];

const columns = {
  id: suppliers.id,
  slug: suppliers.slug,
  name: suppliers.name,
  trade: suppliers.trade,
  headline: suppliers.headline,
  legalForm: suppliers.legalForm,
  insee: suppliers.insee,
  lat: suppliers.lat,
  lon: suppliers.lon,
};

const liveSuppliers = preparedQuery((db) =>
  db.select(columns).from(suppliers).where(eq(suppliers.status, 'live')).prepare(),
);

export function listLiveSuppliers({ db }: Reader) {
  return liveSuppliers(db).all();
}

/** Name and place of each live supplier: what an order by distance or name needs, without the rest of its row. */
export function listLivePlaces({ db }: Reader) {
  return listRows(
    db,
    { id: text, name: text, lat: real, lon: real },
    "select id, name, lat, lon from suppliers where status = 'live'",
  );
}

/** Beside ids or slugs: without the sign SQLite would read every live supplier by its state. */
const isLive = sql`+${suppliers.status} = 'live'`;

const liveByIds = preparedQuery((db) =>
  db
    .select(columns)
    .from(suppliers)
    .where(and(inIds(suppliers.id), isLive))
    .prepare(),
);

/** Those of the suppliers that are live, by id. */
export function liveSuppliersById({ db }: Reader, ids: Iterable<string>): Map<string, LiveSupplier> {
  const rows = liveByIds(db).all({ ids: JSON.stringify([...new Set(ids)]) });
  return new Map(rows.map((row) => [row.id, row]));
}

const liveBySlugs = preparedQuery((db) =>
  db
    .select(columns)
    .from(suppliers)
    .where(and(sql`${suppliers.slug} in (select value from json_each(${sql.placeholder('slugs')}))`, isLive))
    .orderBy(suppliers.name)
    .prepare(),
);

/** Those of the suppliers that are live, by name. */
export function listLiveSuppliersBySlug({ db }: Reader, slugs: readonly string[]): LiveSupplier[] {
  return liveBySlugs(db).all({ slugs: JSON.stringify(slugs) });
}

/** Names of suppliers in any state, by name. */
export function listSupplierNames({ db }: Reader, slugs: readonly string[]) {
  return listRows(
    db,
    { slug: text, name: text },
    `select slug, name
     from suppliers
     where slug in (select value from json_each(?))
     order by name`,
    JSON.stringify(slugs),
  );
}

/** Labels that are valid on a day (YYYY-MM-DD), by supplier, of the suppliers that have any. */
export function validLabels({ db }: Reader, ids: Iterable<string>, day: string): Map<string, string[]> {
  const rows = listRows(
    db,
    { supplierId: text, label: text },
    `select supplier_id as supplierId, label
     from supplier_labels
     where supplier_id in (select value from json_each(?)) and valid_until >= ?
     order by supplier_id, label`,
    JSON.stringify([...new Set(ids)]),
    day,
  );
  const bySupplier = Map.groupBy(rows, (row) => row.supplierId);
  return new Map([...bySupplier].map(([id, labels]) => [id, labels.map(({ label }) => label)]));
}

/** When the supplier came to the town, as UTC. */
export function findStart({ db }: Reader, slug: string): string {
  return getValue(db, text, 'select created_at from suppliers where slug = ?', slug);
}
