import { apiHandler } from '#app/api/api-handler.server.ts';
import { findServedCheckpoint, pendingCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { verifierKey } from '#app/domain/ledger/note.server.ts';

export const loader = apiHandler('api/api.v1.ledger.checkpoint', '/api/v1/ledger/checkpoint', (ctx) => {
  const served = findServedCheckpoint(ctx);
  const head = served ?? pendingCheckpoint(ctx);
  return {
    origin: ctx.ledgerKey.origin,
    size: head.size,
    root: head.root.toString('base64'),
    signed_at: head.at,
    note: head.note,
    meets_policy: served !== null,
    key: verifierKey(ctx.ledgerKey),
  };
});
