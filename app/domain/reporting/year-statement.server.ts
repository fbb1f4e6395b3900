// The year statement of a buyer: the impact of its purchases, from the entries of its paid orders alone.

import { listOwnOrganisations, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import type { Organisation } from '#app/domain/accounts/organisation.ts';
import type { ImpactEntry } from '#app/domain/impact/impact-entry.server.ts';
import type { Interval } from '#app/domain/impact/propagate.server.ts';
import { eachComparedTotals, eachImpactTotals, type ImpactTotals } from '#app/domain/impact/totals.server.ts';
import { findFirstPaidAt, listSpansPaidBy } from '#app/domain/orders/organisation-orders.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { done, refused } from '#app/domain/shared/result.ts';
import { runAtOnce, type Slices } from '#app/domain/shared/slices.ts';
import { declarationFacts } from './declaration-facts.server.ts';
import { type EgalimView, egalimView } from './declared-food.ts';
import { type AgecView, agecView } from './declared-goods.ts';
import {
  eachStatementLine,
  type StatementLine,
  statementLines,
  type YearBuyer,
  yearStart,
} from './statement-lines.server.ts';

/** One of the actor's organisations; null for the actor as a person. */
export type Buyer = { organisation: Organisation | null };

/**
 * One of the actor's organisations by its id; `me` is the actor alone. Throws NotFound for any other
 * organisation.
 */
export function ownBuyer(ctx: Ctx, id: string | null): Buyer {
  requireUserId(ctx);
  const own = listOwnOrganisations(ctx);
  if (id === 'me' || (id === null && own.length === 0)) return { organisation: null };
  const organisation = id === null ? own[0] : own.find((one) => one.id === id);
  if (!organisation) throw new NotFound(`organisation ${id}`);
  return { organisation };
}

/** A buyer by the id that their orders have. */
export function yearBuyerOf(ctx: Ctx, { organisation }: Buyer): YearBuyer {
  return { id: organisation?.id ?? requireUserId(ctx), organisation };
}

/** The years with paid orders of a buyer, latest first. */
export function listYears(ctx: Ctx, buyer: Buyer): number[] {
  return yearsOf(ctx, yearBuyerOf(ctx, buyer));
}

/** The same for a buyer who does not ask. */
export function yearsOf(ctx: Pick<Ctx, 'db' | 'now' | 'town'>, { id, organisation }: YearBuyer): number[] {
  const buyer = organisation ? { organisationId: id } : { userId: id };
  const first = findFirstPaidAt(ctx, buyer);
  if (first === undefined) return [];
  const yearOf = (time: Date) => Number(localDay(time, ctx.town).slice(0, 4));
  const spans: { year: number; from: string; to: string }[] = [];
  for (let year = yearOf(ctx.now); year >= yearOf(new Date(first)); year--)
    spans.push({ year, from: yearStart(ctx, year), to: yearStart(ctx, year + 1) });
  return listSpansPaidBy(ctx, buyer, spans).map(({ year }) => year);
}

/** The effective entries of the orders paid in a year (by the town's clock), in log order; all of them, or a page. */
export function listStatementLines(
  ctx: Ctx,
  buyer: Buyer,
  year: number,
  page?: { limit: number; offset: number },
): StatementLine[] {
  return statementLines(ctx, yearBuyerOf(ctx, buyer), year, page);
}

export type StatementGroup = ImpactTotals & { key: string };
export type Comparison =
  /** `difference`: grams of CO2e of the later year less the earlier one, over one draw. */
  | { ok: true; year: number; totals: ImpactTotals; difference: Interval | null }
  | { ok: false; year: number; reason: 'none' | 'method' };
export type YearStatement = {
  year: number;
  totals: ImpactTotals;
  months: StatementGroup[];
  categories: StatementGroup[];
  suppliers: StatementGroup[];
  corrections: number;
  methods: string[];
  factors: string[];
  before: Comparison;
};

/**
 * Totals of a year and of its parts. Compared with the year before only when both have the same single method
 * and factors.
 */
export function computeStatement(
  ctx: Ctx & ActiveRules,
  buyer: Buyer,
  year: number,
  lines = listStatementLines(ctx, buyer, year),
): YearStatement {
  return runAtOnce(eachStatement(ctx, yearBuyerOf(ctx, buyer), year, lines));
}

type Computing = Pick<Ctx, 'db' | 'town'> & ActiveRules;

function* eachStatement(
  ctx: Computing,
  buyer: YearBuyer,
  year: number,
  lines: readonly StatementLine[],
): Slices<YearStatement> {
  const by = (key: (line: StatementLine) => string) => [...Map.groupBy(lines, key)];
  const months = by((line) => line.paidOn.slice(0, 7)).sort(([a], [b]) => (a < b ? -1 : 1));
  const [categories, suppliers] = [by((line) => line.category), by((line) => line.supplier)];
  const groups = [...months, ...categories, ...suppliers].map(([, own]) => own);
  const entries = [lines, ...groups].map((own) => own.map(({ entry }) => entry));
  const [totals, ...parts] = yield* eachImpactTotals(entries, seedOf(buyer, year), ctx.factors);
  const named = (of: [string, StatementLine[]][], from: number): StatementGroup[] =>
    of.map(([key], i) => ({ key, ...parts[from + i]! }));
  const versions = versionsOf(lines);
  const bySpending = (of: StatementGroup[]) => of.sort((a, b) => b.spentCents - a.spentCents);
  return {
    year,
    totals: totals!,
    months: named(months, 0),
    categories: bySpending(named(categories, months.length)),
    suppliers: bySpending(named(suppliers, months.length + categories.length)),
    corrections: lines.filter(({ corrected }) => corrected).length,
    ...versions,
    before: yield* compare(ctx, buyer, year - 1, versions, lines),
  };
}

function seedOf({ id }: YearBuyer, year: number): string {
  return `statement\n${id}\n${year}`;
}

type Versions = { methods: string[]; factors: string[] };

function versionsOf(lines: readonly StatementLine[]): Versions {
  const all = (of: 'method' | 'factors') => [...new Set(lines.map(({ entry }) => entry.methodology[of]))].sort();
  return { methods: all('method'), factors: all('factors') };
}

function* compare(
  ctx: Computing,
  buyer: YearBuyer,
  year: number,
  now: Versions,
  after: readonly StatementLine[],
): Slices<Comparison> {
  const lines = yield* eachStatementLine(ctx, buyer, year);
  if (lines.length === 0) return refused('none', { year });
  const then = versionsOf(lines);
  const one = (all: string[], more: string[]) => new Set([...all, ...more]).size === 1;
  if (!one(now.methods, then.methods) || !one(now.factors, then.factors)) return refused('method', { year });
  const [entries, later] = [lines, after].map((own) => own.map(({ entry }) => entry)) as [ImpactEntry[], ImpactEntry[]];
  return done({ year, ...(yield* eachComparedTotals(later, entries, seedOf(buyer, year), ctx.factors)) });
}

export type YearView = { statement: YearStatement; declarations: Declarations };
/** `declares`: whether AGEC, article 58, holds for the buyer, as it says itself. */
export type Declarations = { agec: AgecView; egalim: EgalimView; declares: boolean; canteenSiret: string | null };

/** The declarations of a public buyer for a year, from its lines. */
export function yearDeclarations(
  ctx: Pick<Ctx, 'db'>,
  buyer: Pick<YearBuyer, 'organisation'>,
  year: number,
  lines: readonly StatementLine[],
): Declarations {
  return runAtOnce(eachDeclaration(ctx, buyer, year, lines));
}

function* eachDeclaration(
  ctx: Pick<Ctx, 'db'>,
  buyer: Pick<YearBuyer, 'organisation'>,
  year: number,
  lines: readonly StatementLine[],
): Slices<Declarations> {
  const { agec: goods, food, declares, canteenSiret } = declarationFacts(ctx, buyer, year, lines);
  yield;
  const agec = agecView(lines, year, goods);
  yield;
  return { agec, egalim: egalimView(lines, food), declares, canteenSiret };
}

/** A year as its page shows it, in slices. */
export function* eachYearView(ctx: Computing, buyer: YearBuyer, year: number): Slices<YearView> {
  const lines = yield* eachStatementLine(ctx, buyer, year);
  const statement = yield* eachStatement(ctx, buyer, year, lines);
  yield;
  return { statement, declarations: yield* eachDeclaration(ctx, buyer, year, lines) };
}
