// The price of one unit in which offers of a thing are compared, as pages say it. Pure.
import { type Price, pricePerUnit } from '#app/domain/shared/price.ts';
import type { Unit } from './offer.ts';
import type { ThingUnit } from './things.server.ts';

/** A unit of comparison and the thousandths of it that one pack holds. */
export type ComparedUnit = { unit: ThingUnit | Unit; milli: number };

/** A sheet of paper costs less than a cent: a hundred are said. */
const sheetsPerPrice = 100;

/** The price of one unit of a pack; of sheets, of a hundred of them. */
export function comparedPrice(price: Price, { unit, milli }: ComparedUnit): Price {
  return pricePerUnit(price, unit === 'sheet' ? milli / sheetsPerPrice : milli);
}
