// Which clauses of a request are asked: first by its amount, then, when it became dearer, for the difference alone. Pure.
import type { RequestClause } from './request-seats.ts';
import { keptTotal, type RequestPrices } from './request-total.ts';

/** Whether a clause is asked at a total: a rule of amount from its amount, any other rule always. */
export function isAsked({ from }: RequestClause, totalCents: number): boolean {
  return from === null || totalCents >= from;
}

/**
 * The clauses that a dearer request asks. `covered`: the prices that each clause approved last, itself or through a
 * higher tier. Clauses that were never asked come first. Otherwise it is one tier: the highest whose clause of amount is
 * behind by as much as its own threshold, so that a price that creeps reaches the tier above; else the lowest.
 */
export function askedAgain(
  clauses: readonly RequestClause[],
  covered: ReadonlyMap<string, RequestPrices>,
  refusedLines: ReadonlySet<string>,
  totalCents: number,
): RequestClause[] {
  const asked = clauses.filter((clause) => isAsked(clause, totalCents));
  const unseen = asked.filter(({ id }) => !covered.has(id));
  if (unseen.length > 0) return unseen;
  const behind = asked.filter(({ id, from }) => {
    const seen = covered.get(id);
    return from !== null && seen !== undefined && totalCents - keptTotal(seen, refusedLines) >= from;
  });
  const tier =
    behind.length > 0 ? Math.max(...behind.map(({ tier }) => tier)) : Math.min(...asked.map(({ tier }) => tier));
  return asked.filter((clause) => clause.tier === tier);
}
