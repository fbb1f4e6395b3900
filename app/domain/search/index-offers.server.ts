// Builds the search document of an offer from reads of other rooms. The outbox calls it after each commit.

import { setImmediate } from 'node:timers/promises';
import { z } from 'zod';
import { findOffersToIndex, type IndexedOffer, listOffersToIndex } from '#app/domain/catalogue/listed-offers.server.ts';
import { isSoldOut } from '#app/domain/catalogue/offer.ts';
import { listAllOfferIds } from '#app/domain/catalogue/offers.server.ts';
import { isInSeason } from '#app/domain/catalogue/season.ts';
import { type FamilyMember, findFamilies, withFamilies } from '#app/domain/catalogue/variant-families.server.ts';
import { familyName } from '#app/domain/catalogue/variants.ts';
import { findScores, type SupplierScore } from '#app/domain/scoring/scores.server.ts';
import { refreshTownScores } from '#app/domain/scoring/town-scores.server.ts';
import { communeName } from '#app/domain/shared/communes.server.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { byLocale, type Locale, perLocale } from '#app/domain/shared/locale.ts';
import { priceOf } from '#app/domain/shared/price.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { supplierTypesOf } from '#app/domain/suppliers/legal-forms.ts';
import { type LiveSupplier, liveSuppliersById, validLabels } from '#app/domain/suppliers/live-suppliers.server.ts';
import { categoryTerms, kindTerms } from './category-terms.ts';
import { builtAt } from './index-tables.server.ts';
import { indexedFacts } from './indexed-facts.ts';
import type { SearchChange, SearchDocument, SearchEngine } from './search.ts';

type Reader = Pick<Ctx, 'db' | 'now' | 'town'>;

/**
 * Updates these offers in the index and removes those that are not visible. A family is one document, that of its first
 * offer on sale: the others of it are looked at too.
 */
export async function indexOffers(ctx: Reader, engine: SearchEngine, offerIds: readonly number[]): Promise<void> {
  const ids = withFamilies(ctx, offerIds);
  const documents = toDocuments(ctx, findOffersToIndex(ctx, ids));
  const found = new Set(documents.map(({ id }) => id));
  const gone = ids.filter((id) => !found.has(id)).map((remove): SearchChange => ({ remove }));
  await engine.apply([...documents.map((put): SearchChange => ({ put })), ...gone]);
}

const reindexPayload = z.union([z.object({ supplierId: z.string() }), z.object({ offerIds: z.array(z.int()) })]);
const documentsAtOnce = 20;

/**
 * Delivers a `search` row of the outbox: some offers, or all those of a supplier, whose state or score changed: the
 * town's ranks are counted again. Throws for another payload.
 */
export async function deliverReindex(ctx: Ctx, engine: SearchEngine, payload: unknown): Promise<void> {
  const changed = reindexPayload.parse(payload);
  if ('supplierId' in changed) refreshTownScores(ctx);
  const ids = 'offerIds' in changed ? changed.offerIds : listAllOfferIds(ctx, changed.supplierId);
  for (let i = 0; i < ids.length; i += documentsAtOnce) {
    await indexOffers(ctx, engine, ids.slice(i, i + documentsAtOnce));
    await setImmediate();
  }
}

/** True if there is no index or its rebuild began before today: labels expire and scores fade day by day. */
export function indexIsStale({ db, now, town }: Reader): boolean {
  const built = builtAt(db);
  return built === null || localDay(new Date(built), town) < localDay(now, town);
}

/**
 * Rebuilds the whole index beside the current one, then replaces it; requests have their turn between slices of offers. A later change
 * is applied to both and is not overwritten. Returns the number of offers.
 */
export async function rebuildIndex(ctx: Reader, engine: SearchEngine): Promise<number> {
  await engine.configure();
  const rebuild = await engine.beginRebuild();
  try {
    let count = 0;
    for (const documents of eachDocuments(ctx)) {
      await rebuild.add(documents);
      count += documents.length;
      await setImmediate();
    }
    await rebuild.commit();
    return count;
  } catch (error) {
    await rebuild.abort();
    throw error;
  }
}

