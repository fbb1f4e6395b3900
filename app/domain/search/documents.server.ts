// What the index holds of an offer, read from the rooms below. Fed by the outbox after each commit.

import type { Ctx } from '#app/domain/shared/context.ts';
import { prepared } from '#db/client.ts';
import { categoryWords, kindWords } from './category-words.ts';
import type { SearchChange, SearchDocument, SearchEngine } from './search.ts';

type OfferRow = {
  id: number;
  category: SearchDocument['category'];
  kind: SearchDocument['kind'];
  supplier: string;
  supplier_name: string;
  name_fr: string;
  name_en: string;
  description_fr: string;
  description_en: string;
  price_cents: number;
  stock: number | null;
  lat: number;
  lon: number;
  proven: number | null;
  pillars: string | null;
  best_level: SearchDocument['evidence'] | null;
};

const columns = `select o.id, o.category, o.kind, s.slug as supplier, s.name as supplier_name, o.name_fr, o.name_en, o.description_fr, o.description_en,
  o.price_cents, o.stock, s.lat, s.lon, c.proven, c.pillars, c.best_level
  from offers o join suppliers s on s.id = o.supplier_id left join supplier_scores c on c.supplier_id = s.id
  where o.status = 'live' and s.status = 'live'`;

/** Brings the index up to date with these offers: hidden ones leave it. */
export async function indexOffers(
  ctx: Pick<Ctx, 'db'>,
  engine: SearchEngine,
  offerIds: readonly number[],
): Promise<void> {
  const rows = prepared(ctx.db, `${columns} and o.id in (select value from json_each(?))`).all(
    JSON.stringify(offerIds),
  ) as OfferRow[];
  const found = new Set(rows.map((row) => row.id));
  const gone = offerIds.filter((id) => !found.has(id)).map((remove): SearchChange => ({ remove }));
  await engine.apply([...rows.map((row): SearchChange => ({ put: toDocument(row) })), ...gone]);
}

/** Rebuilds the whole index from the catalogue. Returns how many offers it holds. */
export async function reindex(ctx: Pick<Ctx, 'db'>, engine: SearchEngine): Promise<number> {
  const rows = prepared(ctx.db, columns).all() as OfferRow[];
  await engine.rebuild(rows.map(toDocument));
  return rows.length;
}

function toDocument(row: OfferRow): SearchDocument {
  const pillars = row.pillars ? (JSON.parse(row.pillars) as Record<'eco' | 'soc' | 'env', { proven: number }>) : null;
  const text = (description: string, locale: 'fr' | 'en') =>
    [description, row.supplier_name, categoryWords[locale][row.category], kindWords[locale][row.kind]].join(' ');
  return {
    id: row.id,
    category: row.category,
    kind: row.kind,
    supplier: row.supplier,
    scores: {
      score: row.proven ?? 0,
      eco: pillars?.eco.proven ?? 0,
      soc: pillars?.soc.proven ?? 0,
      env: pillars?.env.proven ?? 0,
    },
    evidence: row.best_level ?? 'L0',
    place: { lat: row.lat, lon: row.lon },
    priceCents: row.price_cents,
    inStock: row.stock === null || row.stock > 0,
    fr: { name: row.name_fr, text: text(row.description_fr, 'fr') },
    en: { name: row.name_en, text: text(row.description_en, 'en') },
  };
}
