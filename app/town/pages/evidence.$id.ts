import type { LoaderFunctionArgs } from '@remix-run/node';
import { ownRoles } from '#app/domain/accounts/roles.server.ts';
import { getEvidence, mayReadEvidenceFile } from '#app/domain/evidence/evidence.server.ts';
import { getEvidenceFile } from '#app/domain/evidence/evidence-files.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { routeHandler } from '#app/http/handler.server.ts';

/**
 * One file of a piece of evidence, by its own id: for its supplier, for stewards, and for everyone if the supplier made it public.
 * Always a download.
 */
export const loader = routeHandler('town/evidence.$id', async (ctx, { params }: LoaderFunctionArgs) => {
  const file = getEvidenceFile(ctx, params.id ?? '');
  const submission = getEvidence(ctx, file.evidenceId);
  if (!mayReadEvidenceFile(ctx, submission, ownRoles(ctx).has('steward'))) throw new NotFound('evidence file');
  const bytes = await ctx.services.storage.get(file.fileKey);
  if (!bytes) throw new NotFound('evidence file');
  const ascii = file.fileName.replace(/[^\w .-]/g, '_');
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': file.fileType,
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
});
