// Text analysis: typed text -> tokens of the index. Documents and queries go through the same functions.
import type { Locale } from '#app/domain/shared/locale.ts';

const stopWords: Record<Locale, ReadonlySet<string>> = {
  fr: new Set(
    'a au aux avec ce ces dans de des du en et la le les leur ou par pour sans sur un une vos votre'.split(' '),
  ),
  en: new Set('a an and at by for from in of on or the to with your'.split(' ')),
};

/** Lower case, without accents; ligatures become two letters, typographic apostrophes become plain ones. */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’ʼ]/g, "'")
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

/** A typed word (folded) and its token. */
export type TypedWord = { raw: string; token: string };

/** Tokens of a text: folded, without elisions (l', d', qu') and stop words, lightly stemmed. */
export function tokensOf(text: string, locale: Locale): string[] {
  return typedWords(text, locale).map(({ token }) => token);
}

export function typedWords(text: string, locale: Locale): TypedWord[] {
  const bare =
    locale === 'fr'
      ? foldText(text).replace(/\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'/g, ' ')
      : foldText(text).replace(/'s\b/g, '');
  return (bare.match(/[a-z0-9]+/g) ?? [])
    .filter((word) => !stopWords[locale].has(word))
    .map((raw) => ({ raw, token: stemWord(raw, locale) }));
}

/** Removes the endings of plural and gender; a stem keeps at least three letters. */
export function stemWord(word: string, locale: Locale): string {
  if (/\d/.test(word) || word.length < 4) return word;
  if (locale === 'en') {
    if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
    if (/(?:x|ss|ch|sh)es$/.test(word)) return word.slice(0, -2);
    return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
  }
  const singular =
    word.endsWith('eaux') || word.endsWith('eux')
      ? word.slice(0, -1)
      : word.endsWith('aux')
        ? `${word.slice(0, -3)}al`
        : word.replace(/[sx]$/, '');
  const neutral = singular.replace(/ee$/, 'e');
  return neutral.length > 3 ? neutral.replace(/e$/, '') : neutral;
}
