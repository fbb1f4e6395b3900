// The totals of an order now: its lines after corrections, and the deliveries that were not refunded. Pure.
import type { BasketTotals } from '#app/domain/basket/pricing.ts';
import { sum } from '#app/domain/shared/money.ts';
import { vatByRate } from './order.ts';
import type { OrderLine, WholeOrder } from './orders.server.ts';
import type { Outcome } from './parts.server.ts';

/** Amounts and quantity of a line now; `name` and `quantity` are those of its outcome if it has one. */
export type CurrentLine = Pick<
  OrderLine,
  'line' | 'supplierId' | 'name' | 'quantity' | 'htCents' | 'vatCents' | 'vatBasisPoints'
> & { ordered: Pick<OrderLine, 'name' | 'quantity'> };

/** `outcomes` by line. */
export function currentLines(lines: readonly OrderLine[], outcomes: ReadonlyMap<number, Outcome>): CurrentLine[] {
  return lines.map((line) => {
    const { name, quantity, htCents, vatCents } = outcomes.get(line.line) ?? line;
    const { line: number, supplierId, vatBasisPoints } = line;
    const ordered = { name: line.name, quantity: line.quantity };
    return { line: number, supplierId, vatBasisPoints, name, quantity, htCents, vatCents, ordered };
  });
}

/** Totals of a whole order, or of the part of one supplier. */
export function currentTotals(
  { parts, lines }: Pick<WholeOrder, 'parts' | 'lines'>,
  outcomes: ReadonlyMap<number, Outcome>,
  supplierId?: string,
): BasketTotals {
  const isOwn = (of: { supplierId: string }) => supplierId === undefined || of.supplierId === supplierId;
  const goods = currentLines(lines.filter(isOwn), outcomes);
  const sent = parts.filter((part) => isOwn(part) && !part.deliveryRefunded);
  const goodsCents = sum(goods.map(({ htCents }) => htCents));
  const deliveryCents = sum(sent.map((part) => part.deliveryCents));
  const deliveryVatCents = sum(sent.map((part) => part.deliveryVatCents));
  const vatCents = deliveryVatCents + sum(goods.map((line) => line.vatCents));
  return {
    goodsCents,
    deliveryCents,
    deliveryVatCents,
    vatCents,
    totalCents: goodsCents + deliveryCents + vatCents,
    vatByRate: vatByRate([...goods, ...sent.flatMap(({ deliveryByRate }) => deliveryByRate)]),
  };
}
