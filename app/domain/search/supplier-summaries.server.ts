import { communeName } from '#app/domain/shared/communes.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { distanceMeters, type Point } from '#app/domain/shared/geo.ts';
import { languageOf } from '#app/domain/shared/locale.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import { preparedSql } from '#db/client.ts';
import {
  type CardScore,
  type OfferSummary,
  type ScoreRow,
  type SummaryReader,
  scoreFor,
} from './offer-summaries.server.ts';

export type SupplierSummary = {
  slug: string;
  name: string;
  trade: string;
  headline: string;
  commune: string;
  lat: number;
  lon: number;
  distanceMeters: number;
  offers: number;
  evidence: OfferSummary['evidence'];
  /** Null for consumers. */
  score: CardScore | null;
};

type Row = ScoreRow & {
  slug: string;
  name: string;
  trade: string;
  headlineFr: string;
  headlineEn: string;
  insee: string;
  lat: number;
  lon: number;
  offers: number;
};

const sql = `select s.slug, s.name, s.trade, s.headline_fr as headlineFr, s.headline_en as headlineEn, s.insee, s.lat, s.lon, c.proven, c.declared, c.documented, c.applicable, c.pillars,
  (select count(*) from offers o where o.supplier_id = s.id and o.status = 'live') as offers
  from suppliers s left join supplier_scores c on c.supplier_id = s.id where s.status = 'live'`;

/** Every live supplier, nearest to `near` first. */
export function nearestSuppliers(ctx: SummaryReader, near: Point): SupplierSummary[] {
  const rows = preparedSql(ctx.db, sql).all() as Row[];
  return rows
    .map((row) => ({
      slug: row.slug,
      name: row.name,
      trade: row.trade,
      headline: translatedField(row, 'headline', ctx.locale),
      commune: communeName(row.insee),
      lat: row.lat,
      lon: row.lon,
      distanceMeters: distanceMeters(row, near),
      offers: row.offers,
      ...scoreFor(ctx.audience, row),
    }))
    .sort((a, b) => a.distanceMeters - b.distanceMeters || a.name.localeCompare(b.name, languageOf(ctx.locale).tag));
}

/** Names of the suppliers in a search's filter. */
export function listSupplierNames(ctx: Pick<Ctx, 'db'>, slugs: readonly string[]): { slug: string; name: string }[] {
  return preparedSql(
    ctx.db,
    'select slug, name from suppliers where slug in (select value from json_each(?)) order by name',
  ).all(JSON.stringify(slugs)) as { slug: string; name: string }[];
}

/** Positions of the suppliers on the map; `offers`: number of found offers by supplier slug. */
export function listSupplierDots(ctx: Pick<Ctx, 'db'>, offers: Readonly<Record<string, number>>) {
  const rows = preparedSql(
    ctx.db,
    "select slug, name, lat, lon from suppliers where status = 'live' and slug in (select value from json_each(?)) order by name",
  ).all(JSON.stringify(Object.keys(offers))) as (Point & { slug: string; name: string })[];
  return rows.map((row) => ({ ...row, offers: offers[row.slug]! }));
}
