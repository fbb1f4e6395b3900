// The raw quantities of a criterion, and the value that they make: an operator types what its books say, the platform
// computes. The formula is data of the method (`quantities`). Pure; exact, in whole numbers.
import type { Result } from '#app/domain/shared/result.ts';
import { done, refused } from '#app/domain/shared/result.ts';

/** Units of quantities; `case` is a box, ticked or not. */
export const quantityUnits = [
  '€',
  '€/h',
  'h',
  'kg',
  'kg CO2e',
  'kg CO2e/€',
  'kWh',
  't.km',
  'ETP',
  'voix',
  'jours',
  'nombre',
  'case',
] as const;
export type QuantityUnit = (typeof quantityUnits)[number];

export type AskedQuantity = {
  id: string;
  label_fr: string;
  label_en: string;
  unit: QuantityUnit;
  /** May stay empty, and counts 0 then. */
  optional?: true | undefined;
};

/**
 * value = scale x numerator / (denominator x divided_by ...). Numerator and denominator are weighted sums by quantity;
 * an empty denominator is 1.
 */
export type QuantityFormula = {
  /** Length of the time that the quantities are of; null: they are of one day. */
  period_months: number | null;
  fields: readonly AskedQuantity[];
  numerator: Readonly<Record<string, number>>;
  denominator: Readonly<Record<string, number>>;
  divided_by: readonly string[];
  scale: number;
  /** `max`: the largest of the numerator's quantities instead of their sum. */
  combine?: 'max' | undefined;
  absolute?: true | undefined;
  /** Parts that together are not more than their whole: one euro or kilogram stands in one of them alone. */
  within?: readonly { parts: readonly string[]; whole: readonly string[] }[] | undefined;
  /** The value when a box is ticked, whatever the rest says. */
  set_when?: Readonly<Record<string, number>> | undefined;
  /** With none of these no document counts: the value is a declaration (L1). */
  declared_without?: readonly string[] | undefined;
};

/** Thousandths by quantity; what is not there counts 0. */
export type Quantities = Readonly<Record<string, number>>;

/** The quantities of one submission: kept beside the evidence, and committed to in its entry. */
export type QuantitySheet = {
  /** The version whose formula made the value, as `refOf` names it. */
  method: string;
  /** The days of the period, YYYY-MM-DD; null for a criterion of one day. */
  from: string | null;
  to: string | null;
  quantities: Quantities;
};

export type QuantityRefusal =
  | { reason: 'nothing-to-divide'; field: string }
  | { reason: 'parts-exceed-whole'; field: string; whole: readonly string[] };

/** The value, to three decimals (halves away from zero). Refuses parts above their whole and a division by zero. */
export function computeValue(
  formula: QuantityFormula,
  quantities: Quantities,
): Result<{ value: number }, QuantityRefusal> {
  const milli = (id: string) => BigInt(quantities[id] ?? 0);
  const sum = (ids: readonly string[]) => ids.reduce((total, id) => total + milli(id), 0n);
  for (const { parts, whole } of formula.within ?? [])
    if (sum(parts) > sum(whole)) {
      const field = parts.findLast((id) => milli(id) > 0n) ?? whole[0] ?? '';
      return refused('parts-exceed-whole', { field, whole });
    }
  for (const [id, value] of Object.entries(formula.set_when ?? {})) if (milli(id) > 0n) return done({ value });
  const weighted = (weights: Readonly<Record<string, number>>) =>
    Object.entries(weights).map(([id, weight]) => BigInt(Math.round(weight * 100)) * milli(id));
  const terms = weighted(formula.numerator);
  let above = formula.combine === 'max' ? largest(terms) : total(terms);
  if (formula.absolute && above < 0n) above = -above;
  const hasDenominator = Object.keys(formula.denominator).length > 0;
  let below = hasDenominator ? total(weighted(formula.denominator)) : 100_000n;
  for (const id of formula.divided_by) {
    below *= milli(id);
    above *= 1000n;
  }
  if (below <= 0n) {
    const dividing = [...formula.divided_by, ...Object.keys(formula.denominator)];
    return refused('nothing-to-divide', { field: dividing.find((id) => milli(id) === 0n) ?? dividing[0] ?? '' });
  }
  return done({ value: Number(roundedDivision(BigInt(formula.scale) * above * 1000n, below)) / 1000 });
}

/** Whether documents can prove the value: without scope 3, say, it stays a declaration. */
export function allowsDocument(
  { quantities: formula }: { quantities?: QuantityFormula | undefined },
  sheet: QuantitySheet | null,
): boolean {
  if (!formula?.declared_without || !sheet) return true;
  return formula.declared_without.some((id) => (sheet.quantities[id] ?? 0) > 0);
}

function total(terms: readonly bigint[]): bigint {
  return terms.reduce((sum, term) => sum + term, 0n);
}

function largest(terms: readonly bigint[]): bigint {
  return terms.reduce((max, term) => (term > max ? term : max), 0n);
}

/** Neither is negative, but for the numerator of a gap. */
function roundedDivision(above: bigint, below: bigint): bigint {
  const sign = above < 0n ? -1n : 1n;
  return sign * ((sign * above * 2n + below) / (below * 2n));
}
