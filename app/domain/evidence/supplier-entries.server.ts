// The ledger's entries about one supplier's evidence, for its own page and its public feed. Reads only.
import { listEvidenceEntries } from '#app/domain/ledger/evidence-entries.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

export type SupplierEntry = {
  index: number;
  kind: string;
  at: string;
  /** The criteria that the entry speaks of, with the level of each; null for none. */
  values: { criterion: string; level: string | null }[];
};

/** Newest first. */
export function listSupplierEntries(ctx: Pick<Ctx, 'db'>, supplierId: string): SupplierEntry[] {
  return listEvidenceEntries(ctx, supplierId)
    .map(({ index, kind, at, body }) => ({
      index,
      kind,
      at,
      values: (body.facts ?? [body]).map(({ criterion, level }) => ({ criterion, level })),
    }))
    .reverse();
}
