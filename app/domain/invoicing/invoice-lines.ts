// The lines of an invoice from those of its order. Pure.
import type { OrderLine } from '#app/domain/orders/orders.server.ts';
import type { SupplierPart } from '#app/domain/orders/parts.server.ts';
import { type InvoiceLine, unitCode } from './invoice.ts';

/** The lines of a part's invoice: its goods as they are now, the fees of cancelled bookings, and its delivery unless no goods are left. */
export function deliveredLines({ part, lines, outcomes }: SupplierPart): InvoiceLine[] {
  const became = new Map(outcomes.map((outcome) => [outcome.line, outcome]));
  const goods = lines
    .map((line) => invoiceLine(line, became.get(line.line) ?? line))
    .filter(({ quantity }) => quantity > 0);
  const fees = lines.flatMap((line): InvoiceLine[] => {
    const outcome = became.get(line.line);
    if (outcome?.quantity !== 0 || outcome.htCents === 0) return [];
    return [{ ...invoiceLine(line, outcome), kind: 'cancellation', quantity: 1, unitCode: 'C62' }];
  });
  return goods.length === 0 ? fees : [...goods, ...fees, ...deliveryLines(part)];
}

/** A part's delivery as lines of its invoice, one for each rate of the goods that it carries. */
export function deliveryLines(part: SupplierPart['part']): InvoiceLine[] {
  return part.deliveryByRate.map((share) => ({
    kind: 'delivery',
    nameFr: '',
    nameEn: '',
    quantity: 1,
    unitCode: 'C62',
    ...share,
  }));
}

/** A line for an invoice: as ordered, or its outcome. Weighed goods are billed in kilograms. */
export function invoiceLine(
  line: Pick<OrderLine, 'offerId' | 'kind' | 'category' | 'unit' | 'packMilli' | 'pieceWeight' | 'vatBasisPoints'>,
  is: Pick<OrderLine, 'offerId' | 'name' | 'quantity' | 'htCents' | 'vatCents'> & {
    impactInput: { massGrams: number };
  },
): InvoiceLine {
  const { name, htCents, vatCents } = is;
  const isOrdered = is.offerId === line.offerId;
  const isWeighed = isOrdered && line.pieceWeight !== null;
  return {
    kind: isService(line) ? 'service' : 'goods',
    nameFr: name.fr,
    nameEn: name.en ?? '',
    quantity: isWeighed ? is.impactInput.massGrams / 1000 : is.quantity,
    htCents,
    vatCents,
    vatBasisPoints: line.vatBasisPoints,
    unitCode: unitCode(isWeighed ? { unit: 'kg', packMilli: 1000 } : isOrdered ? line : aPiece),
  };
}

const aPiece = { unit: 'piece', packMilli: 1000 };

/** A service is done, a rented thing comes back, a meal is served; all else is goods. */
function isService({ kind, category }: Pick<OrderLine, 'kind' | 'category'>): boolean {
  return kind === 'service' || kind === 'rental' || category === 'meals';
}

/** The line of a claim's price of being late. */
export function lateLine(
  line: OrderLine,
  { lateHtCents: htCents, lateVatCents: vatCents }: { lateHtCents: number; lateVatCents: number },
): InvoiceLine {
  return {
    ...invoiceLine(line, { ...line, quantity: 1, htCents, vatCents }),
    kind: 'late',
    quantity: 1,
    unitCode: 'C62',
  };
}
