// Text analysis: typed text -> tokens of the index. Documents and queries go through the same functions.
import { type BySource, byLocale, type Locale } from '#app/domain/shared/locale.ts';

type Analyser = {
  /** Folded words that no search needs. */
  stopWords: ReadonlySet<string>;
  /** Removes what is joined to a word without belonging to it: "l'établi" -> "établi", "farm's" -> "farm". */
  withoutJoined: (folded: string) => string;
  /** Removes the endings of plural and gender of a word of four letters or more. */
  stem: (word: string) => string;
};

/** A language without its own analyser is read as French: so is the text that it has not translated. */
const analysers: BySource<Analyser> = {
  fr: {
    stopWords: new Set(
      'a au aux avec ce ces dans de des du en et la le les leur ou par pour sans sur un une vos votre'.split(' '),
    ),
    withoutJoined: (folded) => folded.replace(/\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'/g, ' '),
    stem: stemFrench,
  },
  en: {
    stopWords: new Set('a an and at by for from in of on or the to with your'.split(' ')),
    withoutJoined: (folded) => folded.replace(/'s\b/g, ''),
    stem: stemEnglish,
  },
};

/** Letters that no decomposition takes apart, as people without them on their keyboard type them. */
const letters: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
};

/**
 * Lower case, without accents (NFKD, so that ligatures and m² are plain letters and digits); typographic apostrophes
 * become plain ones.
 */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[œæßøđðłıþ]/g, (letter) => letters[letter]!)
    .replace(/[’ʼ]/g, "'")
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
}

/** A typed word (folded) and its token. */
export type TypedWord = { raw: string; token: string };

/** Tokens of a text: folded, without elisions (l', d', qu') and stop words, lightly stemmed. */
export function tokensOf(text: string, locale: Locale): string[] {
  return typedWords(text, locale).map(({ token }) => token);
}

/** "500g" is two words, "0,5" is one, and so is "A4". A text of stop words alone keeps them. */
export function typedWords(text: string, locale: Locale): TypedWord[] {
  const { stopWords, withoutJoined } = byLocale(analysers, locale);
  const all = withoutJoined(foldText(text)).match(/\d+(?:[.,]\d+)?|[a-z][a-z0-9]*/g) ?? [];
  const meant = all.filter((word) => !stopWords.has(word));
  return (meant.length > 0 ? meant : all).map((word) => {
    const raw = word.replace(',', '.');
    return { raw, token: stemWord(raw, locale) };
  });
}

/**
 * Facts for the stop words of a name, from three letters on: only a word that is still being typed looks for them ("sur"
 * of "sur mesure").
 */
export function smallTermsOf(name: string, locale: Locale): string[] {
  const { stopWords, withoutJoined } = byLocale(analysers, locale);
  const all = withoutJoined(foldText(name)).match(/[a-z]{3,}/g) ?? [];
  return all.filter((word) => stopWords.has(word)).map(smallTerm);
}

export function smallTerm(folded: string): string {
  return `small:${folded}`;
}

/** Whether a folded word is one that no search needs. */
export function isStopWord(folded: string, locale: Locale): boolean {
  return byLocale(analysers, locale).stopWords.has(folded);
}

/** Removes the endings of plural and gender; a stem keeps at least three letters. */
export function stemWord(word: string, locale: Locale): string {
  return /\d/.test(word) || word.length < 4 ? word : byLocale(analysers, locale).stem(word);
}

function stemEnglish(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:x|ss|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function stemFrench(word: string): string {
  const neutral = singularOf(word)
    .replace(/ee$/, 'e')
    .replace(/(?<=..[eo]n)ne$/, '');
  return neutral.length > 3 ? neutral.replace(/e$/, '') : neutral;
}

function singularOf(word: string): string {
  if (word.endsWith('eaux') || word.endsWith('eux')) return word.slice(0, -1);
  return word.endsWith('aux') ? `${word.slice(0, -3)}al` : word.replace(/[sx]$/, '');
}
