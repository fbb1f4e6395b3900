// Weights of goods that are weighed for their price: to the gram.
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatNumber } from './format.ts';

/** 1745 grams -> "1,745 kg". */
export function formatWeight(grams: number, locale: Locale): string {
  return `${formatNumber(grams / 1000, locale, 3)}\u00a0kg`;
}
