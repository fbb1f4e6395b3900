// The table of an offer's variants as a form: its fields, and the rows that they say. `k` is the id of an offer, or new1 ...
import { type Cells, columnOf, type OfferColumn, writeCells } from '#app/domain/catalogue/cells.ts';
import { type OfferDraft, problemsOf } from '#app/domain/catalogue/draft.ts';
import { offerStatuses } from '#app/domain/catalogue/offer.ts';
import { asDraft } from '#app/domain/catalogue/offer-texts.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { readCells } from '#app/domain/catalogue/read-cells.ts';
import type { TypedVariant, VariantRefusal } from '#app/domain/catalogue/variant-edits.server.ts';
import { type VariantAxis, variantAxes } from '#app/domain/catalogue/variants.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { Result } from '#app/domain/shared/result.ts';
import type { MergedEdit } from '#app/http/edit-form.ts';
import { type FormInvalid, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDecimal } from '#app/i18n/format.ts';
import type { Messages } from '#app/i18n/messages.ts';
import { shownStock } from './offer-edit.server.ts';

/** The rows for new variants that a page has; saved, it has as many again. */
export const newRows = ['new1', 'new2', 'new3', 'new4'] as const;

type Values = Record<string, string>;

/** The fields of the table as they are now. */
export function variantValues(members: readonly Offer[], locale: Locale): Values {
  const axes = axesOf(members);
  const rows = members.flatMap((member) => {
    const cells = writeCells({ ...asDraft(member), status: member.ownStatus });
    return Object.entries({
      first: valueOn(member, axes[0]),
      second: valueOn(member, axes[1]),
      price: formatDecimal(cells.price, locale),
      stock: cells.stock,
      mass: formatDecimal(cells.mass_kg, locale),
      sku: member.sku === member.slug ? '' : cells.sku,
      status: member.ownStatus,
    }).map(([name, text]) => [`${name}_${member.id}`, text]);
  });
  return { axis1: axes[0], axis2: axes[1] ?? '', ...Object.fromEntries(rows) };
}

/** The axes of a family, a size for an offer that is still alone. */
function axesOf(members: readonly Offer[]): [VariantAxis, VariantAxis?] {
  const [first = 'size', second] = new Set(members.flatMap(({ variant }) => (variant ?? []).map(({ axis }) => axis)));
  return second ? [first, second] : [first];
}

function valueOn({ variant }: Offer, axis: VariantAxis | undefined): string {
  return variant?.find((one) => one.axis === axis)?.value ?? '';
}

type TypedRow = { key: string; typed: TypedVariant };

/** The rows of a posted table: every offer of the family, and the new rows that have a value. */
export function readVariantForm(
  ctx: Pick<RequestContext, 'factors' | 't'>,
  { values, edit }: { values: Values; edit: MergedEdit },
  {
    offer,
    members,
    vatRegime,
  }: { offer: Offer; members: readonly Offer[]; vatRegime: Parameters<typeof problemsOf>[1] },
): Result<{ rows: TypedRow[] }, { errors: Record<string, string> }> {
  const axes = [values.axis1, values.axis2].flatMap((typed) => variantAxes.find((axis) => axis === typed) ?? []);
  if (axes.length === 2 && axes[0] === axes[1]) return { ok: false, errors: { axis2: ctx.t.variantEditor.sameAxis } };
  const own = members.map((member) => ({ key: String(member.id), member }));
  const added = newRows.filter((key) => textOf(values, 'first', key)).map((key) => ({ key, member: null }));
  const errors: Record<string, string> = {};
  const rows = [...own, ...added].map(({ key, member }): TypedRow => {
    const read = readCells(ctx.factors, cellsOf(values, key, axes));
    const whole = { ...asDraft(member ?? offer), ...read.draft };
    if (!member) Object.assign(whole, fromOffer(values, key, offer));
    for (const { column, problem } of read.problems)
      errors[`${fieldOf(column)}_${key}`] ??= ctx.t.offerEditor.problems[problem];
    for (const problem of problemsOf(whole, vatRegime))
      if (problem.problem !== 'claim')
        errors[`${fieldOf(columnOf[problem.field])}_${key}`] ??= ctx.t.offerEditor.problems[problem.problem];
    if (!whole.variant) errors[`first_${key}`] ??= ctx.t.variantEditor.valueMissing;
    return { key, typed: asTyped(whole, { key, member, values, edit }) };
  });
  return Object.keys(errors).length === 0 ? { ok: true, rows } : { ok: false, errors };
}

/** An empty price or mass of a new row is that of the offer. */
function fromOffer(values: Values, key: string, { priceCents, massGrams }: Offer): Partial<OfferDraft> {
  return {
    ...(textOf(values, 'price', key) ? { priceTiers: [] } : { priceCents }),
    ...(textOf(values, 'mass', key) ? {} : { massGrams }),
  };
}

function asTyped(
  { variant, priceCents, stock, massGrams, sku }: OfferDraft,
  { key, member, values, edit }: { key: string; member: Offer | null; values: Values; edit: MergedEdit },
): TypedVariant {
  const status = offerStatuses.find((one) => one === findOwnValue(values, `status_${key}`));
  return {
    id: member?.id ?? null,
    variant: variant ?? [],
    priceCents,
    stock,
    shownStock: member ? shownStock(edit, `stock_${key}`) : undefined,
    sku: sku || member?.sku || null,
    massGrams,
    status: status ?? member?.ownStatus ?? 'draft',
  };
}

function textOf(values: Values, name: string, key: string): string {
  return findOwnValue(values, `${name}_${key}`)?.trim() ?? '';
}

/** Every member is of one family, whose name the verb finds: "x" stands for it. */
function cellsOf(values: Values, key: string, axes: readonly VariantAxis[]): Cells {
  const label = axes.flatMap((axis, i) => {
    const value = textOf(values, i === 0 ? 'first' : 'second', key);
    return value ? [`${axis}=${value}`] : [];
  });
  return {
    variant_group: 'x',
    variant: label.join('; '),
    price: textOf(values, 'price', key),
    stock: textOf(values, 'stock', key),
    mass_kg: textOf(values, 'mass', key),
    sku: textOf(values, 'sku', key),
  };
}

const fieldsOfColumns: Partial<Record<OfferColumn, string>> = {
  price: 'price',
  price_tiers: 'price',
  stock: 'stock',
  mass_kg: 'mass',
  sku: 'sku',
};

function fieldOf(column: OfferColumn): string {
  return fieldsOfColumns[column] ?? 'first';
}

/** The refusal of the verb, beside the field of its row. */
export function variantRefusal({ reason, row }: VariantRefusal, rows: readonly TypedRow[], t: Messages): FormInvalid {
  const key = row === null ? undefined : rows[row]?.key;
  if (key === undefined) return invalidForm(t.variantEditor.refused[reason === 'many' ? 'many' : 'kind']);
  const field = { sku: 'sku', stock: 'stock', thing: 'status' }[reason as 'sku' | 'stock' | 'thing'] ?? 'first';
  return invalidInput({ [`${field}_${key}`]: t.variantEditor.refused[reason] });
}
