// A buyer's year as its page shows it: as it is kept, or computed now where it has moved since.
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { runAtOnce, type Slices } from '#app/domain/shared/slices.ts';
import { declarationMark } from './declaration-facts.server.ts';
import {
  findMove,
  type KeptYear,
  listKeptYears,
  packYear,
  type YearMove,
  type YearToKeep,
} from './kept-years.server.ts';
import type { YearBuyer } from './statement-lines.server.ts';
import { type Buyer, eachYearView, type YearView, yearBuyerOf, yearsOf } from './year-statement.server.ts';

/** Changes with the shape of a kept year, and with what computes it. */
const yearShape = 'years/1';

/** The version that computes years now: those of another one are computed again. */
export function yearVersion({ factors }: Pick<ActiveRules, 'factors'>): string {
  return `${yearShape} ${factors.active.ref}`;
}

/** The first year, by the town's clock, that a move changes. */
export function firstMovedYear({ town }: Pick<Ctx, 'town'>, { since }: Pick<YearMove, 'since'>): number {
  return since === '' ? 0 : Number(localDay(new Date(since), town).slice(0, 4));
}

const isYearView = (value: unknown): value is YearView =>
  typeof value === 'object' && value !== null && 'statement' in value && 'declarations' in value;

const known = new WeakMap<object, Map<string, { mark: string; view: YearView }>>();
const maxKnown = 200;

/**
 * A buyer's year. One that is kept is read; one that has moved since is computed now, and remembered until it moves again
 * or something is said for its declarations.
 */
export function viewYear(ctx: Ctx & ActiveRules, asked: Buyer, year: number): YearView {
  const buyer = yearBuyerOf(ctx, asked);
  const move = findMove(ctx, { side: 'buyer', id: buyer.id });
  const rules = declarationMark(ctx, buyer);
  const kept = findKept(ctx, buyer, year);
  const isMoved = move !== undefined && firstMovedYear(ctx, move) <= year;
  if (kept && !isMoved && kept.version === yearVersion(ctx) && kept.rules === rules) return kept.value;
  const views = known.get(ctx.db.$client) ?? new Map<string, { mark: string; view: YearView }>();
  known.set(ctx.db.$client, views);
  const key = `${buyer.id} ${year}`;
  const mark = `${kept?.number} ${move?.number} ${yearVersion(ctx)} ${rules}`;
  const remembered = views.get(key);
  if (remembered?.mark === mark) return remembered.view;
  const view = runAtOnce(eachYearView(ctx, buyer, year));
  if (views.size >= maxKnown) views.clear();
  views.set(key, { mark, view });
  return view;
}

function findKept(ctx: Pick<Ctx, 'db'>, { id }: YearBuyer, year: number): KeptYear<YearView> | undefined {
  return listKeptYears(ctx, { side: 'buyer', id }, isYearView, { from: year, to: year })[0];
}

/** The years of a buyer from `from` on, to be kept; the latest first. */
export function* eachBuyerYear(
  ctx: Pick<Ctx, 'db' | 'now' | 'town'> & ActiveRules,
  buyer: YearBuyer,
  from: number,
): Slices<YearToKeep[]> {
  const years: YearToKeep[] = [];
  for (const year of yearsOf(ctx, buyer).filter((one) => one >= from)) {
    const rules = declarationMark(ctx, buyer);
    const view = yield* eachYearView(ctx, buyer, year);
    yield;
    years.push({ year, version: yearVersion(ctx), rules, value: packYear(view) });
    yield;
  }
  return years;
}
