// A buyer's search as it is said -> understood -> asked of the engine, plan after plan, until one answers.

import { readAskedHours } from '#app/domain/calendar/free-times.ts';
import { findOffersByReference } from '#app/domain/catalogue/listed-offers.server.ts';
import type { Category } from '#app/domain/catalogue/offer.ts';
import { addDays, type Ctx, localDay } from '#app/domain/shared/context.ts';
import { daySpanOf } from './asked-days.ts';
import { eachDay, offersAt } from './asked-time.server.ts';
import { thingTerm } from './indexed-facts.ts';
import type { CatalogueQuery } from './query.ts';
import { toSearchQuery } from './run-search.server.ts';
import type { AskedGroup, FacetName, Filter, SearchEngine, SearchPage, SearchQuery, Vocabulary } from './search.ts';
import type { Plan } from './understanding/plans.ts';
import type { ReadChip } from './understanding/read-chip.ts';
import { isPossible, type Understanding, understand } from './understanding/understand.server.ts';

type Reader = Pick<Ctx, 'db' | 'now' | 'town'>;

const nothingMeant = { shelf: null, things: [], sold: null } as const;

/** `terms`: what was searched as words, as typed; `chips`: what was read out of them. */
export type SearchReading = { terms: string; chips: readonly ReadChip[] };

/**
 * `answered`: the offers are what was asked for. Otherwise `things` are what the search named, `sold` is the thing that it named
 * under conditions that no offer meets, `shelf` is the nearest category, and the page has only offers of things that can do
 * the same job.
 */
export type SearchAnswer = {
  page: SearchPage;
  answered: boolean;
  corrected: string | null;
  read: SearchReading | null;
  shelf: Category | null;
  things: readonly string[];
  sold: string | null;
};

/** Never throws: every parsed query is a valid search. */
export async function answerSearch(
  ctx: Reader,
  engine: SearchEngine,
  query: CatalogueQuery,
  facets: readonly FacetName[],
): Promise<SearchAnswer> {
  const asked = { ...toSearchQuery(ctx, query, facets), highlight: query.text.trim() !== '' };
  if (query.text.trim() === '') {
    const page = await engine.search(asked);
    return { page, answered: page.total > 0, corrected: null, read: null, ...nothingMeant };
  }
  const reference = await findByReference(ctx, engine, query, asked);
  if (reference) return reference;
  const vocabulary = await engine.vocabulary(query.locale);
  const { text, locale, unread, publicBuyer } = query;
  const question = { text, locale, today: localDay(ctx.now, ctx.town), unread, hasPlaces: !publicBuyer };
  const understandings = understand(question, vocabulary);
  for (const understanding of understandings)
    for (const plan of understanding.plans.filter((one) => isPossible(one, vocabulary))) {
      const page = await engine.search(withReadings(ctx, query, asked, understanding, plan.groups, vocabulary));
      if (page.total > 0) return answeredBy(query, understanding, plan, page);
    }
  return nothingFor(engine, asked, understandings[0]!, vocabulary);
}

/** Number of offers that answer a search. */
export async function countAnswers(ctx: Reader, engine: SearchEngine, query: CatalogueQuery): Promise<number> {
  return (await answerSearch(ctx, engine, query, [])).page.total;
}

function answeredBy(
  { isSorted }: CatalogueQuery,
  { chips: read, terms, corrected }: Understanding,
  { things }: Plan,
  page: SearchPage,
): SearchAnswer {
  const matched = corrected === null ? 'exact' : 'typo';
  // An order of the words that the address overrules is none of the answer.
  const chips = isSorted ? read.filter(({ name }) => name !== 'sort') : read;
  return {
    page: { ...page, corrected, matched },
    answered: true,
    corrected,
    read: { terms, chips },
    ...nothingMeant,
    things,
  };
}

