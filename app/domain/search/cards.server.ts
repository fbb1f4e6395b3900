// Hydrates a page of ids from SQLite, with the visibility rules: a hidden offer cannot appear even if the index is late.

import type { Category, Kind, Unit } from '#app/domain/catalogue/offer.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { distanceMeters, type Point } from '#app/domain/shared/geo.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { prepared } from '#db/client.ts';

export type CardScore = {
  proven: number;
  declared: number;
  documented: number;
  applicable: number;
  pillars: Record<'eco' | 'soc' | 'env', { proven: number; declared: number; coverage: number }>;
};

export type OfferCard = {
  id: number;
  slug: string;
  category: Category;
  kind: Kind;
  name: string;
  priceCents: number;
  vatBasisPoints: number;
  unit: Unit;
  packSize: number;
  stock: number | null;
  supplier: { slug: string; name: string; commune: string; distanceMeters: number };
  score: CardScore | null;
};

type Row = Omit<OfferCard, 'name' | 'supplier' | 'score'> & {
  nameFr: string;
  nameEn: string;
  supplierSlug: string;
  supplierName: string;
  insee: string;
  lat: number;
  lon: number;
  proven: number | null;
  declared: number;
  documented: number;
  applicable: number;
  pillars: string;
};

const sql = `select o.id, o.slug, o.category, o.kind, o.name_fr as nameFr, o.name_en as nameEn, o.price_cents as priceCents, o.vat_basis_points as vatBasisPoints,
  o.unit, o.pack_size as packSize, o.stock, s.slug as supplierSlug, s.name as supplierName, s.insee, s.lat, s.lon, c.proven, c.declared, c.documented, c.applicable, c.pillars
  from json_each(?) j join offers o on o.id = j.value join suppliers s on s.id = o.supplier_id left join supplier_scores c on c.supplier_id = s.id
  where o.status = 'live' and s.status = 'live' order by j.key`;

/** Cards in the order of `ids`. */
export function listCards(ctx: Pick<Ctx, 'db' | 'locale'>, ids: readonly number[], near: Point): OfferCard[] {
  const rows = prepared(ctx.db, sql).all(JSON.stringify(ids)) as Row[];
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    category: row.category,
    kind: row.kind,
    name: ctx.locale === 'fr' ? row.nameFr : row.nameEn,
    priceCents: row.priceCents,
    vatBasisPoints: row.vatBasisPoints,
    unit: row.unit,
    packSize: row.packSize,
    stock: row.stock,
    supplier: {
      slug: row.supplierSlug,
      name: row.supplierName,
      commune: findCommune(row.insee)?.name ?? '',
      distanceMeters: distanceMeters(row, near),
    },
    score:
      row.proven === null
        ? null
        : {
            proven: row.proven,
            declared: row.declared,
            documented: row.documented,
            applicable: row.applicable,
            pillars: JSON.parse(row.pillars),
          },
  }));
}
