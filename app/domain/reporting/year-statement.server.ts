// The year statement of a buyer: the impact of its purchases, from the entries of its paid orders alone.

import { listOwnOrganisations, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import type { Organisation } from '#app/domain/accounts/organisation.ts';
import { type ImpactEntry, parseEntry } from '#app/domain/impact/impact-entry.server.ts';
import type { Interval } from '#app/domain/impact/propagate.server.ts';
import { comparedTotals, type ImpactTotals, impactTotals } from '#app/domain/impact/totals.server.ts';
import { lastEntryOf, listImpactLinesOf } from '#app/domain/ledger/impact-lines.server.ts';
import { nextPromiseNumber } from '#app/domain/ledger/promises.server.ts';
import { findFirstPaidAt, listSpansPaidBy } from '#app/domain/orders/organisation-orders.server.ts';
import { type BuyerId, lineKey, listPaidOrders, purchaseLines } from '#app/domain/orders/purchases.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { type Ctx, isoUtc, localDay, nextLocalDay } from '#app/domain/shared/context.ts';
import { invariant, NotFound } from '#app/domain/shared/errors.ts';
import { done, refused } from '#app/domain/shared/result.ts';
import { declarationFacts, declarationMark } from './declaration-facts.server.ts';
import { type EgalimView, egalimView } from './declared-food.ts';
import { type AgecView, agecView } from './declared-goods.ts';
import type { StatementLine } from './statement-lines.server.ts';

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

/** The years with paid orders of a buyer, latest first. */
export function listYears(ctx: Ctx, buyer: Buyer): number[] {
  const id = buyerIdOf(ctx, buyer);
  const first = findFirstPaidAt(ctx, id);
  if (first === undefined) return [];
  const yearOf = (time: Date) => Number(localDay(time, ctx.town).slice(0, 4));
  const spans: { year: number; from: string; to: string }[] = [];
  for (let year = yearOf(ctx.now); year >= yearOf(new Date(first)); year--)
    spans.push({ year, from: startOf(year, ctx), to: startOf(year + 1, ctx) });
  return listSpansPaidBy(ctx, id, spans).map(({ year }) => year);
}

function buyerIdOf(ctx: Ctx, { organisation }: Buyer): BuyerId {
  return organisation ? { organisationId: organisation.id } : { userId: requireUserId(ctx) };
}

function idOf(ctx: Ctx, { organisation }: Buyer): string {
  return organisation?.id ?? requireUserId(ctx);
}

/** The effective entries of the orders paid in a year (by the town's clock), in log order; all of them, or a page. */
export function listStatementLines(
  ctx: Ctx,
  buyer: Buyer,
  year: number,
  page = { limit: -1, offset: 0 },
): StatementLine[] {
  const period = { from: startOf(year, ctx), to: startOf(year + 1, ctx) };
  const orders = new Map(listPaidOrders(ctx, buyerIdOf(ctx, buyer), period).map((order) => [order.orderId, order]));
  const entries = listImpactLinesOf(ctx, [...orders.keys()], page);
  const bought = purchaseLines(ctx, new Set(entries.map(({ reference }) => reference)));
  const days = new Map<string, string>(); // all lines of an order have the same payment time
  const dayOf = (at: string) => days.get(at) ?? days.set(at, localDay(new Date(at), ctx.town)).get(at)!;
  return entries.map(({ index, leaf, canonical }): StatementLine => {
    const entry = parseEntry(canonical);
    const order = orders.get(entry.order);
    const line = bought.get(lineKey(entry.order, entry.line));
    invariant(order && line, `entry ${index} is about an order line that is not there`);
    return {
      index,
      leaf,
      entry,
      orderNumber: order.number,
      paidOn: dayOf(order.paidAt),
      supplier: line.supplierName,
      supplierId: line.supplierId,
      deliveredOn: line.handedOverAt === null ? null : dayOf(line.handedOverAt),
      stated: { egalim: line.statedEgalim, foodFamily: line.statedFamily, repairedThing: line.statedRepair },
      category: line.category,
      kind: line.kind,
      name: line.name,
      corrected: !entry.event.endsWith(':paid'),
    };
  });
}

/** The start of a year in the town: at 11:00 UTC, 31 December is the day everywhere from UTC-11 to UTC+12. */
function startOf(year: number, { town }: Pick<Ctx, 'town'>): string {
  return isoUtc(nextLocalDay(new Date(Date.UTC(year - 1, 11, 31, 11)), town));
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
  const by = (key: (line: StatementLine) => string) => [...Map.groupBy(lines, key)];
  const months = by((line) => line.paidOn.slice(0, 7)).sort(([a], [b]) => (a < b ? -1 : 1));
  const [categories, suppliers] = [by((line) => line.category), by((line) => line.supplier)];
  const groups = [...months, ...categories, ...suppliers].map(([, own]) => own);
  const entries = [lines, ...groups].map((own) => own.map(({ entry }) => entry));
  const [totals, ...parts] = impactTotals(entries, `statement\n${idOf(ctx, buyer)}\n${year}`, ctx.factors);
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
    before: compare(ctx, buyer, year - 1, versions, lines),
  };
}

