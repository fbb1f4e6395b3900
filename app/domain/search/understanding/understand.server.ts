// The words of a search -> what is meant: readings, and the terms that either engine is asked for. No engine guesses.

import type { Locale } from '#app/domain/shared/locale.ts';
import { stemWord } from '../analysis.ts';
import { peopleTerm } from '../indexed-facts.ts';
import type { AskedGroup, Vocabulary } from '../search.ts';
import { cutPhrases } from './cut-phrases.server.ts';
import { shippedNeeds } from './needs.server.ts';
import { nothingOf, type UnansweredMeaning } from './nothing-found.server.ts';
import { longestPhrase, phraseTerms } from './phrases.server.ts';
import { piecesOf, typedOf } from './pieces.ts';
import { type Plan, plansOf } from './plans.ts';
import { sizeTerm } from './read-amounts.ts';
import type { ReadChip, ReadName } from './read-chip.ts';
import { isRealWord } from './real-words.server.ts';
import { nearTerms, slipsAllowed } from './spelling.ts';
import { readText } from './text-reading.ts';

export type Question = {
  text: string;
  locale: Locale;
  /** YYYY-MM-DD in the town. */
  today: string;
  /** Readings that the reader took off: their words count as words. */
  unread: readonly ReadName[];
  /** False for a public buyer, whose search must not prefer by place. */
  hasPlaces: boolean;
};

/**
 * `terms`: what was searched as words, as typed. `corrected`: the whole text with a misspelt word exchanged. `nothing`: the answer
 * when no plan finds an offer.
 */
export type Understanding = {
  chips: readonly ReadChip[];
  terms: string;
  plans: readonly Plan[];
  corrected: string | null;
  nothing: UnansweredMeaning;
};

const jobs = shippedNeeds.filter(({ kind }) => kind === 'job');
const maxCorrections = 6;
const maxUnknown = 2;

/** How a question is understood: as typed first, then with misspelt words exchanged, the likeliest first. */
export function understand(question: Question, vocabulary: Vocabulary): Understanding[] {
  const plain = asTyped(question, vocabulary, null);
  const unknown = unknownIn(plain.terms, question.locale, vocabulary).slice(0, maxUnknown);
  if (unknown.length === 0) return [plain];
  const corrections = unknown.reduce<{ text: string; cost: number; isSpelt: boolean }[]>(
    (texts, typed) =>
      texts.flatMap((one) =>
        meantBy(typed, question.locale, vocabulary).map(({ spelt, cost, isSplit }) => ({
          text: one.text.replace(typed, spelt),
          cost: one.cost + cost,
          isSpelt: one.isSpelt && isSplit,
        })),
      ),
    [{ text: question.text, cost: 0, isSpelt: true }],
  );
  const corrected = corrections
    .sort((a, b) => a.cost - b.cost)
    .slice(0, maxCorrections * 2)
    .map(({ text, isSpelt }) => asTyped({ ...question, text }, vocabulary, isSpelt ? null : text))
    .filter(({ plans }) => plans.some((plan) => isPossible(plan, vocabulary)));
  return [plain, ...corrected.slice(0, maxCorrections)];
}

function asTyped(
  { text, locale, today, unread, hasPlaces }: Question,
  vocabulary: Vocabulary,
  corrected: string | null,
): Understanding {
  const { chips, pieces, text: terms } = readText(text, today, { unread, isNamed: namesOneThing(text, locale) });
  const segments = cutPhrases(pieces, locale, { hasPlaces, ...vocabulary });
  const facts = factGroups(chips, locale, vocabulary);
  const plans = (segments.length > 0 ? plansOf(segments, jobs, vocabulary) : [{ groups: [], things: [] }])
    .filter(({ groups }) => groups.length > 0 || segments.length === 0)
    .map(({ groups, things }) => ({ groups: requireOne([...groups, ...facts]), things }));
  const isCheapest = chips.some(({ name }) => name === 'sort') && !chips.some(({ name }) => name === 'kind');
  const ordered = isCheapest ? plans.flatMap((plan) => [toOwn(plan), plan]) : plans;
  return { chips, terms, plans: ordered, corrected, nothing: nothingOf(segments, chips, locale, vocabulary) };
}

/** The plan for what one can own: the price of a day's hire is no price of the thing. */
function toOwn({ groups, things }: Plan): Plan {
  return { things, groups: [...groups, { ways: [{ terms: ['way:owned'], weight: 1, named: true }], optional: false }] };
}

/** Readings that are terms of the index: conditions, and what comes first. */
function factGroups(chips: readonly ReadChip[], locale: Locale, vocabulary: Vocabulary): AskedGroup[] {
  return chips.flatMap(({ name, value, text }): AskedGroup[] => {
    if (name === 'diet' || name === 'label') {
      const terms = piecesOf(text).pieces.map(({ folded }) => stemWord(folded, locale));
      const fact = `${name}:${value}`;
      return [
        {
          ways: [
            { terms: [fact, ...terms], weight: 1, named: true },
            { terms: [fact], weight: 0.9, named: true },
          ],
          optional: false,
        },
      ];
    }
    if (name === 'size') {
      const term = sizeTerm(value);
      return term ? [{ ways: [{ terms: [term], weight: 1, named: true }], optional: true }] : [];
    }
    return name === 'people' ? [peopleGroup(Number(value), vocabulary)] : [];
  });
}

