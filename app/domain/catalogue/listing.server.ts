// A supplier's own offers: create, update, duplicate, change status. Every change is recorded with its actor.
import { and, eq, getTableColumns, gt, inArray, sql } from 'drizzle-orm';
import type { Factors } from '#app/domain/impact/factor-set.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { getValue, integer, listValues } from '#db/rows.ts';
import { offers } from '#db/schema/catalogue.ts';
import { keepCapacity, withBooking } from './bookings.server.ts';
import type { OfferDraft } from './draft.ts';
import { judgeFigures } from './figures.server.ts';
import { findFreeSku, findFreeSlug } from './free-names.server.ts';
import { type guardedFields, hasShowableName, holdTexts, textsToHold, withholdTexts } from './guarded-texts.server.ts';
import type { ChangeSource, TranslatedField } from './offer.ts';
import { recordChange, recordChanges, sameValue } from './offer-changes.server.ts';
import { asDraft, draftColumns, draftTexts, noTexts, outdatedTexts } from './offer-texts.ts';
import { findOffers, type Offer, type OfferRow } from './offers.server.ts';
import { thingIn } from './propose-thing.server.ts';
import { spreadShared } from './shared-fields.server.ts';
import { moveStock } from './stock.server.ts';
import { variantName } from './variants.ts';

type Seller = { id: string };
/** With the factors, by which an offer's figure is judged. */
export type ListingCtx = Ctx & { factors: Factors };

/** Throws NotFound, for another supplier's offer as for an unknown one. */
export function getOwnOffer(ctx: Pick<Ctx, 'db'>, supplierId: string, offerId: number): Offer {
  const [offer] = Number.isSafeInteger(offerId) ? findOffers(ctx, [offerId]) : [];
  if (offer?.supplierId !== supplierId) throw new NotFound(`offer ${offerId}`);
  return offer;
}

/** One supplier's offers by name, either the archived or all others; `words` filters by name or reference. */
export function listOwnOffers(
  ctx: Pick<Ctx, 'db'>,
  supplierId: string,
  { archived = false, text = '', page = 1, perPage = 50 } = {},
): { rows: OfferRow[]; total: number } {
  const like = `%${text.replace(/[%_\\]/g, '\\$&')}%`;
  const where = `supplier_id = ? and (status = 'archived') = ? and (name ->> '$.fr' like ? escape '\\' or coalesce(sku, '') like ? escape '\\')`;
  const values = [supplierId, archived ? 1 : 0, like, like];
  const total = getValue(ctx.db, integer, `select count(*) from offers where ${where}`, ...values);
  const ids = listValues(
    ctx.db,
    integer,
    `select id
     from offers
     where ${where}
     order by name ->> '$.fr', id
     limit ? offset ?`,
    ...values,
    perPage,
    (page - 1) * perPage,
  );
  const byName = sql`${offers.name} ->> '$.fr'`;
  const rows = ids.length > 0 ? ctx.db.select().from(offers).where(inArray(offers.id, ids)).orderBy(byName).all() : [];
  return { rows, total };
}

/**
 * Creates an offer and returns its id. A text that is not translated is null, and is shown in French. A text that the
 * claim guard holds waits; with a name that waits, or none that says a thing, the offer is a draft. `note`: why a text is
 * no claim, for the stewards.
 */
export function createOffer(
  ctx: ListingCtx,
  seller: Seller,
  draft: OfferDraft,
  via: ChangeSource,
  status: 'draft' | 'live' = 'draft',
  note: string | null = null,
): number {
  return inTransaction(ctx, ({ db }) => {
    const now = isoUtc(ctx.now);
    const slug = findFreeSlug(ctx, variantName({ fr: draft.nameFr }, draft.variant).fr);
    const sku = draft.sku ?? findFreeSku(ctx, seller.id, slug);
    const pending = textsToHold(ctx, seller.id, draft);
    const { stock, ...columns } = draftColumns(withoutTexts(draft, pending), noTexts);
    const thing = thingIn(draft);
    const { id } = db
      .insert(offers)
      .values({
        ...columns,
        thing,
        sku,
        supplierId: seller.id,
        slug,
        status: pending.includes('nameFr') || thing === null ? 'draft' : status,
        createdAt: now,
        updatedAt: now,
      })
      .returning({ id: offers.id })
      .get();
    judgeFigures(ctx, [id]);
    holdTexts(ctx, { id, supplierId: seller.id }, draft, pending, note);
    recordChange(ctx, id, via, { created: [null, draft.nameFr] });
    moveStock(ctx, id, { kind: via === 'import' ? 'import' : 'count', to: stock });
    keepCapacity(ctx, { ...draft, id, supplierId: seller.id });
    if (via !== 'import') enqueueReindex(ctx, [id]); // an import reindexes once per batch
    return id;
  });
}

