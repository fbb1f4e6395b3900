// Validates one row of a file against the current catalogue: create, change, same, or refuse with all problems. Pure.

import { keptAttributes } from '#app/domain/catalogue/attributes.server.ts';
import { parseScaled } from '#app/domain/catalogue/cell-values.ts';
import { type CellProblem, type Cells, emptyDraft, pickDraft } from '#app/domain/catalogue/cells.ts';
import { refusedAttributes } from '#app/domain/catalogue/claim-problems.ts';
import { type OfferDraft, type OfferProblem, problemsOf } from '#app/domain/catalogue/draft.ts';
import { withReference } from '#app/domain/catalogue/figure-facts.server.ts';
import { changedFields } from '#app/domain/catalogue/listing.server.ts';
import { offerFieldContext } from '#app/domain/catalogue/offer-facts.ts';
import { asDraft, draftTexts } from '#app/domain/catalogue/offer-texts.ts';
import type { Offer, OfferRow } from '#app/domain/catalogue/offers.server.ts';
import { askedTerm, thingIn } from '#app/domain/catalogue/propose-thing.server.ts';
import { readCells } from '#app/domain/catalogue/read-cells.ts';
import { matchThing } from '#app/domain/catalogue/things.server.ts';
import { variantName } from '#app/domain/catalogue/variants.ts';
import { judgeText } from '#app/domain/claims/judge-text.ts';
import type { Factors } from '#app/domain/impact/factor-set.ts';
import { foldTerms } from '#app/domain/impact/frame.ts';
import { toSlug } from '#app/domain/shared/slug.ts';

export type RowProblem = CellProblem | OfferProblem | { column: 'sku' | 'variant'; problem: 'twice'; row: number };
export type ValidatedRow =
  | {
      outcome: 'create' | 'change' | 'same';
      sku: string;
      name: string;
      draft: Partial<OfferDraft>;
      status: Offer['status'] | null;
      /** The stock of an offer that exists; of a new one its draft has it. */
      stock: StockOfFile | null;
      changed: FieldChange[];
      /** The word of which a person says the thing, for all rows that have it; null where the thing is known. */
      thingAsked: string | null;
    }
  | { outcome: 'refuse'; sku: string; name: string; problems: RowProblem[] };

/**
 * A field with its current and its new value. `waits`: its text is looked at before it is shown; `refused`: it is kept as
 * a draft; `counted` for a stock whose file does not say what it showed.
 */
export type FieldChange = [field: string, before: unknown, after: unknown, note?: 'counted' | 'waits' | 'refused'];