/** Every offer that a search may find: live, of a live supplier. */
export function readDocuments(ctx: Reader): SearchDocument[] {
  return [...eachDocuments(ctx)].flat();
}

/** The same, some at a time. */
export function* eachDocuments(ctx: Reader, limit = documentsAtOnce): Generator<SearchDocument[]> {
  for (let after = 0; ; ) {
    const offers = listOffersToIndex(ctx, after, limit);
    if (offers.length === 0) return;
    yield toDocuments(ctx, offers);
    after = offers.at(-1)!.id;
  }
}

/** Documents of the offers whose supplier is live. */
function toDocuments(ctx: Reader, offers: readonly IndexedOffer[]): SearchDocument[] {
  const suppliers = liveSuppliersById(
    ctx,
    offers.map((offer) => offer.supplierId),
  );
  const scores = findScores(ctx, [...suppliers.keys()]);
  const today = localDay(ctx.now, ctx.town);
  const labels = validLabels(ctx, suppliers.keys(), today);
  const families = findFamilies(
    ctx,
    offers.filter(({ family }) => family !== null).map(({ id }) => id),
  );
  return offers.flatMap((row) => {
    const supplier = suppliers.get(row.supplierId);
    if (!supplier) return [];
    const offer = asFamily(row, families.get(row.id) ?? []);
    const inStock = (offer.stock === null || offer.stock > 0) && isInSeason(offer.season, today);
    return [toDocument(offer, inStock, supplier, scores.get(supplier.id), labels.get(supplier.id) ?? [])];
  });
}

type IndexedFamily = IndexedOffer & { variantNames: string[] };

/** A family has the lowest price of those that can be had, the shortest delay, and the labels of all as text. */
function asFamily(offer: IndexedOffer, members: readonly FamilyMember[]): IndexedFamily {
  if (members.length === 0) return { ...offer, variantNames: [] };
  const open = members.filter((member) => !isSoldOut(member));
  const [cheapest] = (open.length > 0 ? open : members).toSorted((a, b) => a.priceCents - b.priceCents);
  const { priceCents, vatBasisPoints } = cheapest!;
  return {
    ...offer,
    name: familyName(offer.name, offer.variant),
    priceCents,
    vatBasisPoints,
    leadDays: Math.min(...members.map((member) => member.leadDays)),
    stock: open.length === 0 ? 0 : null,
    variantNames: members.map(({ name }) => name.fr),
  };
}

function toDocument(
  offer: IndexedFamily,
  inStock: boolean,
  supplier: LiveSupplier,
  score: SupplierScore | undefined,
  labels: string[],
): SearchDocument {
  const textIn = (locale: Locale) =>
    [
      translated(offer.description, locale),
      ...offer.variantNames,
      supplier.name,
      byLocale(categoryTerms, locale)[offer.category],
      byLocale(kindTerms, locale)[offer.kind],
    ].join(' ');
  const points = (counted: 'proven' | 'declared') => ({
    score: score?.[counted] ?? 0,
    eco: score?.pillars.eco[counted] ?? 0,
    soc: score?.pillars.soc[counted] ?? 0,
    env: score?.pillars.env[counted] ?? 0,
  });
  return {
    id: offer.id,
    category: offer.category,
    kind: offer.kind,
    priceCents: offer.priceCents,
    grossCents: priceOf(offer.priceCents, offer.vatBasisPoints).grossCents,
    leadDays: offer.leadDays,
    inStock,
    supplier: supplier.slug,
    supplierName: supplier.name,
    supplierTypes: supplierTypesOf(supplier.legalForm),
    labels,
    proven: points('proven'),
    declared: points('declared'),
    facts: indexedFacts({
      thing: offer.thing,
      kind: offer.kind,
      names: [offer.name.fr, ...offer.variantNames],
      description: offer.description.fr,
      supplierName: supplier.name,
      commune: communeName(supplier.insee),
      labels,
      legalForm: supplier.legalForm,
    }),
    evidence: score?.bestLevel ?? 'L0',
    place: { lat: supplier.lat, lon: supplier.lon },
    ...perLocale((locale) => ({ name: translated(offer.name, locale), text: textIn(locale) })),
  };
}
