// Posted offer form -> cells -> draft, with every problem as a message beside its field.
import { attributes } from '#app/domain/catalogue/attributes.ts';
import { parseScaled } from '#app/domain/catalogue/cell-values.ts';
import {
  type CellProblem,
  type Cells,
  columnOf,
  type OfferColumn,
  offerColumns,
  writeCells,
} from '#app/domain/catalogue/cells.ts';
import { claimProblemsOf } from '#app/domain/catalogue/claim-problems.ts';
import { type OfferDraft, type OfferProblem, problemsOf } from '#app/domain/catalogue/draft.ts';
import { withReference } from '#app/domain/catalogue/figure-facts.server.ts';
import type { OfferKind } from '#app/domain/catalogue/offer.ts';
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { readCells } from '#app/domain/catalogue/read-cells.ts';
import { shippedThings } from '#app/domain/catalogue/things.server.ts';
import { shippedFrames } from '#app/domain/impact/frames.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDecimal } from '#app/i18n/format.ts';
import type { Messages } from '#app/i18n/messages.ts';

type VatRegime = Parameters<typeof problemsOf>[1];
export type ReadOffer = Result<{ draft: OfferDraft }, { errors: Record<string, string> }>;

/** `base` is the current offer, or an empty one: fields that the form does not show keep its values. */
export function readOfferForm(
  { factors, t }: Pick<RequestContext, 'factors' | 't'>,
  values: Record<string, string>,
  base: OfferDraft,
  vatRegime: VatRegime,
): ReadOffer {
  const read = readCells(factors, cellsOf(values));
  let draft = { ...base, ...read.draft };
  if (read.draft.attributes) draft.attributes = { ...attributesNotIn(values, base), ...read.draft.attributes };
  // The form names a thing; its reference is found. A reference that another way named stays until a thing is named.
  if (values.reference === undefined && (draft.thing !== null || base.thing !== null))
    draft = withReference(draft, usesOf(values, base), factors);
  const errors: Record<string, string> = {};
  for (const { column, problem } of read.problems) errors[column] ??= t.offerEditor.problems[problem];
  const claims = values.claim_note?.trim() ? [] : claimProblemsOf(draft, base);
  for (const problem of [...claims, ...problemsOf(draft, vatRegime)])
    errors[columnOf[problem.field]] ??= problemMessage(problem, t);
  return Object.keys(errors).length === 0 ? { ok: true, draft } : { ok: false, errors };
}

/** Why a text is no claim, in the seller's words; null if they say nothing. */
export function claimNoteOf(values: Record<string, string>): string | null {
  return values.claim_note?.trim().slice(0, 1000) || null;
}

/** Error: another offer of the supplier already has this reference. */
export const skuTaken = (t: Messages) => ({ sku: t.offerEditor.problems.taken });

function problemMessage(problem: OfferProblem | CellProblem, { offerEditor: t, claimTexts }: Messages): string {
  if (problem.problem === 'claim' && 'claim' in problem)
    return t.claim(problem.found, claimTexts.instead[problem.claim]);
  return t.problems[problem.problem];
}

/** An attribute that the form does not show stays, whatever file it came by. */
function attributesNotIn(values: Record<string, string>, { attributes: before }: OfferDraft): Record<string, string> {
  return Object.fromEntries(Object.entries(before).filter(([key]) => !Object.hasOwn(values, `attr_${key}`)));
}

/** Available days and attributes have fields of their own; the other fields are columns. */
function cellsOf(values: Record<string, string>): Cells {
  const cells: Cells = {};
  for (const column of offerColumns) if (values[column] !== undefined) cells[column] = values[column];
  if ('days_shown' in values)
    cells.available_days = [1, 2, 3, 4, 5, 6, 7].filter((day) => Object.hasOwn(values, `day${day}`)).join(' ');
  if ('details_shown' in values)
    cells.attributes = attributes
      .filter((key) => values[`attr_${key}`]?.trim())
      .map((key) => `${key}=${values[`attr_${key}`]!.replaceAll(';', ',')}`)
      .join('; ');
  return cells;
}

/** Initial values of the form's fields; decimals as the language writes them, the rate as its list has it. */
export function offerValues(draft: OfferDraft, status: Offer['status'], locale: Locale): Record<string, string> {
  const cells: Record<string, string> = writeCells({ ...draft, status });
  const decimals: OfferColumn[] = ['price', 'pack_size', 'mass_kg', 'deposit'];
  for (const column of decimals) cells[column] = formatDecimal(cells[column]!, locale);
  cells.content = cells.content!.replace(/\d{1,9}\.\d{1,9}/, (amount) => formatDecimal(amount, locale));
  cells.price_tiers = draft.priceTiers
    .map(({ from, priceCents }) => `${from} = ${formatDecimal((priceCents / 100).toFixed(2), locale)}`)
    .join('\n');
  cells.away = cells.away!.replaceAll('; ', '\n');
  for (const key of attributes) cells[`attr_${key}`] = draft.attributes[key] ?? '';
  if (draft.kind === 'rental')
    for (const day of [1, 2, 3, 4, 5, 6, 7]) cells[`day${day}`] = draft.availability?.days.includes(day) ? '1' : '';
  return cells;
}

/** The uses in a life that the form states, else those of before. */
function usesOf({ uses_per_life: typed }: Record<string, string>, { scenario }: OfferDraft): number {
  const before = scenario?.kind === 'rental' ? scenario.usesPerLife : 0;
  return typed === undefined ? before : (parseScaled(typed, 0) ?? 0);
}

/** The things that an offer of the kind can be compared as, and the one it is, by name in the language of the request. */
export function thingNames(
  { locale }: Pick<RequestContext, 'locale'>,
  kind: OfferKind,
  current = '',
): { id: string; name: string }[] {
  const { frames } = shippedFrames;
  const served = new Set(
    [...frames.values()].filter(({ kinds }) => kinds.includes(kind)).flatMap((frame) => frame.things),
  );
  return shippedThings
    .filter(({ id }) => served.has(id) || id === current)
    .map(({ id, name }) => ({ id, name: translated(name, locale) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}
