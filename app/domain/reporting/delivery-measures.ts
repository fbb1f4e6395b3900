// The platform's own measures of how a supplier delivers and publishes its prices (docs/method.md, "Filled in"). Pure.
import type { DeliveredPart } from '#app/domain/orders/delivered-parts.server.ts';

/** Below this, one customer's habits would be the supplier's. */
const minimumOrders = 5;
/** From here on the measure replaces a declaration, whatever it says (guard of env.low_impact_delivery). */
export const replacingOrders = 30;

export type DeliveryMeasure = {
  criterionId: 'env.low_impact_delivery' | 'env.packaging_reuse' | 'eco.price_transparency';
  /** Percent, one decimal. */
  value: number;
  /** Orders that it was measured on. */
  orders: number;
};

type Carried = Omit<DeliveredPart, 'supplierId'>;

/** The measures of one supplier from its parts of twelve months; none below `minimumOrders`. */
export function measureDeliveries(parts: readonly Carried[]): DeliveryMeasure[] {
  return [lowImpact(parts), packaging(parts)].filter((measure): measure is DeliveryMeasure => measure !== null);
}

/** Share of tonne-kilometres by bicycle, on foot, electric or by rail. A buyer who fetches is no delivery. */
function lowImpact(parts: readonly Carried[]): DeliveryMeasure | null {
  const delivered = parts.filter(
    ({ choice }) => !choice.startsWith('pickup') && choice !== 'on-site' && choice !== 'visit',
  );
  const load = ({ grams, distanceMeters }: Carried) => grams * distanceMeters;
  const whole = total(delivered.map(load));
  if (delivered.length < minimumOrders || whole === 0) return null;
  const light = delivered.filter(({ mode }) => /bike|foot|electric|rail/.test(mode));
  return {
    criterionId: 'env.low_impact_delivery',
    value: percent(total(light.map(load)), whole),
    orders: delivered.length,
  };
}

/**
 * Share of delivered units whose lent containers came back. A container that did not come back does not count, and units
 * without lent containers count as not reused: their packaging is not known here.
 */
function packaging(parts: readonly Carried[]): DeliveryMeasure | null {
  const lending = parts.filter(({ lentUnits }) => lentUnits > 0);
  if (lending.length < minimumOrders) return null;
  const reused = total(lending.map((part) => part.lentLineUnits * Math.min(1, part.returnedUnits / part.lentUnits)));
  return {
    criterionId: 'env.packaging_reuse',
    value: percent(reused, total(parts.map(({ units }) => units))),
    orders: lending.length,
  };
}

/**
 * Share of a supplier's turnover whose offers publish what their price is made of, on `orders` orders. Null below
 * `minimumOrders`; also for none at all before the measure replaces a declaration: nothing said is not yet a fact.
 */
export function measurePrices(
  sold: readonly { cents: number; isPublished: boolean }[],
  orders: number,
): DeliveryMeasure | null {
  const whole = total(sold.map(({ cents }) => cents));
  const published = total(sold.map(({ cents, isPublished }) => (isPublished ? cents : 0)));
  if (orders < minimumOrders || whole === 0 || (published === 0 && orders < replacingOrders)) return null;
  return { criterionId: 'eco.price_transparency', value: percent(published, whole), orders };
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function percent(part: number, whole: number): number {
  return Math.round((part / whole) * 1000) / 10;
}
