// Builds the search document of an offer from the tables of other rooms. The outbox calls it after each commit.

import { z } from 'zod';
import { listAllOfferIds } from '#app/domain/catalogue/offers.server.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { supplierTypesOf } from '#app/domain/suppliers/legal-forms.ts';
import { preparedSql } from '#db/client.ts';
import { categoryTerms, kindTerms } from './category-terms.ts';
import { builtAt } from './index-tables.server.ts';
import type { SearchChange, SearchDocument, SearchEngine } from './search.ts';

type OfferRow = Pick<SearchDocument, 'id' | 'category' | 'kind' | 'supplier' | 'supplierName'> & {
  legalForm: string;
  nameFr: string;
  nameEn: string;
  descriptionFr: string;
  descriptionEn: string;
  priceCents: number;
  leadDays: number;
  stock: number | null;
  lat: number;
  lon: number;
  proven: number | null;
  declared: number | null;
  pillars: string | null;
  bestLevel: SearchDocument['evidence'] | null;
  labels: string;
};

const columns = `select o.id, o.category, o.kind, s.slug as supplier, s.name as supplierName, s.legal_form as legalForm, o.name_fr as nameFr, o.name_en as nameEn,
  o.description_fr as descriptionFr, o.description_en as descriptionEn, o.price_cents as priceCents, o.lead_days as leadDays, o.stock, s.lat, s.lon,
  c.proven, c.declared, c.pillars, c.best_level as bestLevel,
  (select json_group_array(l.label) from supplier_labels l where l.supplier_id = s.id and l.valid_until >= ?) as labels
  from offers o join suppliers s on s.id = o.supplier_id left join supplier_scores c on c.supplier_id = s.id
  where o.status = 'live' and s.status = 'live'`;

type Reader = Pick<Ctx, 'db' | 'now'>;

/** Updates these offers in the index and removes those that are not visible. */
export async function indexOffers(ctx: Reader, engine: SearchEngine, offerIds: readonly number[]): Promise<void> {
  const rows = preparedSql(ctx.db, `${columns} and o.id in (select value from json_each(?))`).all(
    localDay(ctx.now),
    JSON.stringify(offerIds),
  ) as OfferRow[];
  const found = new Set(rows.map((row) => row.id));
  const gone = offerIds.filter((id) => !found.has(id)).map((remove): SearchChange => ({ remove }));
  await engine.apply([...rows.map((row): SearchChange => ({ put: toDocument(row) })), ...gone]);
}

const reindexPayload = z.union([z.object({ supplierId: z.string() }), z.object({ offerIds: z.array(z.int()) })]);
const offersAtOnce = 200;

/** Delivers a `search` row of the outbox: some offers, or all those of a supplier. Throws for another payload. */
export async function deliverReindex(ctx: Reader, engine: SearchEngine, payload: unknown): Promise<void> {
  const changed = reindexPayload.parse(payload);
  const ids = 'offerIds' in changed ? changed.offerIds : listAllOfferIds(ctx, changed.supplierId);
  for (let i = 0; i < ids.length; i += offersAtOnce) await indexOffers(ctx, engine, ids.slice(i, i + offersAtOnce));
}

/** True if there is no index or its rebuild began before today: labels expire and scores fade day by day. */
export function indexIsStale({ db, now }: Reader): boolean {
  const built = builtAt(db);
  return built === null || localDay(new Date(built)) < localDay(now);
}

/** Rebuilds the whole index beside the current one, then replaces it. Returns the number of offers. */
export async function rebuildIndex(ctx: Reader, engine: SearchEngine): Promise<number> {
  await engine.configure();
  const rebuild = await engine.beginRebuild();
  try {
    const documents = readDocuments(ctx);
    await rebuild.add(documents);
    await rebuild.commit();
    return documents.length;
  } catch (error) {
    await rebuild.abort();
    throw error;
  }
}

/** Every offer that a search may find: live, of a live supplier. */
export function readDocuments({ db, now }: Reader): SearchDocument[] {
  return (preparedSql(db, columns).all(localDay(now)) as OfferRow[]).map(toDocument);
}

function toDocument(row: OfferRow): SearchDocument {
  type Pillars = Record<'eco' | 'soc' | 'env', { proven: number; declared: number }>;
  const pillars = row.pillars ? (JSON.parse(row.pillars) as Pillars) : null;
  const text = (description: string, locale: Locale) =>
    [description, row.supplierName, categoryTerms[locale][row.category], kindTerms[locale][row.kind]].join(' ');
  const scores = (counted: 'proven' | 'declared') => ({
    score: row[counted] ?? 0,
    eco: pillars?.eco[counted] ?? 0,
    soc: pillars?.soc[counted] ?? 0,
    env: pillars?.env[counted] ?? 0,
  });
  return {
    id: row.id,
    category: row.category,
    kind: row.kind,
    priceCents: row.priceCents,
    leadDays: row.leadDays,
    inStock: row.stock === null || row.stock > 0,
    supplier: row.supplier,
    supplierName: row.supplierName,
    supplierTypes: supplierTypesOf(row.legalForm),
    labels: JSON.parse(row.labels) as string[],
    proven: scores('proven'),
    declared: scores('declared'),
    evidence: row.bestLevel ?? 'L0',
    place: { lat: row.lat, lon: row.lon },
    fr: { name: row.nameFr, text: text(row.descriptionFr, 'fr') },
    en: { name: row.nameEn, text: text(row.descriptionEn, 'en') },
  };
}
