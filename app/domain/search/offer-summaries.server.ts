// Loads a page of offer ids from SQLite under the visibility rules: a hidden offer never appears, even if the
// index is late.

import type { Category, OfferKind, OrderUnit, Unit } from '#app/domain/catalogue/offer.ts';
import { type Audience, seesComposites } from '#app/domain/scoring/audience.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { distanceMeters, type Point } from '#app/domain/shared/geo.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import { preparedSql } from '#db/client.ts';

export type CardScore = {
  proven: number;
  declared: number;
  documented: number;
  applicable: number;
  pillars: Record<'eco' | 'soc' | 'env', { proven: number; declared: number; coverage: number }>;
};

/** Columns of supplier_scores that lists show. */
export type ScoreRow = {
  proven: number | null;
  declared: number;
  documented: number;
  applicable: number;
  pillars: string;
};

/** The reader of a list. Lists for consumers contain no composite score at all, whatever a page does with them. */
export type SummaryReader = Pick<Ctx, 'db' | 'locale'> & { audience: Audience };

export function scoreFor(audience: Audience, row: ScoreRow): Pick<OfferSummary, 'evidence' | 'score'> {
  if (row.proven === null) return { evidence: null, score: null };
  const { proven, declared, documented, applicable } = row;
  const score = { proven, declared, documented, applicable, pillars: JSON.parse(row.pillars) as CardScore['pillars'] };
  return { evidence: { documented, applicable }, score: seesComposites(audience) ? score : null };
}

export type OfferSummary = {
  id: number;
  slug: string;
  category: Category;
  kind: OfferKind;
  name: string;
  priceCents: number;
  vatBasisPoints: number;
  unit: Unit;
  orderUnit: OrderUnit;
  packMilli: number;
  onQuote: boolean;
  stock: number | null;
  supplier: { slug: string; name: string; commune: string; lat: number; lon: number; distanceMeters: number };
  /** Documented criteria among the applicable ones: a fact, for every audience. Null if no score was computed. */
  evidence: { documented: number; applicable: number } | null;
  /** Null for consumers. */
  score: CardScore | null;
};

type Row = Omit<OfferSummary, 'name' | 'supplier' | 'score' | 'evidence'> &
  ScoreRow & {
    nameFr: string;
    nameEn: string;
    supplierSlug: string;
    supplierName: string;
    insee: string;
    lat: number;
    lon: number;
  };

const sql = `select o.id, o.slug, o.category, o.kind, o.name_fr as nameFr, o.name_en as nameEn, o.price_cents as priceCents, o.vat_basis_points as vatBasisPoints,
  o.unit, o.order_unit as orderUnit, o.pack_milli as packMilli, o.on_quote as onQuote, o.stock, s.slug as supplierSlug, s.name as supplierName, s.insee, s.lat, s.lon, c.proven, c.declared, c.documented, c.applicable, c.pillars
  from json_each(?) j join offers o on o.id = j.value join suppliers s on s.id = o.supplier_id left join supplier_scores c on c.supplier_id = s.id
  where o.status = 'live' and s.status = 'live' order by j.key`;

/** Summaries in the order of `ids`; an offer that is not visible is left out. */
export function listOfferSummaries(ctx: SummaryReader, ids: readonly number[], near: Point): OfferSummary[] {
  const rows = preparedSql(ctx.db, sql).all(JSON.stringify(ids)) as Row[];
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    category: row.category,
    kind: row.kind,
    name: translatedField(row, 'name', ctx.locale),
    priceCents: row.priceCents,
    vatBasisPoints: row.vatBasisPoints,
    unit: row.unit,
    orderUnit: row.orderUnit,
    packMilli: row.packMilli,
    onQuote: Boolean(row.onQuote),
    stock: row.stock,
    supplier: {
      slug: row.supplierSlug,
      name: row.supplierName,
      commune: communeName(row.insee),
      lat: row.lat,
      lon: row.lon,
      distanceMeters: distanceMeters(row, near),
    },
    ...scoreFor(ctx.audience, row),
  }));
}

/** The summary for a public buyer's page: without the supplier's place. */
export function withoutPlace(card: OfferSummary): OfferSummary {
  return { ...card, supplier: { ...card.supplier, commune: '', lat: 0, lon: 0, distanceMeters: 0 } };
}