/** The search of a plan: its groups, and the readings that are filters or an order. */
function withReadings(
  ctx: Reader,
  query: CatalogueQuery,
  asked: SearchQuery,
  { chips }: Understanding,
  groups: readonly AskedGroup[],
  vocabulary: Vocabulary,
): SearchQuery {
  const valuesOf = (name: ReadChip['name']) => chips.filter((chip) => chip.name === name).map(({ value }) => value);
  const number = (name: ReadChip['name']) => (valuesOf(name)[0] === undefined ? undefined : Number(valuesOf(name)[0]));
  const [min, max] = [number('price_min'), number('price_max')];
  const kinds = valuesOf('kind');
  const day = valuesOf('day')[0];
  const week = valuesOf('week')[0];
  const meters = number('distance');
  const filters: Filter[] = [
    ...asked.filters,
    ...(min === undefined && max === undefined
      ? []
      : [{ field: query.priceField, ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) }]),
    ...(kinds.length > 0 ? [{ field: 'kind' as const, in: kinds }] : []),
    ...(day ? [offersThere(ctx, day, { time: valuesOf('time')[0], isBookedOnly: valuesOf('free').length > 0 })] : []),
    ...(week ? [offersInWeek(ctx, week)] : []),
    ...(meters === undefined || query.publicBuyer ? [] : [{ field: 'place' as const, center: query.near, meters }]),
  ];
  const sort = !query.isSorted && valuesOf('sort').includes('price') ? 'price' : query.sort;
  return {
    ...asked,
    filters,
    sort,
    groups:
      sort === 'relevance' && filters.length === asked.filters.length
        ? groups
        : groups.map((group) => exactly(group, vocabulary)),
  };
}

const workdays = [0, 1, 2, 3, 4];
const maxDaysBefore = 2;

/**
 * There on these days: free then, or handed over on one of them or, for a Saturday or a Sunday, up to two days before.
 * A time of the day is of what is booked alone: the rest comes by the day.
 */
function offersThere(
  ctx: Reader,
  days: string,
  { time, isBookedOnly }: { time: string | undefined; isBookedOnly: boolean },
): Filter {
  const span = daySpanOf(days);
  const weekday = new Date(span.from).getUTCDay();
  const isWeekend = weekday === 0 || weekday === 6;
  const before = Array.from({ length: isWeekend ? maxDaysBefore : 0 }, (_, i) => addDays(span.from, -i - 1));
  const hours = time === undefined ? null : readAskedHours(time);
  return offersAt(ctx, { spans: [span], hours, handOver: [...eachDay(span), ...before], by: null, isBookedOnly });
}

/** Free, or handed over, on a day of work of a week. */
function offersInWeek(ctx: Reader, monday: string): Filter {
  const days = workdays.map((ahead) => addDays(monday, ahead));
  const spans = days.map((day) => ({ from: day, to: day }));
  return offersAt(ctx, { spans, hours: null, handOver: days, by: null, isBookedOnly: false });
}

/** In another order than likeness, and under a condition, only what is asked for itself may be there: its things, when it has any. */
function exactly(group: AskedGroup, vocabulary: Vocabulary): AskedGroup {
  const things = group.ways.filter(({ terms: [term] }) => term!.startsWith(thingTerm('')) && vocabulary.has(term!));
  return things.length > 0 ? { ...group, ways: things } : group;
}

/** The offer of an exact reference (a sku in any case, or its address); null for a text that is none. */
async function findByReference(
  ctx: Reader,
  engine: SearchEngine,
  query: CatalogueQuery,
  asked: SearchQuery,
): Promise<SearchAnswer | null> {
  const text = query.text.trim();
  if (/\s/.test(text) || query.unread.includes('reference')) return null;
  const ids = findOffersByReference(ctx, text);
  if (ids.length === 0) return null;
  const page = await engine.search({ ...asked, groups: [], filters: [...asked.filters, { field: 'id', in: ids }] });
  const read = { terms: '', chips: [{ name: 'reference', value: text, text } as const] };
  return page.total === 0 ? null : { page, answered: true, corrected: null, read, ...nothingMeant };
}

/** Letters and digits with a mark between them, four digits at least: no word of a language looks like that. */
const likeReference = /^(?=(?:.*\d){4})[\p{L}\d]+(?:[-_./][\p{L}\d]+)+$/u;

/** An honest nothing: what was meant, the nearest shelf, and offers that can do the same job. */
async function nothingFor(
  engine: SearchEngine,
  asked: SearchQuery,
  { chips, terms, nothing }: Understanding,
  vocabulary: Vocabulary,
): Promise<SearchAnswer> {
  const text = asked.text.trim();
  const isReference = likeReference.test(text);
  const { shelf, things, instead, sold } = isReference ? { ...nothingMeant, instead: [] } : nothing;
  const ways = instead.map((id, i) => ({ terms: [thingTerm(id)], weight: 1 - i * 0.05, named: true }));
  const others = ways.filter((way) => vocabulary.has(way.terms[0]!));
  const page = await engine.search({
    ...asked,
    sort: 'relevance',
    page: 1,
    groups: [{ ways: others, optional: false }],
  });
  const read = isReference
    ? { terms: '', chips: [{ name: 'reference', value: text, text } as const] }
    : { terms, chips };
  return { page: { ...page, total: 0, corrected: null }, answered: false, corrected: null, read, shelf, things, sold };
}
