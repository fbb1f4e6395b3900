// Prices of a basket, supplier by supplier. Pure functions; nothing is promised before checkout.
import { allocate, multiplyCents, sum, vatByLine, vatWithin } from '#app/domain/shared/money.ts';
import {
  exactPrice,
  multiplyPrice,
  type Price,
  type PriceBasis,
  priceOf,
  sumPrices,
} from '#app/domain/shared/price.ts';

/** `basis` says whether `priceCents`, the price of one pack as its buyer reads it, is excl. or incl. VAT. */
export type PricedLine = { basis: PriceBasis; priceCents: number; htCents: number; vatCents: number };
/** A part of a delivery's fee, taxed like the goods that it carries. */
type DeliveryShare = { vatBasisPoints: number; htCents: number; vatCents: number };
/** `priceCents`: of one pack, excl. VAT. `carried`: goods that have to be brought, unlike most services. */
export type LineToPrice = { priceCents: number; quantity: number; vatBasisPoints: number; carried: boolean };
export type PartInput = { lines: LineToPrice[]; deliveryCents: number; basis: PriceBasis };
export type PricedPart = {
  lines: PricedLine[];
  goodsCents: number;
  deliveryCents: number;
  deliveryVatCents: number;
  deliveryByRate: DeliveryShare[];
  vatCents: number;
  vatByRate: Record<number, number>;
};

export const maxQuantity = 9999;
/** Above any order of the town so far, and as many as one payment page can list supplier by supplier. */
export const maxLines = 100;

/**
 * Lines and delivery of one supplier. On the basis `net` the VAT of each rate is computed on the sum excl. VAT; on
 * `gross` each pack has its price incl. VAT and the VAT of each rate is taken out of the sum, so that price times
 * quantity is what is paid. In both cases it is allocated to the lines to the cent.
 */
export function pricePart({ lines, deliveryCents, basis }: PartInput): PricedPart {
  const shares = splitDelivery(deliveryCents, lines);
  const units = lines.map((line) => unitOn(basis, line.priceCents, line.vatBasisPoints));
  const amounts = [
    ...lines.map(({ quantity, vatBasisPoints }, i) => ({ cents: multiplyCents(units[i]!, quantity), vatBasisPoints })),
    ...shares.map((share) => ({
      cents: unitOn(basis, share.cents, share.vatBasisPoints),
      vatBasisPoints: share.vatBasisPoints,
    })),
  ];
  const vat = basis === 'net' ? vatByLine(amounts) : vatByLine(amounts, vatWithin);
  const taxed = amounts.map(({ cents, vatBasisPoints }, i) => ({
    vatBasisPoints,
    htCents: basis === 'net' ? cents : cents - vat[i]!,
    vatCents: vat[i]!,
  }));
  const goods = taxed.slice(0, lines.length);
  const delivery = taxed.slice(lines.length);
  return {
    lines: goods.map(({ htCents, vatCents }, i) => ({ basis, priceCents: units[i]!, htCents, vatCents })),
    goodsCents: sum(goods.map(({ htCents }) => htCents)),
    deliveryCents: sum(delivery.map(({ htCents }) => htCents)),
    deliveryVatCents: sum(delivery.map(({ vatCents }) => vatCents)),
    deliveryByRate: delivery,
    vatCents: sum(vat),
    vatByRate: sumByRate(taxed),
  };
}

function unitOn(basis: PriceBasis, cents: number, vatBasisPoints: number): number {
  const { netCents, grossCents } = priceOf(cents, vatBasisPoints);
  return basis === 'net' ? netCents : grossCents;
}

/**
 * A delivery is taxed like its goods (CGI art. 267 I 2°, directive 2006/112/EC art. 78 b; BOFiP
 * BOI-TVA-BASE-10-20-40 § 470): its fee, excl. VAT, is split among the rates by their share of the goods excl. VAT, by
 * largest remainder. If nothing has to be carried, all lines count.
 */
export function splitDelivery(
  feeCents: number,
  lines: readonly LineToPrice[],
): { vatBasisPoints: number; cents: number }[] {
  if (feeCents === 0) return [];
  const carried = lines.some((line) => line.carried) ? lines.filter((line) => line.carried) : lines;
  const byRate = [...Map.groupBy(carried, (line) => line.vatBasisPoints)].sort(([a], [b]) => b - a);
  const weights = byRate.map(([, own]) => sum(own.map((line) => multiplyCents(line.priceCents, line.quantity))));
  const shares = allocate(feeCents, weights);
  return byRate.flatMap(([vatBasisPoints], i) => (shares[i] === 0 ? [] : [{ vatBasisPoints, cents: shares[i]! }]));
}

/** The fee of a delivery for these goods, as it is shown beside its choice. */
export function deliveryPrice(feeCents: number, lines: readonly LineToPrice[]): Price {
  return sumPrices(splitDelivery(feeCents, lines).map(({ cents, vatBasisPoints }) => priceOf(cents, vatBasisPoints)));
}

/** `min`: the minimum order as its supplier wrote it, excl. VAT, and incl. VAT. `missing`: what the goods lack up to it. */
export type MinimumOrder = { min: Price; missing: Price };

/**
 * A minimum order is compared with the goods excl. VAT, whoever buys, at the prices that the supplier wrote. Incl. VAT it
 * is that of goods taxed on average like these, rounded up.
 */
export function minimumOrder(minimumCents: number, lines: readonly LineToPrice[]): MinimumOrder {
  const goods = sumPrices(
    lines.map((line) => multiplyPrice(priceOf(line.priceCents, line.vatBasisPoints), line.quantity)),
  );
  const withVat = (cents: number) =>
    exactPrice(cents, goods.netCents === 0 ? cents : Math.ceil((cents * goods.grossCents) / goods.netCents));
  return { min: withVat(minimumCents), missing: withVat(Math.max(0, minimumCents - goods.netCents)) };
}

export type BasketTotals = {
  goodsCents: number;
  deliveryCents: number;
  deliveryVatCents: number;
  vatCents: number;
  totalCents: number;
  vatByRate: Record<number, number>;
};

export function basketTotals(parts: readonly PricedPart[]): BasketTotals {
  const goodsCents = sum(parts.map((part) => part.goodsCents));
  const deliveryCents = sum(parts.map((part) => part.deliveryCents));
  const vatCents = sum(parts.map((part) => part.vatCents));
  const rates = parts.flatMap((part) => Object.entries(part.vatByRate));
  return {
    goodsCents,
    deliveryCents,
    deliveryVatCents: sum(parts.map((part) => part.deliveryVatCents)),
    vatCents,
    totalCents: goodsCents + deliveryCents + vatCents,
    vatByRate: sumByRate(rates.map(([rate, cents]) => ({ vatBasisPoints: Number(rate), vatCents: cents }))),
  };
}

function sumByRate(taxed: readonly { vatBasisPoints: number; vatCents: number }[]): Record<number, number> {
  const byRate = Map.groupBy(taxed, (item) => item.vatBasisPoints);
  return Object.fromEntries([...byRate].map(([rate, items]) => [rate, sum(items.map((item) => item.vatCents))]));
}

/** Goods and delivery of a basket or an order, each without and with VAT. */
export function splitTotals({ goodsCents, deliveryCents, deliveryVatCents, vatCents, totalCents }: BasketTotals): {
  goods: Price;
  delivery: Price;
  total: Price;
} {
  return {
    goods: exactPrice(goodsCents, goodsCents + vatCents - deliveryVatCents),
    delivery: exactPrice(deliveryCents, deliveryCents + deliveryVatCents),
    total: exactPrice(totalCents - vatCents, totalCents),
  };
}
