// Offers as baskets of their own: what each would cost and when it would come if it alone were ordered.
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import type { Point } from '#app/domain/shared/geo.ts';
import type { PriceBasis } from '#app/domain/shared/price.ts';
import { findSuppliers, listFactsBySupplier } from '#app/domain/suppliers/suppliers.server.ts';
import { planRoundDeliveries } from './round-deliveries.server.ts';
import { type DeliveryOption, type SupplierBasket, toSupplierBasket } from './supplier-basket.server.ts';

/**
 * A basket for each offer and its number of packs, by the cheapest way that brings it to `to`, the earlier of two equal
 * ones; collected where nothing brings it.
 */
export function viewSingleBaskets(
  ctx: Ctx & ActiveRules,
  wanted: readonly { offer: Offer; packs: number }[],
  { to, basis }: { to: Point; basis: PriceBasis },
): SupplierBasket[] {
  const supplierIds = [...new Set(wanted.map(({ offer }) => offer.supplierId))];
  const suppliers = new Map(findSuppliers(ctx, supplierIds).map((supplier) => [supplier.id, supplier]));
  const facts = listFactsBySupplier(ctx, supplierIds);
  const loads = wanted.map(({ offer, packs }) => ({
    supplier: suppliers.get(offer.supplierId)!,
    goods: [{ offer, quantity: packs, time: null, place: '', block: null }],
    wanted: undefined,
    facts: facts.get(offer.supplierId) ?? [],
  }));
  // The plan is by supplier: two offers of one supplier are two orders here, so each stands under its own id.
  const asOrders = loads.map((load, i) => ({ ...load, supplier: { ...load.supplier, id: String(i) } }));
  const rides = planRoundDeliveries(ctx, asOrders);
  return loads.map((load, i) => {
    const ride = rides.get(String(i));
    const { options } = toSupplierBasket(ctx, { ...load, ride }, { to, compare: false, basis });
    const { choice } = options.reduce((best, option) => (isBetter(option, best) ? option : best));
    return toSupplierBasket(ctx, { ...load, ride, wanted: { choice, day: null } }, { to, compare: false, basis });
  });
}

/** Later than any day: no day can be promised. */
const never = '9999-12-31';

function isBetter(option: DeliveryOption, than: DeliveryOption): boolean {
  const byWay = Number(isCollected(option)) - Number(isCollected(than));
  const byFee = option.fee.netCents - than.fee.netCents;
  return (byWay || byFee || ((option.arrivesOn ?? never) < (than.arrivesOn ?? never) ? -1 : 0)) < 0;
}

function isCollected({ choice }: DeliveryOption): boolean {
  return choice.startsWith('pickup');
}
