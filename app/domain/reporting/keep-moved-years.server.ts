// The job that computes the years of buyers and suppliers whose entries moved, beside requests.
import { findOrganisation } from '#app/domain/accounts/accounts.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { Slices } from '#app/domain/shared/slices.ts';
import {
  hasOutdatedYear,
  keepYears,
  listMoves,
  moveOutdatedYears,
  packYear,
  type YearMove,
  type YearToKeep,
} from './kept-years.server.ts';
import { eachSupplierYear } from './supplier-years.server.ts';
import { eachBuyerYear, firstMovedYear, yearVersion } from './year-view.server.ts';

type KeepingCtx = Ctx & ActiveRules;

/** Parties of one run, so that a town of many orders a minute spends a bounded part of it here. */
const partiesAtOnce = 20;

/** Whether years are to be computed again. */
export function hasMovedYears(ctx: Pick<Ctx, 'db'> & ActiveRules): boolean {
  return listMoves(ctx, 1).length > 0 || hasOutdatedYear(ctx, yearVersion(ctx));
}

/**
 * Computes and keeps the years of the parties who have waited longest. One whose entries move during the
 * computation waits for the next run, and reads its year as it is computed for its page.
 */
export function* eachMovedYear(context: () => KeepingCtx, limit = partiesAtOnce): Slices {
  const start = context();
  if (hasOutdatedYear(start, yearVersion(start))) moveOutdatedYears(start, yearVersion(start));
  for (const move of listMoves(start, limit)) {
    const ctx = context();
    const from = firstMovedYear(ctx, move);
    const years = move.side === 'supplier' ? eachOfSupplier(ctx, move, from) : eachOfBuyer(ctx, move, from);
    keepYears(ctx, move, from, yield* years);
    yield;
  }
}

function* eachOfSupplier(ctx: KeepingCtx, { id }: YearMove, from: number): Slices<YearToKeep[]> {
  const years = yield* eachSupplierYear(ctx, id, from);
  return years.map((one) => ({ year: one.year, version: yearVersion(ctx), rules: '', value: packYear(one) }));
}

function eachOfBuyer(ctx: KeepingCtx, { id }: YearMove, from: number): Slices<YearToKeep[]> {
  const found = findOrganisation(ctx, id);
  return eachBuyerYear(ctx, { id, organisation: found ? { id, insee: found.insee } : null }, from);
}
