// Readings that are too long for the thread that answers requests: each is read as of one moment, on a connection of its own, and
// writes nothing that anything else reads. The caller writes what came of it.

import { measureFacts } from './domain/reporting/fill-facts.server.ts';
import { computeMissingFigures, preparePublication } from './domain/reporting/publish-town.server.ts';
import type { ActiveRules } from './domain/scoring/rules.ts';
import { checkBooks } from './domain/settlement/balance-check.server.ts';
import { compareBooks } from './domain/settlement/reconcile.server.ts';
import type { Ctx } from './domain/shared/context.ts';
import { readAsOfNow } from './domain/shared/transaction.server.ts';

type ReadingCtx = Ctx & ActiveRules;

/** By name. `pause`: between two transactions of its own, so that others can write. */
export const readings = {
  publication: (ctx: ReadingCtx, pause: () => Promise<unknown>) => preparePublication(ctx, pause),
  'published-figures': async (ctx: ReadingCtx) => computeMissingFigures(ctx),
  'measured-facts': async (ctx: ReadingCtx) => readAsOfNow(ctx, () => measureFacts(ctx)),
  'books-difference': async (ctx: ReadingCtx) => readAsOfNow(ctx, () => compareBooks(ctx)),
  'books-check': async (ctx: ReadingCtx) => readAsOfNow(ctx, () => checkBooks(ctx)),
};
export type ReadingName = keyof typeof readings;
export type ReadingResult<N extends ReadingName> = Awaited<ReturnType<(typeof readings)[N]>>;