/** The draft without the texts that are pending. A draft keeps its French name, because it has no other one. */
function withoutTexts(draft: OfferDraft, pending: readonly (typeof guardedFields)[number][]): OfferDraft {
  const empty = Object.fromEntries(pending.filter((field) => field !== 'nameFr').map((field) => [field, '']));
  return { ...draft, ...empty };
}

/** Inserts an offer that is on sale at once, with its stock, as the thing that its seller says. Returns its id. */
export function listOffer(
  ctx: ListingCtx,
  { stock = null, ...offer }: Omit<typeof offers.$inferInsert, 'id' | 'status' | 'createdAt'>,
): number {
  return inTransaction(ctx, ({ db }) => {
    const now = isoUtc(ctx.now);
    const { id } = db
      .insert(offers)
      .values({
        sku: offer.slug,
        chosenThing: offer.thing,
        ...offer,
        name: variantName(offer.name, offer.variant ?? null),
        status: 'live',
        createdAt: now,
        updatedAt: now,
      })
      .returning({ id: offers.id })
      .get();
    judgeFigures(ctx, [id]);
    moveStock(ctx, id, { kind: 'count', to: stock });
    keepCapacity(ctx, { id, supplierId: offer.supplierId, bookingTerms: offer.bookingTerms ?? null });
    return id;
  });
}

/**
 * Writes the changed fields with their history and returns their names; writes nothing when nothing changed. Never the
 * stock: `moveStock` does. Terms of booking that what is booked does not fit are not written. A translation whose French source changes without it is to be translated again, unless the
 * person says that it still fits. A text that the claim guard holds is not written; it waits, with the `note` for the
 * stewards.
 */
export function updateOffer(
  ctx: ListingCtx,
  offer: OfferRow,
  draft: Partial<OfferDraft>,
  via: ChangeSource,
  fitting: readonly TranslatedField[] = [],
  note: string | null = null,
): string[] {
  return inTransaction(ctx, ({ db }) => {
    const { stock: _, ...typed } = draft;
    const fields = withBooking(ctx, offer, withholdTexts(ctx, offer, typed, note));
    const changes = changedFields(offer, fields);
    const names = Object.keys(changes);
    const toTranslate = outdatedTexts(offer, { ...draftTexts(offer), ...fields }, names, fitting);
    if (names.length === 0 && toTranslate.length === offer.toTranslate.length) return names;
    const changed = Object.fromEntries(Object.entries(fields).filter(([name]) => Object.hasOwn(changes, name)));
    db.update(offers)
      .set({
        ...draftColumns<Partial<OfferDraft>>(changed, offer),
        thing: thingIn({ ...asDraft(offer), ...changed }) ?? (offer.status === 'live' ? offer.thing : null),
        toTranslate,
        updatedAt: isoUtc(ctx.now),
      })
      .where(eq(offers.id, offer.id))
      .run();
    if (names.length > 0) {
      judgeFigures(ctx, [offer.id, ...spreadShared(ctx, offer.id, changes, via)]);
      recordChange(ctx, offer.id, via, changes);
    }
    if (via !== 'import') enqueueReindex(ctx, [offer.id]);
    return names;
  });
}

/** The fields of `draft` that differ from the offer, as [before, after]. */
export function changedFields(offer: OfferRow, draft: Partial<OfferDraft>): Record<string, [unknown, unknown]> {
  const current = { ...offer, ...draftTexts(offer), thing: offer.chosenThing };
  return Object.fromEntries(
    Object.entries(draft).flatMap(([name, after]) => {
      const before = current[name as keyof typeof current];
      return sameValue(before, after) ? [] : [[name, [before, after] as [unknown, unknown]]];
    }),
  );
}