/** A stock in a file: `to` is written as its difference to `from`, what the export showed, else the stock of now. */
export type StockOfFile = { from: number | null; to: number | null };

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
  const read = readCells(factors, { ...withoutEmptyChoices(cells), sku });
  const name = variantName({ fr: (cells.name_fr ?? '').trim().slice(0, 140) }, read.draft.variant ?? null).fr;
  const { draft, status } = read;
  // A thing that the file says in a word of its own is asked for; no row is lost for it.
  const problems = read.problems.filter(({ column }) => column !== 'thing');
  if (problems.length < read.problems.length) delete draft.thing;
  // The export shows the thing that a name says too; it comes back as no choice.
  if (existing?.chosenThing === null && draft.thing === existing.thing) delete draft.thing;
  const { status: _, ...base } = defaults;
  const whole: OfferDraft = {
    ...emptyDraft,
    ...base,
    ...(existing ? asDraft(existing) : {}),
    ...draft,
  };
  if (!whole.descriptionFr) whole.descriptionFr = whole.nameFr;
  if (draft.thing && !cells.reference?.trim()) {
    const uses = parseScaled(cells.uses_per_life ?? '', 0) ?? 0;
    const { scenario, referenceUnits } = withReference(whole, uses, factors);
    Object.assign(whole, { scenario, referenceUnits });
    Object.assign(draft, { scenario, referenceUnits });
  }
  whole.attributes = keptAttributes({ ...whole, thing: thingIn(whole) });
  if (draft.attributes) draft.attributes = keptAttributes({ ...whole, ...draft, thing: thingIn(whole) });
  for (const key of refusedAttributes(whole)) whole.attributes = without(whole.attributes, key);
  const all: RowProblem[] = [...problems, ...problemsOf(whole, seller.vatRegime)];
  if (all.length > 0) return { outcome: 'refuse', sku, name, problems: all };
  // A description that waits for a steward is empty, in the table and in its export: that changes nothing.
  const isEmptied = draft.descriptionFr === '' && (!existing || draftTexts(existing).descriptionFr !== '');
  const fallback = { ...draft, ...(isEmptied ? { descriptionFr: whole.nameFr } : {}) };
  const thingAsked = termAsked(cells, whole, existing);
  if (!existing) {
    const changed = pendingChanges(whole, guarded);
    return { outcome: 'create', sku, name, draft: pickDraft(whole), status, stock: null, changed, thingAsked };
  }
  const { stock: typed, ...fields } = fallback;
  const changes = changedFields(existing, fields);
  const changed: FieldChange[] = Object.entries(changes).map(([field, [before, after]]) =>
    withNote(field, before, after, claimNote(whole, field)),
  );
  const stock = stockOfFile(cells, typed, existing);
  if (stock) {
    const after = stockAfter(stock, existing.stock);
    if (cells.stock_exported === undefined) changed.push(['stock', existing.stock, after, 'counted']);
    else changed.push(['stock', existing.stock, after]);
  }
  if (status && status !== existing.status) changed.push(['status', existing.status, status]);
  const outcome = changed.length > 0 ? 'change' : 'same';
  return {
    outcome,
    sku,
    name,
    draft: fields,
    status,
    stock,
    changed,
    thingAsked: outcome === 'change' ? thingAsked : null,
  };
}

/** Null where the thing is known: of the file, of the name, or of the offer that exists. */
function termAsked(cells: Cells, whole: OfferDraft, existing: OfferRow | undefined): string | null {
  if (whole.thing !== null || (existing && existing.thing !== null)) return null;
  const typed = foldTerms(cells.thing ?? '');
  if (typed) return matchThing(cells.thing!) ? null : typed;
  return thingIn(whole) === null ? askedTerm(whole.nameFr) : null;
}

/** An attribute that claims what is refused is left out, so that its row is not lost. */
function without(attributes: Record<string, string>, key: string): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => name !== key));
}

/** Texts of a file that a steward looks at first, and refused ones; the rest of the row is written. */
function pendingChanges(draft: OfferDraft, fields: readonly (keyof OfferDraft)[]): FieldChange[] {
  return fields.flatMap((field) => {
    const note = claimNote(draft, field);
    return note ? [withNote(field, null, draft[field], note)] : [];
  });
}

function withNote(field: string, before: unknown, after: unknown, note: 'waits' | 'refused' | null): FieldChange {
  return note ? [field, before, after, note] : [field, before, after];
}

const guarded = ['nameFr', 'nameEn', 'descriptionFr', 'descriptionEn'] as const;

function claimNote(draft: OfferDraft, name: string): 'waits' | 'refused' | null {
  const field = guarded.find((one) => one === name);
  if (!field) return null;
  const { verdict } = judgeText(draft[field], offerFieldContext(draft));
  if (verdict === 'ok') return null;
  return verdict === 'refused' ? 'refused' : 'waits';
}

/** Null if the file does not change the stock: its cell is absent or empty, or is what the export showed. */
function stockOfFile(cells: Cells, to: number | null | undefined, { stock }: OfferRow): StockOfFile | null {
  if (to === undefined || to === null) return null;
  const exported = cells.stock_exported?.trim();
  const from = exported === undefined ? stock : parseScaled(exported, 0);
  return from === to || stockAfter({ from, to }, stock) === stock ? null : { from, to };
}

/** The stock that a file makes of the stock of now: what was sold since stays sold, and never below zero. */
export function stockAfter({ from, to }: StockOfFile, stock: number | null): number | null {
  if (from !== null && to !== null && stock !== null) return Math.max(0, stock + to - from);
  return stock === from ? to : stock;
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
