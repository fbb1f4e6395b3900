// Labels of a supplier as evidence for the claim guard.
import type { ClaimEvidence } from '#app/domain/claims/claim-kinds.ts';
import type { FiledFigures } from '#app/domain/claims/stated-figures.ts';
import { type Ctx, localDay } from '#app/domain/shared/context.ts';
import { distanceMeters, roadCircuity } from '#app/domain/shared/geo.ts';
import { findSuppliers, listLabels } from './suppliers.server.ts';

/** A label that was checked, with the evidence that it is: statuses stand in a public directory. */
const evidenceOfLabel = new Map<string, ClaimEvidence>([
  ['ess', 'registry'],
  ['siae', 'registry'],
  ['ea', 'registry'],
  ['esat', 'registry'],
  ['rge', 'registry'],
  ['qualiopi', 'registry'],
  ['imprim-vert', 'registry'],
  ['organic', 'organic'],
  ['ecocert-cleaning', 'cosmetic-scheme'],
]);

/** Evidence of a supplier that is in force on the day of the context. */
export function listClaimEvidence(ctx: Pick<Ctx, 'db' | 'now' | 'town'>, supplierId: string): Set<ClaimEvidence> {
  const day = localDay(ctx.now, ctx.town);
  const inForce = listLabels(ctx, supplierId).filter(({ validUntil }) => validUntil >= day);
  return new Set(inForce.flatMap(({ label }) => evidenceOfLabel.get(label) ?? []));
}

/** Figures about a supplier that its texts must not contradict. */
export function supplierFigures(ctx: Pick<Ctx, 'db' | 'town'>, supplierId: string): FiledFigures {
  const [supplier] = findSuppliers(ctx, [supplierId]);
  if (!supplier) return {};
  const metres = distanceMeters(supplier, ctx.town.hub) * roadCircuity;
  return { supplyKilometres: metres / 1000, controlBody: supplier.controlBody };
}
