// The next doors of a search that found nothing: the same without one of its readings, and the first day that can be.
import { readAskedHours } from '#app/domain/calendar/free-times.ts';
import { addDays, type Ctx } from '#app/domain/shared/context.ts';
import { answerSearch, type SearchAnswer } from './answer-search.server.ts';
import { daySpanOf } from './asked-days.ts';
import { offersOnEach } from './asked-time.server.ts';
import type { CatalogueQuery } from './query.ts';
import type { Filter, SearchEngine } from './search.ts';
import { piecesOf } from './understanding/pieces.ts';
import type { ReadChip } from './understanding/read-chip.ts';

/** `text`: the words without those of the reading `without`, and how many offers they find. */
export type NothingDoor = { without: string; text: string; total: number };

/** `firstDay`: YYYY-MM-DD, the first one after the asked day on which something is there. */
export type NothingDoors = { doors: readonly NothingDoor[]; firstDay: { day: string; text: string } | null };

const maxDoors = 4;
const maxDaysAhead = 21;

export async function findNothingDoors(
  ctx: Pick<Ctx, 'db' | 'now' | 'town'>,
  engine: SearchEngine,
  query: CatalogueQuery,
  { read }: SearchAnswer,
): Promise<NothingDoors> {
  const chips = (read?.chips ?? []).filter(({ name }) => name !== 'sort' && name !== 'people' && name !== 'size');
  const others = new Map(chips.map(({ text }) => [text, textWithout(query.text, text)]));
  const found = await Promise.all(
    [...others].slice(0, maxDoors).map(async ([without, text]): Promise<NothingDoor> => {
      const { page, answered } = await answerSearch(ctx, engine, { ...query, text, page: 1, perPage: 1 }, []);
      return { without, text, total: answered ? page.total : 0 };
    }),
  );
  const doors = found.filter(({ total, text }) => total > 0 && text !== '');
  const day = chips.find(({ name }) => name === 'day');
  const text = day && others.get(day.text);
  return {
    doors,
    firstDay: text ? await findFirstDay(ctx, engine, { ...query, text }, daySpanOf(day.value).to, chips) : null,
  };
}

async function findFirstDay(
  ctx: Pick<Ctx, 'db' | 'now' | 'town'>,
  engine: SearchEngine,
  query: CatalogueQuery,
  after: string,
  chips: readonly ReadChip[],
): Promise<NothingDoors['firstDay']> {
  const days = Array.from({ length: maxDaysAhead }, (_, i) => addDays(after, i + 1));
  const time = chips.find(({ name }) => name === 'time')?.value;
  const filters = offersOnEach(ctx, days, {
    hours: time === undefined ? null : readAskedHours(time),
    isBookedOnly: chips.some(({ name }) => name === 'free'),
  });
  for (const [i, filter] of filters.entries()) {
    const { page } = await answerSearch(ctx, narrowed(engine, filter), { ...query, page: 1, perPage: 1 }, []);
    if (page.total > 0) return { day: days[i]!, text: query.text };
  }
  return null;
}

/** The engine, asked for offers that also pass the filter. */
function narrowed(engine: SearchEngine, filter: Filter): SearchEngine {
  return {
    ...engine,
    search: (query) => engine.search({ ...query, filters: [...query.filters, filter] }),
  };
}

/** The text without the pieces of a part of it. */
function textWithout(text: string, part: string): string {
  const gone = piecesOf(part).joined;
  const { pieces, joined } = piecesOf(text);
  const from = ` ${joined} `.indexOf(` ${gone} `);
  if (from < 0) return text;
  return pieces
    .filter((piece) => piece.upTo <= from || piece.from >= from + gone.length)
    .map(({ typed, touches }, i) => (i > 0 && !touches ? ` ${typed}` : typed))
    .join('');
}
