// The entries behind a buyer's year, each with what only its parties know of it. Reads only.
import type { Organisation } from '#app/domain/accounts/organisation.ts';
import { type ImpactEntry, parseEntry } from '#app/domain/impact/impact-entry.server.ts';
import { type ImpactLine, listImpactLinesOf } from '#app/domain/ledger/impact-lines.server.ts';
import {
  type BuyerId,
  lineKey,
  listPaidOrders,
  type PaidOrder,
  purchaseLines,
} from '#app/domain/orders/purchases.server.ts';
import { type Ctx, isoUtc, localDay, nextLocalDay } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { runAtOnce, type Slices } from '#app/domain/shared/slices.ts';
import type { SourceText } from '#app/domain/shared/translated.ts';

/** One entry of a statement, with its position in the log and the details that only its parties know. */
export type StatementLine = {
  index: number;
  /** In hex. */
  leaf: string;
  entry: ImpactEntry;
  orderNumber: string;
  paidOn: string;
  supplier: string;
  supplierId: string;
  /** Day of the hand-over in the town; null until then. */
  deliveredOn: string | null;
  /** As the seller said it of the offer when it was ordered. */
  stated: { egalim: string | null; foodFamily: string | null; repairedThing: string | null };
  category: string;
  /** Kind of the offer when it was ordered: new, reused, repaired, service ... */
  kind: string;
  name: SourceText;
  /** True when this entry replaced the one written at payment. */
  corrected: boolean;
};

/** Whose year it is: an organisation by what its declarations ask of it, or else a person by their id. */
export type YearBuyer = { id: string; organisation: Pick<Organisation, 'id' | 'insee'> | null };

type Reader = Pick<Ctx, 'db' | 'town'>;

/** Orders whose lines are read in one slice. */
const sliceOrders = 20;

/** The effective entries of the orders paid in a year (by the town's clock), in log order. */
export function* eachStatementLine(ctx: Reader, buyer: YearBuyer, year: number): Slices<StatementLine[]> {
  const orders = ordersOf(ctx, buyer, year);
  const lines: StatementLine[] = [];
  for (let i = 0; i < orders.length; i += sliceOrders) {
    const own = orders.slice(i, i + sliceOrders);
    const ids = own.map(({ orderId }) => orderId);
    for (const line of linesOf(ctx, own, listImpactLinesOf(ctx, ids))) lines.push(line);
    yield;
  }
  return lines.sort((a, b) => a.index - b.index);
}

/** All of them at once, or a page. */
export function statementLines(
  ctx: Reader,
  buyer: YearBuyer,
  year: number,
  page?: { limit: number; offset: number },
): StatementLine[] {
  if (!page) return runAtOnce(eachStatementLine(ctx, buyer, year));
  const orders = ordersOf(ctx, buyer, year);
  const ids = orders.map(({ orderId }) => orderId);
  return linesOf(ctx, orders, listImpactLinesOf(ctx, ids, page));
}

function ordersOf(ctx: Reader, { id, organisation }: YearBuyer, year: number): PaidOrder[] {
  const buyer: BuyerId = organisation ? { organisationId: id } : { userId: id };
  return listPaidOrders(ctx, buyer, { from: yearStart(ctx, year), to: yearStart(ctx, year + 1) });
}

function linesOf(ctx: Reader, orders: readonly PaidOrder[], entries: readonly ImpactLine[]): StatementLine[] {
  const byId = new Map(orders.map((order) => [order.orderId, order]));
  const bought = purchaseLines(ctx, new Set(entries.map(({ reference }) => reference)));
  const days = new Map<string, string>(); // all lines of an order have the same payment time
  const dayOf = (at: string) => days.get(at) ?? days.set(at, localDay(new Date(at), ctx.town)).get(at)!;
  return entries.map(({ index, leaf, canonical }): StatementLine => {
    const entry = parseEntry(canonical);
    const order = byId.get(entry.order);
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
export function yearStart({ town }: Pick<Ctx, 'town'>, year: number): string {
  return isoUtc(nextLocalDay(new Date(Date.UTC(year - 1, 11, 31, 11)), town));
}
