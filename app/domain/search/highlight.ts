// What matched, shown: a name cut where words were found, and the words that were probably meant.
import type { Locale } from '#app/domain/shared/context.ts';
import { foldText, type TypedWord, typedWords } from './analysis.ts';
import type { SearchQuery, Segment } from './search.ts';

const word = /[\p{L}\p{N}]+/gu;

/** The name in pieces; those whose token is among `marks` are hits. Together they are the name. */
export function segmentsOf(name: string, marks: readonly string[], locale: Locale): Segment[] {
  const marked = new Set(marks);
  const segments: Segment[] = [];
  const add = (text: string, hit: boolean) => {
    const last = segments.at(-1);
    if (text === '') return;
    if (last?.hit === hit) last.text += text;
    else segments.push({ text, hit });
  };
  let at = 0;
  for (const { 0: found, index } of name.matchAll(word)) {
    add(name.slice(at, index), false);
    add(found, marked.size > 0 && typedWords(found, locale).some(({ token }) => marked.has(token)));
    at = index + found.length;
  }
  add(name.slice(at), false);
  return segments;
}

/**
 * The words as typed with those that were meant in the place of those that nobody knows, spelt as in the names that were
 * found; null when no name shows how.
 */
export function correctedQuery(
  { text: typedText, locale }: Pick<SearchQuery, 'text' | 'locale'>,
  typed: readonly TypedWord[],
  meant: ReadonlyMap<number, string>,
  names: readonly (readonly Segment[])[],
): string | null {
  const spelt = new Map<string, string>();
  const all = names.flatMap((segments) =>
    [
      ...segments
        .map(({ text }) => text)
        .join('')
        .matchAll(word),
    ].map(([one]) => one),
  );
  for (const [position, token] of meant) {
    const found = all.find((one) => typedWords(one, locale).some((own) => own.token === token));
    if (!found) return null;
    spelt.set(typed[position]!.raw, found.toLowerCase());
  }
  return typedText.trim().replace(word, (one) => spelt.get(foldText(one)) ?? one);
}
