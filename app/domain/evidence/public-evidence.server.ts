// What a supplier's public page says of its proofs beside the score: the proof behind each fact, and what was said of it.
import { and, eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import { evidence } from '#db/schema/evidence.ts';
import { type ClaimComment, listClaimComments } from './claim-reports.server.ts';

export type PublicEvidence = {
  id: string;
  criterionId: string;
  factId: string | null;
  kind: 'declaration' | 'file' | 'link' | 'registry' | 'visit';
  link: string | null;
  hasFile: boolean;
};

/** Accepted proofs with their kind; the file's address only when the supplier shows it, the link always. */
export function listPublicEvidence(
  ctx: Pick<Ctx, 'db'>,
  supplierId: string,
): { evidence: PublicEvidence[]; comments: ClaimComment[] } {
  const rows = ctx.db
    .select()
    .from(evidence)
    .where(and(eq(evidence.supplierId, supplierId), eq(evidence.state, 'accepted')))
    .all();
  return {
    evidence: rows.map((row) => ({
      id: row.id,
      criterionId: row.criterionId,
      factId: row.factId,
      kind: row.kind,
      link: row.link,
      hasFile: row.fileKey !== null && row.filePublic,
    })),
    comments: listClaimComments(ctx, supplierId),
  };
}
