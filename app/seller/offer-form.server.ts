// Posted offer form -> cells -> draft, with every problem as a message beside its field.

import { type AttributeType, allergens } from '#app/domain/catalogue/attribute-types.ts';
import {
  askedAttributes,
  attributeType,
  faultyAttributes,
  keptAttributes,
} from '#app/domain/catalogue/attributes.server.ts';
import { bookingDecimals } from '#app/domain/catalogue/booking-cells.ts';
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
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { countingThing, proposeThings, thingIn } from '#app/domain/catalogue/propose-thing.server.ts';
import { readCells } from '#app/domain/catalogue/read-cells.ts';
import { shippedThings, thingOf } from '#app/domain/catalogue/things.server.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDecimal } from '#app/i18n/format.ts';
import type { Messages } from '#app/i18n/messages.ts';
import { bookingCells, bookingFields } from './booking-fields.server.ts';

type VatRegime = Parameters<typeof problemsOf>[1];
export type ReadOffer = Result<{ draft: OfferDraft }, { errors: Record<string, string> }>;

/** `base` is the current offer, or an empty one: fields that the form does not show keep its values. */
export function readOfferForm(
  { factors, t, locale }: Pick<RequestContext, 'factors' | 't' | 'locale'>,
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
  const described = { ...draft, thing: thingIn(draft) };
  draft.attributes = keptAttributes(described);
  const errors: Record<string, string> = {};
  for (const key of faultyAttributes(described))
    errors[`attr_${key}`] = t.offerEditor.attributeProblems[attributeType(key, described).kind];
  for (const problem of read.problems)
    errors[problem.column] ??=
      problem.column === 'thing' ? unknownThing(values.thing ?? '', draft, t, locale) : problemMessage(problem, t);
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
  const found = 'found' in problem ? problem.found : undefined;
  return found ? t.named(found, t.problems[problem.problem]) : t.problems[problem.problem];
}

/** An attribute that the form does not show stays, whatever file it came by. */
function attributesNotIn(values: Record<string, string>, { attributes: before }: OfferDraft): Record<string, string> {
  return Object.fromEntries(
    Object.entries(before).filter(
      ([key]) => !Object.hasOwn(values, `attr_${key}`) && !(key === 'allergens' && 'allergens_shown' in values),
    ),
  );
}

/** Available days and attributes have fields of their own; the other fields are columns. */
function cellsOf(values: Record<string, string>): Cells {
  const cells: Cells = {};
  for (const column of offerColumns) if (values[column] !== undefined) cells[column] = values[column];
  if ('days_shown' in values)
    cells.available_days = [1, 2, 3, 4, 5, 6, 7].filter((day) => Object.hasOwn(values, `day${day}`)).join(' ');
  if ('opening_shown' in values) Object.assign(cells, bookingCells(values));
  if ('details_shown' in values)
    cells.attributes = [...attributeFields(values), ...allergensOf(values)]
      .map(([key, text]) => `${key}=${text.replaceAll(';', ',')}`)
      .join('; ');
  return cells;
}

/** Initial values of the form's fields; decimals as the language writes them, the rate as its list has it. */
export function offerValues(draft: OfferDraft, status: Offer['status'], locale: Locale): Record<string, string> {
  const cells: Record<string, string> = writeCells({ ...draft, status });
  const decimals: OfferColumn[] = [
    'price',
    'pack_size',
    'mass_kg',
    'deposit',
    'piece_min_kg',
    'piece_max_kg',
    'price_per_kg',
    ...bookingDecimals,
  ];
  for (const column of decimals) cells[column] = formatDecimal(cells[column]!, locale);
  cells.content = cells.content!.replace(/\d{1,9}\.\d{1,9}/, (amount) => formatDecimal(amount, locale));
  cells.price_tiers = draft.priceTiers
    .map(({ from, priceCents }) => `${from} = ${formatDecimal((priceCents / 100).toFixed(2), locale)}`)
    .join('\n');
  cells.thing = draft.thing ? translated(thingOf(draft.thing).name, locale) : '';
  cells.away = cells.away!.replaceAll('; ', '\n');
  for (const { key, type } of detailFields(draft)) {
    const kept = findOwnValue(draft.attributes, key) ?? '';
    cells[`attr_${key}`] = type.kind === 'measure' || type.kind === 'count' ? formatDecimal(kept, locale) : kept;
  }
  for (const code of [...allergens, 'none'])
    cells[`allergen_${code}`] = draft.attributes.allergens?.split(',').includes(code) ? '1' : '';
  Object.assign(cells, bookingFields(draft.bookingTerms));
  delete cells.attr_allergens;
  if (draft.kind === 'rental')
    for (const day of [1, 2, 3, 4, 5, 6, 7]) cells[`day${day}`] = draft.availability?.days.includes(day) ? '1' : '';
  return cells;
}

/** The typed attributes, by key. */
function attributeFields(values: Record<string, string>): [key: string, text: string][] {
  return Object.entries(values).flatMap(([name, text]) =>
    name.startsWith('attr_') && text.trim() ? [[name.slice('attr_'.length), text]] : [],
  );
}

/** The ticked allergens; "none" where that alone is ticked. */
function allergensOf(values: Record<string, string>): [key: string, text: string][] {
  const ticked = allergens.filter((code) => values[`allergen_${code}`]);
  if (ticked.length === 0 && !values.allergen_none) return [];
  return [['allergens', ticked.join(',') || 'none']];
}

/** The attributes that the form shows: those that the offer is asked for, then the others that it has. */
export function detailFields(draft: OfferDraft): { key: string; type: AttributeType }[] {
  const described = { ...draft, thing: thingIn(draft) };
  const asked = [...askedAttributes(described)].map(([key, type]) => ({ key, type }));
  const others = Object.keys(draft.attributes).filter((key) => !asked.some((one) => one.key === key));
  return [...asked, ...others.map((key) => ({ key, type: attributeType(key, described) }))];
}

/** The uses in a life that the form states, else those of before. */
function usesOf({ uses_per_life: typed }: Record<string, string>, { scenario }: OfferDraft): number {
  const before = scenario?.kind === 'rental' ? scenario.usesPerLife : 0;
  return typed === undefined ? before : (parseScaled(typed, 0) ?? 0);
}

/** All things by name in the language of the request, each with its shelf: the suggestions of the field. */
export function thingChoices({ locale, t }: Pick<RequestContext, 'locale' | 't'>): { name: string; shelf: string }[] {
  return shippedThings
    .map(({ name, shelf }) => ({ name: translated(name, locale), shelf: t.categories[shelf] }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}

/** The name of the thing that an offer is because its own name says so; null if its seller chose, or it says none. */
export function thingByName(draft: OfferDraft, locale: Locale): string | null {
  const id = draft.thing ? null : countingThing({ fr: draft.nameFr, en: draft.nameEn }, draft.category);
  return id && translated(thingOf(id).name, locale);
}

/** Error: the typed word is no thing, with those that it could mean. */
function unknownThing(typed: string, { category }: OfferDraft, { offerEditor }: Messages, locale: Locale): string {
  const meant = proposeThings({ [locale]: typed }, category).slice(0, 4);
  return offerEditor.thingUnknown(meant.map(({ thing }) => translated(thing.name, locale)));
}
