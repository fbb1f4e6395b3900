// Each night: fills in at L4 what the town knows of its suppliers without a form, from the public directory's answers and
// from a year of hand-overs.
import { recordMeasuredFact } from '#app/domain/evidence/measured-facts.server.ts';
import { registryFacts } from '#app/domain/evidence/registry-facts.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { listDeliveredParts } from '#app/domain/orders/delivered-parts.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { addDays, localDay } from '#app/domain/shared/context.ts';
import { findCommune } from '#app/domain/shared/town.ts';
import { listRegistryCompanies } from '#app/domain/suppliers/company-registry.server.ts';
import { listSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { measureDeliveries, replacingOrders } from './delivery-measures.ts';

/** Days for lent containers to come back before their order is measured. */
const returnDays = 14;

/** Returns how many facts were new. Run again the same day, it finds nothing to do. */
export function fillFacts(ctx: LedgerCtx & ActiveRules): number {
  const today = localDay(ctx.now, ctx.town);
  const parts = listDeliveredParts(ctx, addDays(today, -365), addDays(today, -returnDays));
  const bySupplier = Map.groupBy(parts, ({ supplierId }) => supplierId);
  const companies = listRegistryCompanies(ctx);
  let filled = 0;
  const record = (fact: Parameters<typeof recordMeasuredFact>[1]) => {
    if (recordMeasuredFact(ctx, fact)) filled++;
  };
  for (const { id: supplierId, insee } of listSuppliers(ctx)) {
    const answer = companies.get(supplierId);
    const isLocal = findCommune(ctx.town, insee) !== undefined;
    for (const fact of answer ? registryFacts(answer.company, isLocal) : [])
      record({ ...fact, supplierId, datedOn: answer!.answeredOn, source: 'registry', replacesDeclaration: false });
    for (const { criterionId, value, orders } of measureDeliveries(bySupplier.get(supplierId) ?? []))
      record({
        supplierId,
        criterionId,
        value,
        datedOn: today,
        source: 'measure',
        replacesDeclaration: orders >= replacingOrders,
      });
  }
  return filled;
}
