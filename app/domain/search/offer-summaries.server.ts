// Loads a page of offer ids from SQLite under the visibility rules: a hidden offer never appears, even if the
// index is late.

import { comparedUnit } from '#app/domain/catalogue/compared-unit.server.ts';
import type { Content } from '#app/domain/catalogue/content.ts';
import { type FreeTime, findNextFree } from '#app/domain/catalogue/free-offers.server.ts';
import { findFirstImages } from '#app/domain/catalogue/images.server.ts';
import { listLiveOffers } from '#app/domain/catalogue/listed-offers.server.ts';
import { type Category, isSoldOut, type OfferKind, type OrderUnit, type Unit } from '#app/domain/catalogue/offer.ts';
import type { PieceWeight } from '#app/domain/catalogue/piece-weight.ts';
import { type SeasonToday, type SellingState, seasonToday, sellingState } from '#app/domain/catalogue/season.ts';
import { type FamilyMember, findFamilies } from '#app/domain/catalogue/variant-families.server.ts';
import { familyName, type VariantAxis } from '#app/domain/catalogue/variants.ts';
import { type Audience, seesComposites, seesPlaces } from '#app/domain/scoring/audience.ts';
import { rankIn, type ScoreRank, type TownScores } from '#app/domain/scoring/score-summary.ts';
import { findScores, type SupplierScore } from '#app/domain/scoring/scores.server.ts';
import { findTownScores } from '#app/domain/scoring/town-scores.server.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { distanceMeters, type Point } from '#app/domain/shared/geo.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { type Price, priceOf } from '#app/domain/shared/price.ts';
import { foreignLocale, translated } from '#app/domain/shared/translated.ts';
import { liveSuppliersById, validLabels } from '#app/domain/suppliers/live-suppliers.server.ts';
import type { AskedMoment } from './asked-moment.ts';

export type CardScore = {
  proven: number;
  declared: number;
  documented: number;
  reviewed: number;
  applicable: number;
  pillars: Record<'eco' | 'soc' | 'env', { proven: number; declared: number; coverage: number }>;
  rank: ScoreRank | null;
  /** Ids of criteria: proven well, and without evidence; those that count most come first. */
  strengths: string[];
  unknowns: string[];
};

/** The reader of a list. Lists for consumers contain no composite score at all, whatever a page does with them. */
export type SummaryReader = Pick<Ctx, 'db' | 'locale' | 'now' | 'town'> & { audience: Audience };

/** The part of a score that the audience may see; nulls when none was computed. */
export function scoreFor(
  audience: Audience,
  score: SupplierScore | undefined,
  town: TownScores | null,
): Pick<OfferSummary, 'evidence' | 'score'> {
  if (!score) return { evidence: null, score: null };
  const { documented, reviewed, applicable } = score;
  return {
    evidence: { documented, reviewed, applicable },
    score: seesComposites(audience) ? cardScore(score, town) : null,
  };
}

function cardScore(score: SupplierScore, town: TownScores | null): CardScore {
  const { proven, declared, documented, reviewed, applicable, pillars, strengths, unknowns } = score;
  const rank = rankIn(town, score);
  return { proven, declared, documented, reviewed, applicable, pillars, rank, strengths, unknowns };
}

/** One of several sizes or colours; its price is without the tiers. */
export type VariantSummary = {
  id: number;
  slug: string;
  label: string;
  price: Price;
  stock: number | null;
  soldOut: boolean;
};

export type OfferSummary = {
  id: number;
  slug: string;
  category: Category;
  /** The id of the thing that it is, of things.psv. */
  thing: string;
  kind: OfferKind;
  /** Of variants the name of their family. */
  name: string;
  /** Its family on sale, itself included, in the order in which the variants were made; empty for an offer alone. */
  variants: VariantSummary[];
  /** In what the variants differ. */
  axes: VariantAxis[];
  /** The language of the name, where it is not the reader's. */
  nameLang?: Locale | undefined;
  /** Of variants the lowest of those that can be had. */
  price: Price;
  vatBasisPoints: number;
  unit: Unit;
  orderUnit: OrderUnit;
  packMilli: number;
  content: Content | null;
  /** The content of one pack in the unit in which offers of the thing are compared. */
  compared: ReturnType<typeof comparedUnit>;
  /** Of a piece that is priced by the kilogram. */
  pieceWeight: PieceWeight | null;
  onQuote: boolean;
  stock: number | null;
  /** Null for what is booked for a time, and for what has a price on demand. */
  state: SellingState | null;
  /** Of what has a season: whether it is sold today, when it comes back, and when this season ends. */
  season: SeasonToday | null;
  /** It is booked for a time: its units are in the calendar. */
  isBooked: boolean;
  /** When it is free next, from the asked day on; null for what is not booked, or not free within two months. */
  nextFree: FreeTime | null;
  /** Its first photograph; null without one. */
  photo: { id: string; width: number; height: number; alt: string } | null;
  supplier: { slug: string; name: string; commune: string; lat: number; lon: number; distanceMeters: number };
  /** Documented and reviewed criteria among the applicable ones: a fact, for every audience. Null if no score was computed. */
  evidence: { documented: number; reviewed: number; applicable: number } | null;
  /** Controlled labels of its supplier that are valid today: facts, for every audience. */
  labels: string[];
  /** Null for consumers. */
  score: CardScore | null;
};

