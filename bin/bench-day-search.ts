// Benchmark of a search by day and time beside the same search without: CPU of this process, in turns, on a town's database.
// `node bin/bench-day-search.ts FOLDER`. It books rooms and things of the town first, and so changes the database.
import { join } from 'node:path';
import { findCapacities, listCapacitiesUnder } from '#app/domain/calendar/capacities.server.ts';
import { dayNumber, edge } from '#app/domain/calendar/civil-time.ts';
import { confirmSpans, holdSpan } from '#app/domain/calendar/spans.server.ts';
import { answerSearch } from '#app/domain/search/answer-search.server.ts';
import { embeddedEngine } from '#app/domain/search/embedded.server.ts';
import { rebuildIndex } from '#app/domain/search/index-offers.server.ts';
import { type CatalogueQuery, parseQuery } from '#app/domain/search/query.ts';
import { facetsFor } from '#app/domain/search/run-search.server.ts';
import { addDays, addMinutes, type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { openDb } from '#db/client.ts';
import { demoTown } from '#seeds/demo-town.ts';

export type DaySearchBench = {
  offers: number;
  /** Offers that are booked for a time, and their bookings in the two months that were booked in. */
  booked: number;
  bookings: number;
  /** Median CPU milliseconds. `first`: after a booking, when the calendar is read. */
  kinds: Record<string, { without: number; by: number; ratio: number; first: number }>;
};

const texts = ['salle', 'vélo', 'chaise', 'location', '', 'table', 'atelier', 'carottes'];
const rounds = 60;
const bookingsEach = 6;

export async function measureDaySearch(folder: string): Promise<DaySearchBench> {
  const db = openDb(join(folder, 'halle.sqlite'));
  const ctx: Ctx = { db, now: new Date(), actor: { kind: 'system', name: 'bench' }, locale: 'fr', town: demoTown };
  const engine = embeddedEngine(db);
  await rebuildIndex(ctx, engine);
  const capacities = listCapacitiesUnder(ctx, 'offer:');
  const bookings = bookTown(ctx);
  const day = addDays(localDay(ctx.now, ctx.town), 7);
  const asked = {
    'a day': { day },
    'a morning': { day, time: 'morning' },
    'three days': { day: `${day}/${addDays(day, 2)}` },
  };
  const kinds: DaySearchBench['kinds'] = {};
  for (const [kind, params] of Object.entries(asked)) {
    const [without, by, first]: [number[], number[], number[]] = [[], [], []];
    for (let i = 0; i < rounds * texts.length; i++) {
      const text = texts[i % texts.length]!;
      const plain = queryOf({ q: text });
      const dated = queryOf({ q: text, ...params });
      // In turns, so that a busy machine is busy for both.
      without.push(await cpuOf(ctx, engine, plain));
      by.push(await cpuOf(ctx, engine, dated));
    }
    for (let i = 0; i < 10; i++) {
      hold(ctx, capacities[i]!.id, `first/${kind}/${i}`, 300 + i);
      first.push(await cpuOf(ctx, engine, queryOf({ q: 'salle', ...params })));
    }
    const [plain, dated] = [median(without), median(by)];
    kinds[kind] = { without: round(plain), by: round(dated), ratio: round(dated / plain), first: round(median(first)) };
  }
  const { documents } = await engine.status();
  db.$client.close();
  return { offers: documents, booked: capacities.length, bookings, kinds };
}

export function daySearchMarkdown({ offers, booked, bookings, kinds }: DaySearchBench): string {
  const rows = Object.entries(kinds).map(
    ([kind, { without, by, ratio, first }]) => `| ${kind} | ${without} | ${by} | ${ratio} | ${first} |`,
  );
  return `## Searches by day

${offers} offers, ${booked} of them booked for a time, ${bookings} bookings; median CPU milliseconds of a search in turns, readings and counts included; \`node bin/bench-day-search.ts FOLDER\`.

| asked | without | by it | ratio | first after a booking |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

function queryOf(params: Record<string, string>): CatalogueQuery {
  const parsed = parseQuery(new URLSearchParams(params), {
    locale: 'fr',
    audience: 'professional',
    near: demoTown.hub,
    perPage: 12,
    maxPerPage: 60,
  });
  if (!parsed.ok) throw new Error(parsed.parameter);
  return parsed.query;
}

async function cpuOf(ctx: Ctx, engine: ReturnType<typeof embeddedEngine>, query: CatalogueQuery): Promise<number> {
  const before = process.cpuUsage();
  await answerSearch(ctx, engine, query, facetsFor(query, 'professional'));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Some bookings of each, over two months; those that do not fit are left out. */
function bookTown(ctx: Ctx): number {
  let bookings = 0;
  for (const { id } of listCapacitiesUnder(ctx, 'offer:'))
    for (let i = 0; i < bookingsEach; i++) if (hold(ctx, id, `town/${id}/${i}`, id + i * 10)) bookings++;
  const confirmed = confirmSpans(ctx, 'town');
  if (!confirmed.ok) throw new Error(confirmed.reason);
  return bookings;
}

function hold(ctx: Ctx, capacityId: number, booking: string, i: number): boolean {
  const [capacity] = findCapacities(ctx, [capacityId]);
  if (!capacity) return false;
  const first = dayNumber(localDay(ctx.now, ctx.town)) + 1 + ((i * 7) % 60);
  const [fromT, length] = capacity.grain === 'day' ? [first, 1] : [edge(ctx.town, first, 36 + ((i * 13) % 24)), 8];
  const until = isoUtc(addMinutes(ctx.now, 30));
  const { planVersion } = capacity;
  return holdSpan(ctx, { capacity, booking, fromT, toT: fromT + length, units: 1, until, planVersion }).ok;
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1]!;
}

function round(x: number): number {
  return Math.round(x * 100) / 100;
}

if (import.meta.main) console.log(daySearchMarkdown(await measureDaySearch(process.argv[2]!)));
