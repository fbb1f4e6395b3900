import { findOwnValue } from '#app/domain/shared/own-value.ts';

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Escapes text for HTML or XML, also inside a quoted attribute. */
export function asMarkup(text: string): string {
  return text.replace(/[&<>"]/g, (char) => findOwnValue(entities, char)!);
}