/**
 * Summaries in the order of `ids`; an offer that is not visible is left out. A public buyer gets no places. `when`: the day and
 * hours from which the next free time of what is booked counts; now when absent.
 */
export function listOfferSummaries(
  ctx: SummaryReader,
  ids: readonly number[],
  near: Point,
  when?: AskedMoment | null,
): OfferSummary[] {
  const offers = listLiveOffers(ctx, ids);
  const suppliers = liveSuppliersById(
    ctx,
    offers.map((offer) => offer.supplierId),
  );
  const scores = findScores(ctx, [...suppliers.keys()]);
  const town = findTownScores(ctx);
  const today = localDay(ctx.now, ctx.town);
  const labels = validLabels(ctx, suppliers.keys(), today);
  const photos = findFirstImages(ctx, ids);
  const families = findFamilies(
    ctx,
    offers.filter(({ family }) => family !== null).map(({ id }) => id),
  );
  const booked = offers.filter((offer) => offer.booked === 1).map(({ id }) => id);
  const free = findNextFree(ctx, booked, when?.day ?? localDay(ctx.now, ctx.town), when?.hours ?? null);
  return offers.flatMap((row) => {
    const { supplierId, onQuote, booked, priceCents, family, variant, minQuantity: _, orderStep: __, ...offer } = row;
    const supplier = suppliers.get(supplierId);
    if (!supplier) return [];
    const { slug, name, insee, lat, lon } = supplier;
    const photo = photos.get(row.id);
    const members = families.get(row.id) ?? [];
    const place = { commune: communeName(insee), lat, lon, distanceMeters: distanceMeters(supplier, near) };
    return {
      ...offer,
      name: translated(members.length > 1 ? familyName(row.name, variant) : row.name, ctx.locale),
      nameLang: foreignLocale(row.name, ctx.locale),
      price: priceOf(priceCents, row.vatBasisPoints),
      ...familyOf(members),
      compared: comparedUnit(row),
      onQuote: onQuote === 1,
      isBooked: booked === 1,
      nextFree: freeTimeOf(free.get(row.id)),
      state: booked === 1 || onQuote === 1 ? null : sellingState(row, today),
      season: seasonToday(row.season, today),
      photo: photo
        ? { id: photo.id, width: photo.width, height: photo.height, alt: translated(photo.alt, ctx.locale) }
        : null,
      supplier: { slug, name, ...(seesPlaces(ctx.audience) ? place : nowhere) },
      labels: labels.get(supplierId) ?? [],
      ...scoreFor(ctx.audience, scores.get(supplierId), town),
    };
  });
}

/** The fields of a summary that say all variants, in place of those of one; none where there is no choice. */
export function familyOf(
  members: readonly FamilyMember[],
): Pick<OfferSummary, 'variants' | 'axes'> & Partial<Pick<OfferSummary, 'price' | 'stock'>> {
  if (members.length < 2) return { variants: [], axes: [] };
  const variants = members.map(summariseVariant);
  const open = variants.filter(({ soldOut }) => !soldOut);
  const [cheapest] = (open.length > 0 ? open : variants).toSorted((a, b) => a.price.netCents - b.price.netCents);
  const stock = open.some((one) => one.stock === null)
    ? null
    : open.reduce((packs, one) => packs + (one.stock ?? 0), 0);
  return { variants, axes: axesOf(members), price: cheapest!.price, stock };
}

function axesOf(members: readonly FamilyMember[]): VariantAxis[] {
  return [...new Set(members.flatMap(({ variant }) => variant.map(({ axis }) => axis)))];
}

function summariseVariant(member: FamilyMember): VariantSummary {
  const { id, slug, label, priceCents, vatBasisPoints, stock } = member;
  return { id, slug, label, price: priceOf(priceCents, vatBasisPoints), stock, soldOut: isSoldOut(member) };
}

function freeTimeOf(found: FreeTime | undefined): FreeTime | null {
  return found ? { day: found.day, hours: found.hours } : null;
}

/** The place that a public buyer gets. */
export const nowhere = { commune: '', lat: 0, lon: 0, distanceMeters: 0 };
