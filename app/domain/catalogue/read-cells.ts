import { readTypedDays } from '#app/domain/calendar/typed-day.ts';
import { readTypedWeekdays } from '#app/domain/calendar/weekly-text.ts';
import type { Factors } from '#app/domain/impact/factor-set.ts';
import { maxUses, scenarioOf } from '#app/domain/impact/scenarios.ts';
import { readGtin } from '#app/domain/shared/identifiers/gtin.ts';
import { agecLines } from './agec-lines.ts';
import { readBooking } from './booking-cells.ts';
import { foldCell, matchValue, parseScaled, splitCell } from './cell-values.ts';
import type { CellProblem, Cells, OfferColumn } from './cells.ts';
import { parseContent } from './content.ts';
import { type OfferDraft, repairedThings } from './draft.ts';
import { egalimClasses, foodFamilies } from './food.ts';
import { categories, offerKinds, orderUnits, units, vatRates } from './offer.ts';
import type { Offer } from './offers.server.ts';
import { columnsOfWeighed } from './piece-weight.ts';
import { parsePriceParts } from './price-parts.ts';
import { matchThing } from './things.server.ts';
import { readVariant } from './variants.ts';

/**
 * Upper limits of numbers, in the smallest unit they are stored in. An order of 9,999 packs stays computable within
 * them, in money, in grams and in days.
 */
const maxLengths: Partial<Record<OfferColumn, number>> = {
  price: 100_000_000, // €1,000,000 in cents
  deposit: 100_000_000,
  pack_size: 1_000_000_000,
  stock: 9_999_999,
  lead_days: 365,
  piece_min_kg: 1_000_000, // a tonne in grams
  piece_max_kg: 1_000_000,
  price_per_kg: 1_000_000, // €10,000 in cents
  mass_kg: 100_000_000, // 100 tonnes in grams
  lent_units: 10_000,
  reference_units: 100_000,
  uses_per_life: maxUses,
  recycled_percent: 100,
};

/** Names of attributes: a letter first, so that none is one of an object's own words. */
const attributeKey = /^\p{L}[\p{L}\p{N}_ -]{0,39}$/u;

/**
 * Parses the cells that are present: a missing column leaves its field unchanged, an empty cell is an empty value.
 * Each problem names its column; the draft contains only the valid values.
 */
