import type { LoaderFunctionArgs } from '@remix-run/node';
import { ownRoles } from '#app/domain/accounts/roles.server.ts';
import { getEvidence, mayReadFile } from '#app/domain/proving/evidence.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { answer } from '#app/http/answer.server.ts';

/** A proof's file: for its stall, for stewards, and for everybody where the supplier shows it. Always a download. */
export const loader = answer('evidence.$id', async (visit, { params }: LoaderFunctionArgs) => {
  const held = getEvidence(visit, params.id ?? '');
  if (!held.fileKey || !mayReadFile(visit, held, ownRoles(visit).has('steward'))) throw new NotFound('evidence file');
  const bytes = await visit.hall.storage.get(held.fileKey);
  if (!bytes) throw new NotFound('evidence file');
  const ascii = held.fileName!.replace(/[^\w .-]/g, '_');
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': held.fileType!,
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(held.fileName!)}`,
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    },
  });
});
