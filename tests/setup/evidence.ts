// A supplier of the seeded town, and evidence to submit.

import { submitEvidence } from '#app/domain/evidence/evidence.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { getOwnSupplier } from '#app/domain/suppliers/members.server.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { demoTown } from '#seeds/demo-town.ts';
import { openTown } from './test-town.ts';

export const lucie = 'lucie@jardins-de-la-vesle.example';
export const noe = 'noe@cooperative-112.example';
export const anais = 'anais@cooperative-112.example';
export const hugo = 'hugo@becane-commune.example';
export const criterion = 'env.packaging_reuse';

export async function openSupplier(email = lucie, slug = 'jardins-de-la-vesle') {
  const town = await openTown();
  const owner = town.ctx(email);
  const { supplier } = getOwnSupplier(owner, slug);
  return { town, owner, supplier };
}

export function evidenceInput(supplier: Supplier, changes: Partial<Parameters<typeof submitEvidence>[1]> = {}) {
  return {
    supplierId: supplier.id,
    criterionId: criterion,
    value: 78,
    datedOn: localDay(new Date(), demoTown),
    askedLevel: changes.kind === 'declaration' ? ('L1' as const) : ('L2' as const),
    kind: 'link' as const,
    title: 'Suivi des consignes',
    link: 'https://example.org/consignes',
    filePublic: false,
    ...changes,
  };
}

/** Submits evidence that is not refused; returns its id. */
export function submitted(...given: Parameters<typeof submitEvidence>): string {
  const result = submitEvidence(...given);
  if (!result.ok) throw new Error(result.reason);
  return result.evidenceId;
}
