import { findScoreLeaf } from '#app/domain/scoring/score-leaves.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';

/** The supplier's leaf of the latest night, with the proof that it is under the root of that night's ledger entry. */
export const loader = supplierRouteHandler('seller/proofs.score[.]json', (ctx, { supplier }) => {
  const leaf = findScoreLeaf(ctx, supplier.id);
  if (!leaf) throw new NotFound(`score leaf of ${supplier.id}`);
  return new Response(JSON.stringify(leaf, null, 1), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="note-${supplier.slug}-${leaf.asOf}.json"`,
      'cache-control': 'private, no-store',
    },
  });
});
