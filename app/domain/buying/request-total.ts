// The prices of a purchase request, and how far they may move before they are asked again. Pure.

/** A line of a request: `id` names it within the request; cents incl. VAT and deposits. */
export type RequestPrice = { id: string; supplierId: string; cents: number };
/** `deliveries`: cents incl. VAT by supplier. */
export type RequestPrices = { lines: readonly RequestPrice[]; deliveries: Readonly<Record<string, number>> };
/** Both limits hold: per mille of what was agreed, and cents. */
export type Tolerance = { permille: number; cents: number };

/** The total without the lines that were refused; a delivery leaves with the last line of its supplier. */
export function keptTotal({ lines, deliveries }: RequestPrices, refusedLines: ReadonlySet<string>): number {
  const kept = lines.filter(({ id }) => !refusedLines.has(id));
  const suppliers = new Set(kept.map(({ supplierId }) => supplierId));
  const goods = kept.reduce((sum, { cents }) => sum + cents, 0);
  const carried = Object.entries(deliveries).filter(([supplierId]) => suppliers.has(supplierId));
  return carried.reduce((sum, [, cents]) => sum + cents, goods);
}

/** Whether a total may be ordered after another one was agreed: cheaper always, dearer within both limits. */
export function isWithinTolerance(agreedCents: number, totalCents: number, { permille, cents }: Tolerance): boolean {
  const dearer = totalCents - agreedCents;
  return dearer <= 0 || (dearer <= Math.floor((agreedCents * permille) / 1000) && dearer <= cents);
}
