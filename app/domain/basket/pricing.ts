// Prices of a basket, supplier by supplier. Pure functions; nothing is promised before checkout.
import { multiplyCents, sum, vatByLine } from '#app/domain/shared/money.ts';

export type PricedLine = { htCents: number; vatCents: number };
export type PartInput = {
  lines: { priceCents: number; quantity: number; vatBasisPoints: number }[];
  deliveryCents: number;
  deliveryVatBasisPoints: number;
};
export type PricedPart = {
  lines: PricedLine[];
  goodsCents: number;
  deliveryCents: number;
  deliveryVatCents: number;
  vatCents: number;
  vatByRate: Record<number, number>;
};

export const maxQuantity = 9999;
/** Above any order of the town so far, and as many as one payment page can list supplier by supplier. */
export const maxLines = 100;

/** Lines and delivery of one supplier. VAT is computed per rate, then allocated to the lines to the cent. */
export function pricePart({ lines, deliveryCents, deliveryVatBasisPoints }: PartInput): PricedPart {
  const taxed = [
    ...lines.map((line) => ({
      htCents: multiplyCents(line.priceCents, line.quantity),
      vatBasisPoints: line.vatBasisPoints,
    })),
    { htCents: deliveryCents, vatBasisPoints: deliveryVatBasisPoints },
  ];
  const vat = vatByLine(taxed);
  const vatByRate: Record<number, number> = {};
  taxed.forEach((line, i) => {
    vatByRate[line.vatBasisPoints] = (vatByRate[line.vatBasisPoints] ?? 0) + vat[i]!;
  });
  return {
    lines: lines.map((_, i) => ({ htCents: taxed[i]!.htCents, vatCents: vat[i]! })),
    goodsCents: sum(taxed.slice(0, -1).map((line) => line.htCents)),
    deliveryCents,
    deliveryVatCents: vat.at(-1)!,
    vatCents: sum(vat),
    vatByRate,
  };
}

export type BasketTotals = {
  goodsCents: number;
  deliveryCents: number;
  vatCents: number;
  totalCents: number;
  vatByRate: Record<number, number>;
};

export function basketTotals(parts: readonly PricedPart[]): BasketTotals {
  const goodsCents = sum(parts.map((part) => part.goodsCents));
  const deliveryCents = sum(parts.map((part) => part.deliveryCents));
  const vatCents = sum(parts.map((part) => part.vatCents));
  const vatByRate: Record<number, number> = {};
  for (const part of parts)
    for (const [rate, cents] of Object.entries(part.vatByRate))
      vatByRate[Number(rate)] = (vatByRate[Number(rate)] ?? 0) + cents;
  return { goodsCents, deliveryCents, vatCents, totalCents: goodsCents + deliveryCents + vatCents, vatByRate };
}
