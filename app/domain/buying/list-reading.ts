// The amount that the words of a line ask for. Pure.

import type { TextReading } from '#app/domain/search/understanding/text-reading.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';

/**
 * `exact`: an offer or a thing by its name; `likely`: one thing, by more or other words; `choose`: several; `unknown`: nothing
 * that is sold, and it stays as words.
 */
export const lineReadings = ['exact', 'likely', 'choose', 'unknown'] as const;
export type LineReading = (typeof lineReadings)[number];

/** `count`: how many; `milli`: thousandths of a measure in all, null where only a count is said. */
export type AskedAmount = { count: number | null; milli: number | null; measure: string | null };

/** Thousandths of a unit of comparison that one of a typed unit is. */
const measures: Readonly<Record<string, readonly [measure: string, milli: number]>> = {
  g: ['kg', 1],
  kg: ['kg', 1000],
  ml: ['litre', 1],
  cl: ['litre', 10],
  l: ['litre', 1000],
  mm: ['m', 1],
  cm: ['m', 10],
  m: ['m', 1000],
  m2: ['m2', 1000],
};

/** The amount that the readings of a line say: "20 kg", "12", or both, "12 ... 500 g", which is 6 kg. */
export function amountOf({ chips }: Pick<TextReading, 'chips'>): AskedAmount {
  const count = Number(chips.find(({ name }) => name === 'quantity')?.value ?? 0) || null;
  const sizes = chips.filter(({ name }) => name === 'size');
  const [number = '', unit = ''] = (sizes.length === 1 ? sizes[0]!.value : '').split(' ');
  const [measure = null, milli = 0] = findOwnValue(measures, unit) ?? [];
  const isSideLength = measure === 'm' && milli < 1000;
  if (measure === null || isSideLength) return { count, milli: null, measure: null };
  return { count, milli: Math.round(Number(number) * milli * (count ?? 1)), measure };
}
