// Validates one row of a file against the current catalogue: create, change, same, or refuse with all problems. Pure.
import { type CellProblem, type Cells, emptyDraft, pickDraft } from '#app/domain/catalogue/cells.ts';
import { type OfferDraft, type OfferProblem, problemsOf } from '#app/domain/catalogue/draft.ts';
import { changedFields } from '#app/domain/catalogue/listing.server.ts';
import { asDraft } from '#app/domain/catalogue/offer-texts.ts';
import type { Offer, OfferRow } from '#app/domain/catalogue/offers.server.ts';
import { readCells } from '#app/domain/catalogue/read-cells.ts';
import type { Factors } from '#app/domain/impact/factor-set.ts';
import { toSlug } from '#app/domain/shared/slug.ts';

export type RowProblem = CellProblem | OfferProblem | { column: 'sku'; problem: 'twice'; row: number };
export type ValidatedRow =
  | {
      outcome: 'create' | 'change' | 'same';
      sku: string;
      name: string;
      draft: Partial<OfferDraft>;
      status: Offer['status'] | null;
      changed: FieldChange[];
    }
  | { outcome: 'refuse'; sku: string; name: string; problems: RowProblem[] };

/** A field with its current and its new value. */
export type FieldChange = [field: string, before: unknown, after: unknown];

export type Defaults = Pick<OfferDraft, 'kind' | 'category' | 'vatBasisPoints'> & { status: 'draft' | 'live' };
type Seller = { vatRegime: 'standard' | 'franchise' | 'margin' };

/** The reference (SKU) that identifies a row: its own, or the slug of its name when it has none. */
export function skuOf(cells: Cells): string {
  return (cells.sku?.trim() || toSlug(cells.name_fr ?? '')).slice(0, 80);
}

export function validateRow(
  factors: Factors,
  cells: Cells,
  existing: OfferRow | undefined,
  defaults: Defaults,
  seller: Seller,
): ValidatedRow {
  const sku = skuOf(cells);
  const name = (cells.name_fr ?? '').trim().slice(0, 140);
  const { draft, status, problems } = readCells(factors, { ...withoutEmptyChoices(cells), sku });
  const { status: _, ...base } = defaults;
  const whole: OfferDraft = {
    ...emptyDraft,
    ...base,
    ...(existing ? asDraft(existing) : {}),
    ...draft,
  };
  if (!whole.descriptionFr) whole.descriptionFr = whole.nameFr;
  const all: RowProblem[] = [...problems, ...problemsOf(whole, seller.vatRegime)];
  if (all.length > 0) return { outcome: 'refuse', sku, name, problems: all };
  const fallback = { ...draft, ...(draft.descriptionFr === '' ? { descriptionFr: whole.nameFr } : {}) };
  if (!existing) return { outcome: 'create', sku, name, draft: pickDraft(whole), status, changed: [] };
  const changes = changedFields(existing, {
    ...fallback,
    ...(fallback.nameEn === '' ? { nameEn: whole.nameFr } : {}),
    ...(fallback.descriptionEn === '' ? { descriptionEn: whole.descriptionFr } : {}),
  });
  const changed: FieldChange[] = Object.entries(changes).map(([field, [before, after]]) => [field, before, after]);
  if (status && status !== existing.status) changed.push(['status', existing.status, status]);
  return { outcome: changed.length > 0 ? 'change' : 'same', sku, name, draft: fallback, status, changed };
}

/** In a file, an empty choice cell means "not given": it never clears the field. */
function withoutEmptyChoices(cells: Cells): Cells {
  return Object.fromEntries(
    Object.entries(cells).filter(
      ([column, value]) =>
        value?.trim() !== '' || !['kind', 'category', 'vat', 'unit', 'order_unit', 'status'].includes(column),
    ),
  );
}