/**
 * Changes the status of an offer. The slug stays, so that links to it keep working. A name that is held is not on sale,
 * nor an offer that is no known thing.
 */
export function setOfferStatus(
  ctx: Ctx,
  offer: Offer,
  status: Offer['status'],
  via: ChangeSource = 'form',
): Result<object, { reason: 'claim' | 'thing' }> {
  return inTransaction(ctx, ({ db }) => {
    if (offer.ownStatus === status) return done();
    if (status === 'live' && !hasShowableName(ctx, offer)) return refused('claim');
    if (status === 'live' && offer.thing === null) return refused('thing');
    db.update(offers)
      .set({ status, updatedAt: isoUtc(ctx.now) })
      .where(eq(offers.id, offer.id))
      .run();
    recordChange(ctx, offer.id, via, { status: [offer.ownStatus, status] });
    if (via !== 'import') enqueueReindex(ctx, [offer.id]);
    return done();
  });
}

/** Archives live offers, at most some hundreds at once; their changes are recorded. For a rule of the town, not a person. */
export function archiveOffers(ctx: Ctx, offerIds: readonly number[]): void {
  inTransaction(ctx, ({ db }) => {
    const archived = db
      .update(offers)
      .set({ status: 'archived', updatedAt: isoUtc(ctx.now) })
      .where(and(inArray(offers.id, [...offerIds]), eq(offers.status, 'live')))
      .returning({ id: offers.id })
      .all()
      .map(({ id }) => id);
    recordChanges(ctx, archived, 'form', { status: ['live', 'archived'] });
    enqueueReindex(ctx, archived);
  });
}

/** Copies an offer with its season into a new draft, without its reference (SKU), pictures and slug. */
export function duplicateOffer(
  ctx: ListingCtx,
  seller: Seller,
  offer: Offer,
  nameOf: (name: string) => string,
): number {
  return inTransaction(ctx, ({ db }) => {
    const draft = { ...asDraft(offer), sku: null, family: null, variant: null, nameFr: nameOf(offer.name.fr) };
    const id = createOffer(ctx, seller, draft, 'copy');
    db.update(offers).set({ season: offer.season }).where(eq(offers.id, id)).run();
    return id;
  });
}

/** A supplier's offers of all states with ids above `after`, by id: to go through them in pieces. */
export function listOffersAfter({ db }: Pick<Ctx, 'db'>, supplierId: string, after: number, limit: number): OfferRow[] {
  return db
    .select()
    .from(offers)
    .where(and(eq(offers.supplierId, supplierId), gt(offers.id, after)))
    .orderBy(offers.id)
    .limit(limit)
    .all();
}

/** A supplier's offers by reference (SKU), for imports. */
export function findBySku({ db }: Pick<Ctx, 'db'>, supplierId: string, skus: readonly string[]) {
  if (skus.length === 0) return [];
  return db
    .select(getTableColumns(offers))
    .from(offers)
    .where(and(eq(offers.supplierId, supplierId), inArray(offers.sku, [...skus])))
    .all();
}

/** Offers are reindexed in batches; the random suffix makes the outbox key unique for each batch. */
export function enqueueReindex(ctx: Ctx, offerIds: readonly number[]): void {
  if (offerIds.length === 0) return;
  const [first, last] = [offerIds[0], offerIds.at(-1)];
  enqueue(ctx, 'search', `offers:${first}-${last}:${ctx.now.getTime()}:${Math.random().toString(36).slice(2, 8)}`, {
    offerIds: [...offerIds],
  });
}

/** Number of offers on sale whose stock is below their minimum order; in SQL what `minimumQuantity` says. */
export function countSoldOut({ db }: Pick<Ctx, 'db'>, supplierId: string): number {
  return getValue(
    db,
    integer,
    `select count(*)
     from offers
     where supplier_id = ? and status = 'live'
       and stock < (min_quantity + order_step - 1) / order_step * order_step`,
    supplierId,
  );
}
