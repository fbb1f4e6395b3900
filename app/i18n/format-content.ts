// The content of a pack as text.
import { type Content, writeContent } from '#app/domain/catalogue/content.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatNumber } from './format.ts';

/** "12 × 0,33 l" in French, "12 × 0.33 l" in English. */
export function formatContent(content: Content, locale: Locale): string {
  return writeContent(content, (amount) => formatNumber(amount, locale, 3)).replaceAll(' ', '\u00a0');
}
