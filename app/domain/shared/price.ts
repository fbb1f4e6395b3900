// A price without and with VAT. The type of an amount says which of the two it is, so that one is never taken for the
// other. Only this file makes such amounts, and `amountsFor` alone chooses among them for a reader.
import { applyRate, multiplyCents, sum } from './money.ts';

declare const tax: unique symbol;
/** Cents excl. VAT. */
export type NetCents = number & { readonly [tax]: 'net' };
/** Cents incl. VAT. */
export type GrossCents = number & { readonly [tax]: 'gross' };

/** The amount that is kept and multiplied: the other one is taken from the sum. Consumers pay `gross` prices. */
export const priceBases = ['net', 'gross'] as const;
export type PriceBasis = (typeof priceBases)[number];

/** The same goods without and with VAT. */
export type Price = { readonly netCents: NetCents; readonly grossCents: GrossCents };

/** The amounts for a reader: one of the two, or both with the one incl. VAT first. */
export type PriceReading = PriceBasis | 'both';
export type ShownAmount = { basis: PriceBasis; cents: number };

/** The amounts of a price for a reader, the most important first. Every page, letter and API answer asks here. */
export function amountsFor({ netCents, grossCents }: Price, reading: PriceReading): ShownAmount[] {
  const net = { basis: 'net' as const, cents: netCents };
  const gross = { basis: 'gross' as const, cents: grossCents };
  if (reading === 'both') return [gross, net];
  return [reading === 'net' ? net : gross];
}

/** The amount that a reader compares and adds up: incl. VAT unless only the net one is read. */
export function mainAmount(price: Price, reading: PriceReading): number {
  return amountsFor(price, reading)[0]!.cents;
}

/** The basis on which a reader's basket is computed. */
export function basisOf(reading: PriceReading): PriceBasis {
  return reading === 'net' ? 'net' : 'gross';
}

/** The price of one pack from its cents excl. VAT and its rate. The cents incl. VAT are rounded here, once. */
export function priceOf(cents: number, vatBasisPoints: number): Price {
  return exactPrice(cents, cents + applyRate(cents, vatBasisPoints));
}

/** A price whose two amounts are known, as those of an order's line. */
export function exactPrice(netCents: number, grossCents: number): Price {
  return { netCents: netCents as NetCents, grossCents: grossCents as GrossCents };
}

/** `quantity` packs, each at its price: on its own basis, each amount is the unit's times the quantity. */
export function multiplyPrice({ netCents, grossCents }: Price, quantity: number): Price {
  return exactPrice(multiplyCents(netCents, quantity), multiplyCents(grossCents, quantity));
}

export function sumPrices(prices: readonly Price[]): Price {
  return exactPrice(sum(prices.map(({ netCents }) => netCents)), sum(prices.map(({ grossCents }) => grossCents)));
}

/** The price of one unit of a pack that holds `milli` thousandths of it, each amount rounded half up. */
export function pricePerUnit({ netCents, grossCents }: Price, milli: number): Price {
  return exactPrice(Math.round((netCents * 1000) / milli), Math.round((grossCents * 1000) / milli));
}
