// The fields that the variants of a family share: edited on one, it is the same in all of them. Their price, stock, reference, mass,
// content, barcode and state are their own.
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, jsonOf, listRows, nullable, sourceText, text } from '#db/rows.ts';
import type { OfferDraft } from './draft.ts';
import type { ChangeSource } from './offer.ts';
import { recordChanges } from './offer-changes.server.ts';
import { familyName, isVariant, variantName } from './variants.ts';

const ownFields: readonly (keyof OfferDraft)[] = [
  'sku',
  'gtin',
  'family',
  'variant',
  'priceCents',
  'priceTiers',
  'packMilli',
  'content',
  'massGrams',
  'stock',
];

const member = {
  id: integer,
  supplierId: text,
  family: nullable(text),
  name: sourceText,
  variant: nullable(jsonOf('a variant', isVariant)),
};

/**
 * After a change of an offer: writes its shared fields to the other offers of its family, archived ones too, with their
 * history, in the caller's transaction. `changes` are those of the offer, as [before, after]. Returns the ids of the others; none
 * when it is alone, or nothing that is shared was changed. A file says each row itself, so an import spreads nothing.
 */
export function spreadShared(
  ctx: Ctx,
  offerId: number,
  changes: Record<string, [unknown, unknown]>,
  via: ChangeSource,
): number[] {
  const isShared = (field: string) => !ownFields.some((own) => own === field);
  const shared = Object.fromEntries(Object.entries(changes).filter(([field]) => isShared(field)));
  if (via === 'import' || Object.keys(shared).length === 0) return [];
  const edited = findRow(
    ctx.db,
    member,
    'select id, supplier_id as supplierId, family, name, variant from offers where id = ?',
    offerId,
  );
  if (!edited?.family) return [];
  const others = listRows(
    ctx.db,
    member,
    `select id, supplier_id as supplierId, family, name, variant
     from offers
     where supplier_id = ? and family = ? and id <> ?`,
    edited.supplierId,
    edited.family,
    offerId,
  );
  if (others.length === 0) return [];
  const name = familyName(edited.name, edited.variant);
  const names = others.map(({ id, variant }) => ({ id, name: JSON.stringify(variantName(name, variant)) }));
  preparedSql(
    ctx.db,
    `update offers
     set (category, kind, description, vat_basis_points, former_vat_basis_points, unit, order_unit, min_quantity, order_step,
          lead_days, deposit_cents, scenario, reference_units, agec58, egalim, food_family, repaired_thing, thing,
          chosen_thing, recycled_percent, lent_units, availability, by_product, attributes, to_translate) =
         (select category, kind, description, vat_basis_points, former_vat_basis_points, unit, order_unit, min_quantity, order_step,
            lead_days, deposit_cents, scenario, reference_units, agec58, egalim, food_family, repaired_thing, thing,
            chosen_thing, recycled_percent, lent_units, availability, by_product, attributes, to_translate
          from offers where id = @offerId),
         name = j.value ->> 'name', updated_at = @now
     from json_each(@names) j
     where offers.id = j.value ->> 'id'`,
  ).run({ offerId, now: isoUtc(ctx.now), names: JSON.stringify(names) });
  const ids = others.map(({ id }) => id);
  recordChanges(ctx, ids, via, shared);
  return ids;
}
