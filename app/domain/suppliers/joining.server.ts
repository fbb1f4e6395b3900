// Registers a new supplier as a draft, and updates its profile.
import { eq } from 'drizzle-orm';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { openSiretClaim } from '#app/domain/accounts/siret-claims.server.ts';
import { raisePlansOf } from '#app/domain/calendar/opening-plans.server.ts';
import { findLastAudit, listLastAudits, recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { frenchVatNumber } from '#app/domain/shared/identifiers/vat-number.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { locales, sourceLocale } from '#app/domain/shared/locale.ts';
import { toSlug } from '#app/domain/shared/slug.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { hasRow } from '#db/rows.ts';
import { suppliers } from '#db/schema/suppliers.ts';
import { holdSupplierName, withholdProfileTexts } from './guarded-profile.server.ts';
import { recordStep, reindexSupplierOffers } from './lifecycle.server.ts';
import { addMember } from './members.server.ts';
import { type TranslatedColumn, translatedColumns } from './supplier.ts';
import type { Supplier } from './suppliers.server.ts';

export type SupplierIdentity = Pick<
  Supplier,
  'name' | 'trade' | 'legalName' | 'legalForm' | 'siret' | 'vatRegime' | 'vatNumber' | 'address' | 'insee'
> &
  Pick<Supplier, 'contactName' | 'email' | 'phone'>;

/** The fields of a supplier that its people may change after it joined. The VAT regime has a day: `changeVatRegime`. */
export type SupplierProfile = Partial<
  Omit<
    typeof suppliers.$inferInsert,
    'id' | 'slug' | 'siren' | 'siret' | 'status' | 'createdAt' | 'vatRegime' | 'toTranslate'
  >
>;

/** A commune without a point in the town's record: its seller places it, and no distance is measured before. */
const unplaced = { lat: 0, lon: 0 };

/**
 * Creates a draft supplier with the actor as its owner, and claims its SIRET: where another supplier has it, stewards see
 * that and decide, and the actor learns nothing. Buyers cannot see it before it is approved and opened.
 */
export function joinAsSupplier(ctx: Ctx, identity: SupplierIdentity): { slug: string } {
  const userId = requireUserId(ctx);
  return inTransaction(ctx, ({ db }) => {
    const id = newId('sup');
    const slug = freeSlug(ctx, identity.name);
    const { lat, lon } = findCommune(ctx.town, identity.insee) ?? unplaced;
    db.insert(suppliers)
      .values({
        ...identity,
        id,
        slug,
        siren: identity.siret.slice(0, 9),
        vatNumber: identity.vatNumber ?? ownVatNumber(identity),
        headline: { fr: '' },
        story: { fr: '' },
        lat,
        lon,
        deliveryMode: 'transport.van35_parcel_diesel',
        deliveryDays: [],
        pickup: true,
        minimumOrderCents: 0,
        status: 'draft',
        createdAt: isoUtc(ctx.now),
      })
      .run();
    holdSupplierName(ctx, id, identity.name);
    addMember(ctx, id, userId, 'own');
    openSiretClaim(ctx, { kind: 'supplier', id }, { number: identity.siret, claimedBy: userId });
    recordStep(ctx, id, 'register', null);
    recordAudit(ctx, 'joinAsSupplier', id);
    return { slug };
  });
}

/**
 * Updates a supplier's profile and reindexes its offers, because the search index contains parts of it. A text whose
 * French was changed and its translation was not is to be translated again, unless it is one of `fitting`. A text that
 * the claim guard holds waits, with the `note` for the stewards.
 */
export function updateProfile(
  ctx: Ctx,
  supplier: Supplier,
  changes: SupplierProfile,
  fitting: readonly TranslatedColumn[] = [],
  note: string | null = null,
): void {
  const toTranslate = outdatedColumns(supplier, changes, fitting);
  if (Object.keys(changes).length === 0 && toTranslate.length === supplier.toTranslate.length) return;
  inTransaction(ctx, ({ db }) => {
    const shown = withholdProfileTexts(ctx, supplier, changes, note);
    db.update(suppliers)
      .set({ ...shown, toTranslate })
      .where(eq(suppliers.id, supplier.id))
      .run();
    if (changes.closures) raisePlansOf(ctx, supplier.id);
    reindexSupplierOffers(ctx, supplier.id);
    recordAudit(ctx, `updateProfile:${Object.keys(changes).join(',')}`, supplier.id);
  });
}

function outdatedColumns(
  supplier: Supplier,
  changes: SupplierProfile,
  fitting: readonly TranslatedColumn[],
): TranslatedColumn[] {
  const translations = locales.filter((locale) => locale !== sourceLocale);
  return translatedColumns.filter((column) => {
    const [before, after] = [supplier[column], changes[column] ?? supplier[column]];
    const isTranslated = translations.some((locale) => after[locale]);
    const isNew = translations.some((locale) => (after[locale] || '') !== (before[locale] || ''));
    const isOld = supplier.toTranslate.includes(column) || before[sourceLocale] !== after[sourceLocale];
    return isTranslated && isOld && !isNew && !fitting.includes(column);
  });
}

/** The last change of a column of the profile: its actor and time; undefined if it was never changed. */
export function findLastProfileChange(
  ctx: Pick<Ctx, 'db'>,
  supplierId: string,
  column: keyof SupplierProfile,
): { actor: string; at: string } | undefined {
  return findLastAudit(ctx, supplierId, `updateProfile*[:,]${column},*`);
}

/** When the profile of each of these suppliers last changed, UTC, by id; without those that never did. */
export function listLastProfileChanges(ctx: Pick<Ctx, 'db'>, supplierIds: readonly string[]): Map<string, string> {
  return listLastAudits(ctx, supplierIds, 'updateProfile*');
}

/** The French VAT number of a SIREN; null under art. 293 B. */
export function ownVatNumber({ siret, vatRegime }: Pick<SupplierIdentity, 'siret' | 'vatRegime'>): string | null {
  return vatRegime === 'franchise' ? null : frenchVatNumber(siret.slice(0, 9));
}

function freeSlug(ctx: Ctx, name: string): string {
  const base = toSlug(name) || 'etal';
  const isTaken = (slug: string) => hasRow(ctx.db, 'select 1 from suppliers where slug = ?', slug);
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`;
    if (!reserved.has(slug) && !isTaken(slug)) return slug;
  }
}

/** Slugs that would clash with pages under /supplier/. */
const reserved = new Set(['new', 'invitations']);
