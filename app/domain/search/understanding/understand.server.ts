// The words of a search -> what is meant: readings, and the terms that either engine is asked for. No engine guesses.

import type { Locale } from '#app/domain/shared/locale.ts';
import type { AskedGroup, Vocabulary } from '../search.ts';
import { cutPhrases } from './cut-phrases.server.ts';
import { factGroups } from './fact-groups.ts';
import { listUnknown, maxCorrections, spellingsOf } from './misspelt-words.server.ts';
import { shippedNeeds } from './needs.server.ts';
import { nothingOf, type UnansweredMeaning } from './nothing-found.server.ts';
import { longestPhrase } from './phrases.server.ts';
import { piecesOf } from './pieces.ts';
import { type Plan, plansOf } from './plans.ts';
import type { ReadChip, ReadName } from './read-chip.ts';
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
const maxUnknown = 2;

/** How a question is understood: as typed first, then with misspelt words exchanged, the likeliest first. */
export function understand(question: Question, vocabulary: Vocabulary): Understanding[] {
  const plain = asTyped(question, vocabulary, null);
  const unknown = listUnknown(plain.terms, question.locale, vocabulary).slice(0, maxUnknown);
  if (unknown.length === 0) return [plain];
  const corrections = unknown.reduce<{ text: string; cost: number; isSpelt: boolean }[]>(
    (texts, typed) =>
      texts.flatMap((one) =>
        spellingsOf(typed, question.locale, vocabulary).map(({ spelt, cost, isSplit }) => ({
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
