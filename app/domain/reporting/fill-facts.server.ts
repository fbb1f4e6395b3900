// Each night: fills in at L4 what the town knows of its suppliers without a form, from the public directory's answers,
// from a year of hand-overs, from the price breakdowns that offers publish, and from what a supplier paid on account.
import { findOffers } from '#app/domain/catalogue/offers.server.ts';
import { parsePriceParts } from '#app/domain/catalogue/price-parts.ts';
import { type MeasuredFact, recordMeasuredFact } from '#app/domain/evidence/measured-facts.server.ts';
import { registryFacts } from '#app/domain/evidence/registry-facts.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { listDeliveredParts, listSoldOffers, type SoldOffer } from '#app/domain/orders/delivered-parts.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { addDays, type Ctx, isoUtc, localDay } from '#app/domain/shared/context.ts';
import { runAtOnce, type Slices } from '#app/domain/shared/slices.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { listRegistryCompanies } from '#app/domain/suppliers/company-registry.server.ts';
import { listSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { measureDeliveries, measurePrices, replacingOrders } from './delivery-measures.ts';
import { measurePaymentDays } from './payment-delays.server.ts';

/** Days for lent containers to come back before their order is measured. */
const returnDays = 14;

/** Returns how many facts were new. Run again the same day, it finds nothing to do. */
export function fillFacts(ctx: LedgerCtx & ActiveRules): number {
  return runAtOnce(eachFilledFact(ctx, measureFacts(ctx)));
}

/** Records what `measureFacts` found, a fact at a time. Returns how many were new. */
export function* eachFilledFact(ctx: LedgerCtx & ActiveRules, measured: readonly MeasuredFact[]): Slices<number> {
  let filled = 0;
  for (const fact of measured) {
    if (recordMeasuredFact(ctx, fact)) filled++;
    yield;
  }
  return filled;
}

/** All that the town knows of its suppliers by itself, new or not. */
export function measureFacts(ctx: Ctx): MeasuredFact[] {
  const today = localDay(ctx.now, ctx.town);
  const parts = listDeliveredParts(ctx, addDays(today, -365), addDays(today, -returnDays));
  const bySupplier = Map.groupBy(parts, ({ supplierId }) => supplierId);
  const sold = listSoldOffers(ctx, addDays(today, -365), addDays(today, -returnDays));
  const publishing = publishingOffers(ctx, sold);
  const soldBySupplier = Map.groupBy(sold, ({ supplierId }) => supplierId);
  const companies = listRegistryCompanies(ctx);
  return listSuppliers(ctx).flatMap((supplier): MeasuredFact[] => {
    const { id: supplierId, insee } = supplier;
    const answer = companies.get(supplierId);
    const isLocal = findCommune(ctx.town, insee) !== undefined;
    const registered = answer ? registryFacts(answer.company, isLocal) : [];
    const own = bySupplier.get(supplierId) ?? [];
    const offers = (soldBySupplier.get(supplierId) ?? []).map(({ offerId, cents }) => ({
      cents,
      isPublished: publishing.has(offerId),
    }));
    const prices = measurePrices(offers, own.length);
    const delay = measurePaymentDays(ctx, supplier, isoUtc(new Date(ctx.now.getTime() - 365 * 864e5)));
    const paying = delay && { criterionId: 'eco.supplier_payment_days', ...delay };
    const measures = [...measureDeliveries(own), prices, paying].filter((one) => one !== null);
    return [
      ...registered.map(
        (fact): MeasuredFact => ({
          ...fact,
          supplierId,
          datedOn: answer!.answeredOn,
          source: 'registry',
          replacesDeclaration: false,
        }),
      ),
      ...measures.map(
        ({ criterionId, value, orders }): MeasuredFact => ({
          supplierId,
          criterionId,
          value,
          datedOn: today,
          source: 'measure',
          replacesDeclaration: orders >= replacingOrders,
        }),
      ),
    ];
  });
}

/** The offers among those sold whose page says today what their price is made of. */
function publishingOffers(ctx: Pick<Ctx, 'db'>, sold: readonly SoldOffer[]): Set<number> {
  const offers = findOffers(
    ctx,
    sold.map(({ offerId }) => offerId),
  );
  return new Set(offers.filter(({ attributes }) => parsePriceParts(attributes.price_parts ?? '')).map(({ id }) => id));
}
