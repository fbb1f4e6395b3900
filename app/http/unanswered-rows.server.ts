// Counts of searches without an answer, in the reader's words: for sellers the things of the last months, for stewards all.

import type { Category } from '#app/domain/catalogue/offer.ts';
import { findThing } from '#app/domain/catalogue/things.server.ts';
import { thingTerm } from '#app/domain/search/indexed-facts.ts';
import { minPeopleShown, readThingSubject, type SubjectCondition } from '#app/domain/search/unanswered.ts';
import { listUnansweredCounts } from '#app/domain/search/unanswered-searches.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { translated } from '#app/domain/shared/translated.ts';
import type { Messages } from '#app/i18n/messages.ts';
import type { RequestContext } from './request-context.server.ts';

/** `month`: YYYY-MM. `shelf`: of the thing; null for a search that names none. `minPeople`: people. */
export type UnansweredRow = { month: string; name: string; shelf: Category | null; minPeople: number };

const maxOfSeller = 8;

/**
 * Things that people looked for in this month and the one before and no supplier sells, the supplier's own trade first. They
 * are of our table alone: no typed word is among them.
 */
export async function unansweredForSeller(ctx: RequestContext, trade: Category): Promise<UnansweredRow[]> {
  const vocabulary = await ctx.services.search.vocabulary(ctx.locale);
  const best = new Map<string, UnansweredRow>();
  for (const { subject, people, month } of listUnansweredCounts(ctx, monthsAgo(ctx, 1))) {
    const found = readThingSubject(subject);
    if (!found || (found.conditions.length === 0 && vocabulary.has(thingTerm(found.thing)))) continue;
    const named = nameThing(found, ctx);
    const known = best.get(subject);
    if (named && people > (known?.minPeople ?? 0)) best.set(subject, { ...named, month, minPeople: people });
  }
  return [...best.values()]
    .sort((a, b) => Number(b.shelf === trade) - Number(a.shelf === trade) || b.minPeople - a.minPeople)
    .slice(0, maxOfSeller)
    .map((row) => ({ ...row, minPeople: minPeopleShown(row.minPeople) }));
}

/** All counts of a year, words that name no thing among them. */
export function unansweredForStewards(ctx: RequestContext): UnansweredRow[] {
  return listUnansweredCounts(ctx, monthsAgo(ctx, 12)).flatMap(({ month, subject, text, people }) => {
    const found = readThingSubject(subject);
    const named = found ? nameThing(found, ctx) : text && { name: ctx.t.reading.missed.words(text), shelf: null };
    return named ? [{ ...named, month, minPeople: minPeopleShown(people) }] : [];
  });
}

function monthsAgo({ now, town }: RequestContext, months: number): string {
  const [year, month] = localDay(now, town).split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month - 1 - months, 1)).toISOString().slice(0, 7);
}

function nameThing(
  { thing, conditions }: NonNullable<ReturnType<typeof readThingSubject>>,
  { t, locale }: RequestContext,
): Pick<UnansweredRow, 'name' | 'shelf'> | null {
  const found = findThing(thing);
  if (!found) return null;
  const names = conditions.map((condition) => nameCondition(condition, t));
  return { name: [translated(found.name, locale), ...names].join(' · '), shelf: found.shelf };
}

function nameCondition({ name, value }: SubjectCondition, t: Messages): string {
  if (name === 'diet') return findOwnValue(t.reading.diets, value) ?? value;
  if (name === 'label') return findOwnValue(t.labels, value) ?? value;
  return name === 'kind' ? (findOwnValue(t.kinds, value) ?? value) : t.reading.missed.conditions[name];
}
