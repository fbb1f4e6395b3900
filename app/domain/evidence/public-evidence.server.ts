// The evidence on a supplier's public page, beside the score: accepted evidence, and the public comments on claims.
import { and, eq } from 'drizzle-orm';
import type { Ctx } from '#app/domain/shared/context.ts';
import { evidence } from '#db/schema/evidence.ts';
import { type ClaimComment, listClaimComments } from './claim-reports.server.ts';
import { listEvidenceFiles } from './evidence-files.server.ts';

export type PublicEvidence = {
  id: string;
  criterionId: string;
  factId: string | null;
  kind: 'declaration' | 'file' | 'link' | 'registry' | 'visit';
  link: string | null;
  files: { id: string; name: string }[];
};

/** Accepted evidence with its kind. Its files only when the supplier made them public; a link is always shown. */
export function listPublicEvidence(
  ctx: Pick<Ctx, 'db'>,
  supplierId: string,
): { evidence: PublicEvidence[]; comments: ClaimComment[] } {
  const rows = ctx.db
    .select()
    .from(evidence)
    .where(and(eq(evidence.supplierId, supplierId), eq(evidence.state, 'accepted')))
    .all();
  const shown = rows.filter(({ filePublic }) => filePublic).map(({ id }) => id);
  const files = Map.groupBy(listEvidenceFiles(ctx, shown), ({ evidenceId }) => evidenceId);
  return {
    evidence: rows.map((row) => ({
      id: row.id,
      criterionId: row.criterionId,
      factId: row.factId,
      kind: row.kind,
      link: row.link,
      files: (files.get(row.id) ?? []).map(({ id, fileName }) => ({ id, name: fileName })),
    })),
    comments: listClaimComments(ctx, supplierId),
  };
}
