// The subject by which a search without an answer is counted: the thing that it names with its conditions, else its words. Pure.
import type { Locale } from '#app/domain/shared/locale.ts';
import { typedWords } from './analysis.ts';
import type { SearchAnswer } from './answer-search.server.ts';
import type { ReadChip } from './understanding/read-chip.ts';

/**
 * `subject`: equal for searches that ask for the same. `text`: its words as people write them; null when the subject is of
 * our own lists, so that no typed word is in it.
 */
export type UnansweredSearch = { subject: string; text: string | null };

/** A condition of a subject: a reading of a closed list, or the name alone of one that is a number ("not at this price"). */
export type SubjectCondition = { name: (typeof conditionNames)[number]; value: string };
/** `thing` is an id as it was counted; it may be gone from the table since. */
export type ThingSubject = { thing: string; conditions: readonly SubjectCondition[] };

/** A count is shown, and words are stored, from so many people on. */
export const minPeople = 5;

const listed = ['diet', 'label', 'kind'] as const;
const numbered = ['price_max', 'day', 'week', 'distance'] as const;
const conditionNames = [...listed, ...numbered] as const;
const bands = [minPeople, 10, 20, 50, 100];
const maxText = 60;

/** Null for an answered search, and for one that asks for no goods: a reference, a number. */
export function unansweredOf(
  { answered, things, sold, read }: Pick<SearchAnswer, 'answered' | 'things' | 'sold' | 'read'>,
  locale: Locale,
): UnansweredSearch | null {
  if (answered || read === null || read.chips.some(({ name }) => name === 'reference')) return null;
  const { chips, terms } = read;
  const conditions = conditionsOf(chips, listed);
  // Of a thing that is not sold, price and day are no reason.
  if (things.length > 0) return { subject: [`thing:${things[0]}`, ...conditions].join(' '), text: null };
  const missed = [...conditions, ...conditionsOf(chips, numbered)];
  if (sold !== null && missed.length > 0) return { subject: [`thing:${sold}`, ...missed].join(' '), text: null };
  const typed = typedWords(terms, locale).filter(({ raw }) => /^[a-z]{2}/.test(raw));
  const text = typed.map(({ raw }) => raw).join(' ');
  if (text === '' || text.length > maxText) return null;
  const stems = [...new Set(typed.map(({ token }) => token))].sort();
  return { subject: [`text:${locale}`, ...stems].join(' '), text };
}

function conditionsOf(chips: readonly ReadChip[], names: readonly SubjectCondition['name'][]): string[] {
  const terms = chips.flatMap(({ name, value }) => {
    const condition = names.find((known) => known === name);
    if (condition === undefined) return [];
    return listed.some((known) => known === condition) ? [`${condition}:${value}`] : [`${condition}:`];
  });
  return [...new Set(terms)].sort();
}

/** The thing and conditions of a subject; null for one of words. */
export function readThingSubject(subject: string): ThingSubject | null {
  const [first = '', ...rest] = subject.split(' ');
  if (!first.startsWith('thing:')) return null;
  const conditions = rest.flatMap((term): SubjectCondition[] => {
    const name = conditionNames.find((known) => term.startsWith(`${known}:`));
    return name ? [{ name, value: term.slice(name.length + 1) }] : [];
  });
  return { thing: first.slice('thing:'.length), conditions };
}

/** The number of people that is shown: the last step that was reached, so that no single search moves it in sight. */
export function minPeopleShown(people: number): number {
  return bands.findLast((band) => band <= people) ?? 0;
}
