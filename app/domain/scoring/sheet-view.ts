// A sheet of quantities as pages show it: each quantity with its label, unit and weight in the value. Pure.
import type { Locale } from '#app/domain/shared/locale.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import type { QuantityFormula, QuantitySheet, QuantityUnit } from './criterion-quantities.ts';
import { addMonths } from './score.ts';
import type { Criterion } from './scoring-method.ts';

export type SheetView = {
  from: string | null;
  to: string | null;
  /** Months that the method asks for, when the period is shorter by more than one; null otherwise. */
  shorterThan: number | null;
  rows: { id: string; label: string; unit: QuantityUnit; amount: number; weight: number }[];
};

/** Null without a sheet. Quantities that were left empty are not in it. */
export function viewSheet(criterion: Criterion, sheet: QuantitySheet | null, locale: Locale): SheetView | null {
  const { quantities: formula } = criterion;
  if (!sheet || !formula) return null;
  const { from, to } = sheet;
  const months = formula.period_months;
  const isShort = months !== null && from !== null && to !== null && addMonths(from, months - 1) > to;
  return {
    from,
    to,
    shorterThan: isShort ? months : null,
    rows: formula.fields.flatMap((field) => {
      const milli = sheet.quantities[field.id];
      if (milli === undefined) return [];
      return [
        {
          id: field.id,
          label: translatedField(field, 'label', locale),
          unit: field.unit,
          amount: milli / 1000,
          weight: weightOf(formula, field.id),
        },
      ];
    }),
  };
}

/** How much of a quantity enters the value: 1, or less for what the method counts in part. */
function weightOf({ numerator }: QuantityFormula, id: string): number {
  return Object.hasOwn(numerator, id) ? (numerator[id] ?? 1) : 1;
}