type Versions = { methods: string[]; factors: string[] };

function versionsOf(lines: readonly StatementLine[]): Versions {
  const all = (of: 'method' | 'factors') => [...new Set(lines.map(({ entry }) => entry.methodology[of]))].sort();
  return { methods: all('method'), factors: all('factors') };
}

function compare(
  ctx: Ctx & ActiveRules,
  buyer: Buyer,
  year: number,
  now: Versions,
  after: readonly StatementLine[],
): Comparison {
  const lines = listStatementLines(ctx, buyer, year);
  if (lines.length === 0) return refused('none', { year });
  const then = versionsOf(lines);
  const one = (all: string[], more: string[]) => new Set([...all, ...more]).size === 1;
  if (!one(now.methods, then.methods) || !one(now.factors, then.factors)) return refused('method', { year });
  const seed = `statement\n${idOf(ctx, buyer)}\n${year}`;
  const [entries, later] = [lines, after].map((own) => own.map(({ entry }) => entry)) as [ImpactEntry[], ImpactEntry[]];
  return done({ year, ...comparedTotals(later, entries, seed, ctx.factors) });
}

export type YearView = { statement: YearStatement; declarations: Declarations };
/** `declares`: whether AGEC, article 58, holds for the buyer, as it says itself. */
export type Declarations = { agec: AgecView; egalim: EgalimView; declares: boolean; canteenSiret: string | null };

/** The declarations of a public buyer for a year, from its lines. */
export function yearDeclarations(ctx: Ctx, buyer: Buyer, year: number, lines: readonly StatementLine[]): Declarations {
  const { agec, food, declares, canteenSiret } = declarationFacts(ctx, buyer, year, lines);
  return { agec: agecView(lines, year, agec), egalim: egalimView(lines, food), declares, canteenSiret };
}

const known = new WeakMap<object, Map<string, { mark: string; view: YearView }>>();
const maxKnown = 200;

/**
 * A year as its page shows it, cached until an entry is written about the buyer's orders or something is said for its
 * declarations: the log only grows, so the last index and the number of entries identify its state.
 */
export function viewYear(ctx: Ctx & ActiveRules, buyer: Buyer, year: number): YearView {
  const views = known.get(ctx.db.$client) ?? new Map();
  known.set(ctx.db.$client, views);
  const key = `${idOf(ctx, buyer)} ${year}`;
  const mark = lastWritten(ctx, buyer);
  if (views.get(key)?.mark === mark) return views.get(key).view;
  const lines = listStatementLines(ctx, buyer, year);
  const statement = computeStatement(ctx, buyer, year, lines);
  const view = { statement, declarations: yearDeclarations(ctx, buyer, year, lines) };
  if (views.size >= maxKnown) views.clear();
  views.set(key, { mark, view });
  return view;
}

/** Each paid order of a buyer is promised under the next number; corrections are entries that reverse others. */
function lastWritten(ctx: Ctx, buyer: Buyer): string {
  return `${nextPromiseNumber(ctx, idOf(ctx, buyer))} ${lastEntryOf(ctx, 'impact.reversal')} ${declarationMark(ctx, buyer)}`;
}