export function readCells(
  factors: Factors,
  cells: Cells,
): {
  draft: Partial<OfferDraft>;
  status: Offer['status'] | null;
  problems: CellProblem[];
} {
  const problems: CellProblem[] = [];
  const draft: Partial<OfferDraft> = {};
  const wrong = (column: OfferColumn, problem: CellProblem['problem'], found?: string) =>
    problems.push({ column, problem, ...(found !== undefined && { found }) });
  const cell = (column: OfferColumn) => cells[column]?.trim();
  const text = (column: OfferColumn, maxLength: number): string | undefined => {
    const value = cell(column);
    if (value !== undefined && value.length > maxLength) wrong(column, 'long');
    return value;
  };
  const choice = <T extends string>(column: OfferColumn, values: readonly T[]): T | null | undefined => {
    const value = cell(column);
    if (value === undefined) return undefined;
    if (value === '') return null;
    const found = matchValue(values, value);
    if (!found) wrong(column, 'choice');
    return found;
  };
  const number = (column: OfferColumn, digits: number, problem: CellProblem['problem']): number | null | undefined => {
    const value = cell(column);
    if (value === undefined) return undefined;
    if (value === '') return null;
    const found = parseScaled(value, digits);
    const sound = found !== null && found <= (maxLengths[column] ?? Number.MAX_SAFE_INTEGER);
    if (!sound) wrong(column, problem);
    return sound ? found : undefined;
  };
  const put = <K extends keyof OfferDraft>(name: K, value: OfferDraft[K] | undefined) => {
    if (value !== undefined) draft[name] = value;
  };

  const sku = text('sku', 80);
  if (sku !== undefined) draft.sku = sku || null;
  const gtin = cell('gtin');
  if (gtin !== undefined) {
    const read = gtin ? readGtin(gtin) : null;
    draft.gtin = read?.ok ? read.value : null;
    if (read && !read.ok) wrong('gtin', 'gtin');
  }
  readFamily();
  for (const [name, column, max] of [
    ['nameFr', 'name_fr', 140],
    ['nameEn', 'name_en', 140],
    ['descriptionFr', 'description_fr', 2000],
    ['descriptionEn', 'description_en', 2000],
  ] as const)
    put(name, text(column, max));
  const kind = choice('kind', offerKinds);
  if (kind === null) wrong('kind', 'choice');
  else put('kind', kind);
  const category = choice('category', categories);
  if (category === null) wrong('category', 'choice');
  else put('category', category);
  const quote = choice('on_quote', ['yes', 'no'] as const);
  if (quote !== undefined) draft.onQuote = quote === 'yes';
  const price = number('price', 2, 'money');
  if (price !== undefined) draft.priceCents = price ?? 0;
  const vat = number('vat', 2, 'number');
  if (vat !== undefined && vat !== null) {
    if ((vatRates as readonly number[]).includes(vat)) draft.vatBasisPoints = vat;
    else wrong('vat', 'choice');
  } else if (vat === null) wrong('vat', 'choice');
  const unit = choice('unit', units);
  if (unit) draft.unit = unit;
  const orderUnit = choice('order_unit', orderUnits);
  if (orderUnit !== undefined && orderUnit !== null) draft.orderUnit = orderUnit;
  const pack = number('pack_size', 3, 'number');
  if (pack !== undefined) draft.packMilli = pack || 1000;
  const content = cell('content');
  if (content !== undefined) {
    draft.content = content ? parseContent(content) : null;
    if (content && !draft.content) wrong('content', 'content');
  }
  for (const [name, column] of [
    ['minQuantity', 'min_quantity'],
    ['orderStep', 'order_step'],
  ] as const) {
    const value = number(column, 0, 'whole');
    if (value !== undefined && value !== null && (value < 1 || value > 9999)) wrong(column, 'whole');
    else if (value !== undefined) draft[name] = value ?? 1;
  }
  const stock = number('stock', 0, 'whole');
  if (stock !== undefined) draft.stock = stock;
  const lead = number('lead_days', 0, 'whole');
  if (lead !== undefined) draft.leadDays = lead ?? 1;
  const mass = number('mass_kg', 3, 'number');
  if (mass !== undefined) draft.massGrams = mass ?? 0;
  const deposit = number('deposit', 2, 'money');
  if (deposit !== undefined) draft.depositCents = deposit || null;
  const lent = number('lent_units', 0, 'whole');
  if (lent !== undefined) draft.lentUnits = lent ?? 0;
  const referenceUnits = number('reference_units', 0, 'whole');
  if (referenceUnits !== undefined) draft.referenceUnits = referenceUnits ?? 0;
  const reference = cell('reference');
  if (reference !== undefined) {
    const uses = reference.startsWith('rental:') ? number('uses_per_life', 0, 'whole') : null;
    draft.scenario = reference ? scenarioOf(factors, reference, uses ?? 0) : null;
    if (reference && !draft.scenario)
      wrong(scenarioOf(factors, reference, 1) ? 'uses_per_life' : 'reference', 'choice');
  }
  const agec = cell('agec58');
  if (agec !== undefined) {
    draft.agec58 = Object.values(agecLines).find((name) => foldCell(name) === foldCell(agec)) ?? null;
    if (agec && !draft.agec58) wrong('agec58', 'choice');
  }
  const egalim = choice('egalim', egalimClasses);
  if (egalim !== undefined) draft.egalim = egalim;
  put('foodFamily', choice('food_family', foodFamilies));
  put('repairedThing', choice('repaired_thing', repairedThings));
  const thing = cell('thing');
  if (thing !== undefined) {
    draft.thing = thing ? (matchThing(thing) ?? null) : null;
    if (thing && !draft.thing) wrong('thing', 'choice');
  }
  const recycled = number('recycled_percent', 0, 'whole');
  if (recycled !== undefined) draft.recycledPercent = recycled || null;
  readTiers();
  readAvailability();
  readBooking(cells, draft, wrong);
  readByProduct();
  readPieceWeight();
  readAttributes();
  const status = choice('status', ['draft', 'live', 'archived'] as const) ?? null;
  return { draft, status, problems };

  /** Both columns or none: a group without a variant, or a variant of no group, is an offer alone. */
  function readFamily(): void {
    const [group, typed] = [text('variant_group', 80), cell('variant')];
    if (group === undefined || typed === undefined) return;
    const variant = typed ? readVariant(typed) : null;
    if (typed && !variant) return void wrong('variant', 'variant');
    const isOne = group !== '' && variant !== null;
    Object.assign(draft, isOne ? { family: group, variant } : { family: null, variant: null });
  }

  /** Format: "10 = 9,50; 50 = 8" (from quantity = price); a colon is read too. */
  function readTiers(): void {
    const value = cell('price_tiers');
    if (value === undefined) return;
    if (splitCell(value).some(isTime)) return void wrong('price_tiers', 'tier-time');
    const tiers = splitCell(value).map((part) => {
      const [from, cents] = part.split(/[:=]/).map((side) => side.trim());
      const tier = { from: parseScaled(from ?? '', 0), priceCents: parseScaled(cents ?? '', 2) };
      return tier.from === null || tier.priceCents === null ? null : { from: tier.from, priceCents: tier.priceCents };
    });
    if (tiers.some((tier) => tier === null)) wrong('price_tiers', 'tiers');
    else draft.priceTiers = tiers.filter((tier) => tier !== null).sort((a, b) => a.from - b.from);
  }

  /** Formats: days "1 2 3 4 5" or "lundi-vendredi"; away "du 24/12/2026 au 02/01/2027; 2027-02-01". */
  function readAvailability(): void {
    const [days, away] = [cell('available_days'), cell('away')];
    if (days === undefined && away === undefined) return;
    const list = readTypedWeekdays(days ?? '');
    if (list === null) return void wrong('available_days', 'choice');
    const spans = splitCell(away ?? '').map(readTypedDays);
    const fault = spans.find((span) => !span.ok);
    if (fault) return void wrong('away', fault.reason === 'day-form' ? 'dates' : fault.reason, fault.typed);
    draft.availability =
      list.length === 0 && spans.length === 0
        ? null
        : {
            days: list.length > 0 ? list : [1, 2, 3, 4, 5, 6, 7],
            away: spans.flatMap((span) => (span.ok ? [{ from: span.from, to: span.to }] : [])),
          };
  }

  function readByProduct(): void {
    const available = text('by_product_quantity', 120);
    if (available === undefined) return;
    const frequency = choice('by_product_frequency', ['once', 'weekly', 'monthly', 'seasonal'] as const);
    const status = choice('by_product_status', ['product', 'waste'] as const);
    draft.byProduct = available ? { available, frequency: frequency ?? 'once', status: status ?? 'product' } : null;
  }

  /** All three columns or none; the price, the pack and the mass of the heaviest piece follow from them. */
  function readPieceWeight(): void {
    const [min, max] = [number('piece_min_kg', 3, 'number'), number('piece_max_kg', 3, 'number')];
    const kilo = number('price_per_kg', 2, 'money');
    if (min === undefined || max === undefined || kilo === undefined) return;
    draft.pieceWeight = null;
    if (min === null && max === null && kilo === null) return;
    if (min === null) return void wrong('piece_min_kg', 'number');
    if (max === null) return void wrong('piece_max_kg', 'number');
    if (kilo === null) return void wrong('price_per_kg', 'money');
    draft.pieceWeight = { minGrams: min, maxGrams: max, kiloCents: kilo };
    if (max > 0) Object.assign(draft, columnsOfWeighed(draft.pieceWeight));
  }

  /** Format: "colour=blue; size=L". An attribute that no thing knows is kept as a text. */
  function readAttributes(): void {
    const value = text('attributes', 4000);
    if (value === undefined) return;
    const pairs = splitCell(value).map((part) => {
      const at = part.indexOf('=');
      const key = part.slice(0, at).trim();
      return at > 0 && attributeKey.test(key) ? ([key, part.slice(at + 1).trim()] as const) : null;
    });
    if (pairs.some((pair) => pair === null)) return void wrong('attributes', 'pairs');
    const given = Object.fromEntries(pairs.filter((pair) => pair !== null).filter(([, text]) => text));
    if (given.price_parts && !parsePriceParts(given.price_parts)) return void wrong('attributes', 'price-parts');
    draft.attributes = given;
  }
}

/**
 * Whether a spreadsheet made a time of a tier, without a blank: "100 : 8,50" comes back as 40:08,50 (a hundred minutes
 * and 8.5 seconds), "144 : 1" as 144:01:00.
 */
function isTime(tier: string): boolean {
  return /^\d{1,4}:\d{2}(?::\d{2}(?:[.,]\d+)?|[.,]\d+)$/.test(tier);
}
