// The evidence on a supplier's public page, beside the score: accepted evidence, and the public comments on claims.
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

/** Accepted evidence with its kind. `hasFile` only when the supplier made the file public; a link is always shown. */
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
