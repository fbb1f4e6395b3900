// Shows the match: the name split at matched words, and the corrected query.
import type { Locale } from '#app/domain/shared/locale.ts';
import { foldText, type TypedWord, typedWords } from './analysis.ts';
import type { SearchQuery, Segment } from './search.ts';

const word = /[\p{L}\p{N}]+/gu;

/** Splits the name; segments whose token is among `marks` are hits. The segments joined are the name. */
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
 * The typed text with each unknown word replaced by the word probably meant, spelt (in lower case) as in the
 * names that were found. Null when no name shows the spelling.
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
