// A supplier makes an offer into a family of variants, adds to it and changes what is each one's own.
import type { Ctx } from '#app/domain/shared/context.ts';
import { done, type Result } from '#app/domain/shared/result.ts';
import { inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';
import { hasRow, integer, listValues } from '#db/rows.ts';
import { canVary, type OfferDraft } from './draft.ts';
import { createOffer, findBySku, getOwnOffer, type ListingCtx, setOfferStatus, updateOffer } from './listing.server.ts';
import type { OfferStatus } from './offer.ts';
import { asDraft } from './offer-texts.ts';
import { findOffers, type Offer } from './offers.server.ts';
import { typeStock } from './stock.server.ts';
import { claimsInVariant, familyName, isSameVariant, type Variant } from './variants.ts';

const maxVariants = 100;

/** A row of the table. `shownStock`: what the page showed, undefined if it did not say. */
export type TypedVariant = {
  /** Null for a new one. */
  id: number | null;
  variant: Variant;
  priceCents: number;
  stock: number | null;
  shownStock: number | null | undefined;
  /** Null lets the platform make one. */
  sku: string | null;
  massGrams: number;
  status: OfferStatus;
};

/** `row`: the position of the row that is refused; null for the family as a whole. */
export type VariantRefusal = {
  reason: 'kind' | 'many' | 'twice' | 'claim' | 'sku' | 'stock' | 'thing';
  row: number | null;
};

/** The offers of a family in any state, in the order in which they were made; an offer that is alone is its own family. */
export function listVariants(ctx: Pick<Ctx, 'db'>, { id, supplierId, family }: Offer): Offer[] {
  const ids = listValues(
    ctx.db,
    integer,
    'select id from offers where supplier_id = ? and family = ? order by id',
    supplierId,
    family,
  );
  return findOffers(ctx, family === null ? [id] : ids).toSorted((a, b) => a.id - b.id);
}

/** Takes an offer off sale with all variants of its family: the text that is wrong is in each of them. */
export function withdrawFamily(ctx: Ctx, offer: Offer): void {
  for (const member of listVariants(ctx, offer)) if (member.ownStatus === 'live') setOfferStatus(ctx, member, 'draft');
}

/**
 * Writes the whole table, or nothing: rows with an id change their offer, the others become offers that share all else with
 * `offer`. The first table makes `offer` one of them. `editId`: the page from which the stock is typed.
 */
export function saveVariants(
  ctx: ListingCtx,
  offer: Offer,
  rows: readonly TypedVariant[],
  editId: string | null,
): Result<object, VariantRefusal> {
  return inTransactionOrRollback(ctx, (refuse: (refusal: VariantRefusal) => never) => {
    const members = new Map(listVariants(ctx, offer).map((member) => [member.id, member]));
    const refusal = findRefusal(ctx, offer, rows);
    if (refusal) return refuse(refusal);
    const family = offer.family ?? findFreeFamily(ctx, offer);
    for (const [at, row] of rows.entries()) {
      const member = row.id === null ? undefined : members.get(row.id);
      const reason = member ? changeVariant(ctx, member, family, row, editId) : addVariant(ctx, offer, family, row);
      if (reason) return refuse({ reason, row: at });
    }
    return done();
  });
}

/** The first row that cannot be written, before any is. */
function findRefusal(ctx: Ctx, offer: Offer, rows: readonly TypedVariant[]): VariantRefusal | undefined {
  if (!canVary(offer)) return { reason: 'kind', row: null };
  if (rows.length > maxVariants) return { reason: 'many', row: null };
  const family = familyName(offer.name, offer.variant).fr;
  const skus = rows.flatMap(({ sku }) => sku ?? []);
  const owners = new Map(findBySku(ctx, offer.supplierId, skus).map(({ id, sku }) => [sku, id]));
  for (const [at, { id, variant, sku, status }] of rows.entries()) {
    const before = rows.slice(0, at);
    const isOn = status !== 'archived';
    if (isOn && before.some((other) => other.status !== 'archived' && isSameVariant(other.variant, variant)))
      return { reason: 'twice', row: at };
    if (claimsInVariant(family, variant).length > 0) return { reason: 'claim', row: at };
    if (sku === null) continue;
    const owner = owners.get(sku);
    if ((owner !== undefined && owner !== id) || before.some((other) => other.sku === sku))
      return { reason: 'sku', row: at };
  }
  return undefined;
}

/** The supplier's own reference of the first variant; with a number where another family has it. */
function findFreeFamily({ db }: Ctx, { supplierId, sku, slug }: Offer): string {
  const base = (sku ?? slug).slice(0, 70);
  const isTaken = (family: string) =>
    hasRow(db, 'select 1 from offers where supplier_id = ? and family = ?', supplierId, family);
  for (let n = 1; ; n++) {
    const family = n === 1 ? base : `${base}-${n}`;
    if (!isTaken(family)) return family;
  }
}

type RowReason = VariantRefusal['reason'];

/** Null when the row is written, or the reason why it is not. */
function changeVariant(
  ctx: ListingCtx,
  member: Offer,
  family: string,
  row: TypedVariant,
  editId: string | null,
): RowReason | null {
  const { variant, priceCents, massGrams, sku } = row;
  updateOffer(ctx, member, { family, variant, priceCents, massGrams, sku: sku ?? member.sku }, 'table');
  const stock = { kind: 'correction', shown: row.shownStock, typed: row.stock, editId } as const;
  if (!typeStock(ctx, member.id, stock).ok) return 'stock';
  return setStatus(ctx, member, row.status);
}

function addVariant(ctx: ListingCtx, offer: Offer, family: string, row: TypedVariant): RowReason | null {
  const { variant, priceCents, massGrams, sku, stock, status } = row;
  const like = asDraft(offer);
  const own = { sku, gtin: null, family, variant, priceCents, massGrams, stock };
  const draft: OfferDraft = { ...like, ...own, priceTiers: priceCents === like.priceCents ? like.priceTiers : [] };
  const id = createOffer(ctx, { id: offer.supplierId }, draft, 'table');
  return status === 'draft' ? null : setStatus(ctx, getOwnOffer(ctx, offer.supplierId, id), status);
}

function setStatus(ctx: ListingCtx, member: Offer, status: OfferStatus): RowReason | null {
  const set = setOfferStatus(ctx, member, status, 'table');
  return set.ok ? null : set.reason;
}