/** The smallest that holds enough first, then the larger ones; those that hold fewer come after, the largest first. */
function peopleGroup(people: number, vocabulary: Vocabulary): AskedGroup {
  const sizes = [...vocabularyNumbers(vocabulary)];
  const enough = sizes.filter((size) => size >= people).sort((a, b) => a - b);
  const fewer = sizes.filter((size) => size < people).sort((a, b) => b - a);
  const ways = [
    ...enough.map((size, i) => ({
      terms: [peopleTerm(String(size))],
      weight: Math.max(0.6, 1 - i * 0.04),
      named: true,
    })),
    ...fewer.map((size, i) => ({
      terms: [peopleTerm(String(size))],
      weight: Math.max(0.05, 0.3 - i * 0.02),
      named: true,
    })),
  ];
  return { ways, optional: true };
}

function* vocabularyNumbers(vocabulary: Vocabulary): Generator<number> {
  const sorted = vocabulary.sorted();
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < peopleTerm('')) low = middle + 1;
    else high = middle;
  }
  for (let i = low; sorted[i]?.startsWith(peopleTerm('')); i++) yield Number(sorted[i]!.slice(peopleTerm('').length));
}

/** A search of optional parts alone asks for the first of them: "25 kg". */
function requireOne(groups: readonly AskedGroup[]): readonly AskedGroup[] {
  if (groups.length === 0 || groups.some(({ optional }) => !optional)) return groups;
  return groups.map((group, i) => (i === 0 ? { ...group, optional: false } : group));
}

/** Whether the index has a way of each group that is required. */
export function isPossible({ groups }: Plan, vocabulary: Vocabulary): boolean {
  return groups.every(
    ({ ways, optional }) => optional || ways.some(({ terms }) => terms.every((term) => vocabulary.has(term))),
  );
}

/** A phrase of several words that names a thing is not read: "new battery". */
function namesOneThing(text: string, locale: Locale) {
  const { pieces } = piecesOf(text);
  return (from: number, upTo: number): boolean => {
    const first = pieces.findIndex((piece) => piece.from >= from);
    const own = pieces.filter((piece) => piece.from >= from && piece.upTo <= upTo);
    if (own.length !== 1 || own[0]!.folded !== 'new') return false;
    return (
      (longestPhrase(
        pieces.slice(first).map(({ folded }) => folded),
        locale,
      )?.length ?? 0) > 1
    );
  };
}

/** Typed words that neither language, nor the market, nor any phrase has. */
function unknownIn(text: string, locale: Locale, vocabulary: Vocabulary): string[] {
  return piecesOf(text)
    .pieces.filter(({ folded, elided }) => !elided && slipsAllowed(folded) > 0 && /^[a-z]+$/.test(folded))
    .filter(
      ({ folded }) =>
        !isRealWord(folded) && !longestPhrase([folded], locale) && !vocabulary.has(stemWord(folded, locale)),
    )
    .map((piece) => typedOf([piece]));
}

type Meant = { spelt: string; cost: number; isSplit: boolean };

/** Words that an unknown one may be: two of them written together, or one a few slips away. */
function meantBy(typed: string, locale: Locale, vocabulary: Vocabulary): Meant[] {
  const folded = piecesOf(typed).pieces[0]!.folded;
  const { terms, sorted } = phraseTerms(locale);
  const isKnown = (word: string) => longestPhrase([word], locale) !== null || vocabulary.has(stemWord(word, locale));
  const splits = Array.from({ length: Math.max(0, folded.length - 3) }, (_, i) => i + 1)
    .filter(
      (at) =>
        (at > 2 || /^[ld]/.test(folded)) &&
        at !== 2 &&
        isKnown(folded.slice(at)) &&
        (at === 1 || isKnown(folded.slice(0, at))),
    )
    .map((at) => ({
      spelt: `${folded.slice(0, at)}${at === 1 ? "'" : ' '}${folded.slice(at)}`,
      cost: 0.6,
      isSplit: true,
    }));
  const stem = stemWord(folded, locale);
  const near = [
    ...nearTerms(sorted, folded, stem, maxCorrections).map((one) => ({ ...one, spelt: terms.get(one.term)! })),
    ...nearTerms(vocabulary.sorted(), folded, stem, maxCorrections).map((one) => ({
      ...one,
      spelt: terms.get(one.term) ?? one.term,
      cost: one.cost + 0.1,
    })),
  ];
  const all = [...splits, ...near.map(({ spelt, cost }) => ({ spelt, cost, isSplit: false }))].sort(
    (a, b) => a.cost - b.cost,
  );
  return all.filter(({ spelt }, i) => all.findIndex((other) => other.spelt === spelt) === i).slice(0, maxCorrections);
}
