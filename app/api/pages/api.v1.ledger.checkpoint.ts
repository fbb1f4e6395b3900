import { apiHandler } from '#app/api/api-handler.server.ts';
import { latestCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { verifierKey } from '#app/domain/ledger/note.server.ts';

export const loader = apiHandler('api/api.v1.ledger.checkpoint', '/api/v1/ledger/checkpoint', (ctx) => {
  const head = latestCheckpoint(ctx);
  return {
    origin: ctx.ledgerKey.origin,
    size: head.size,
    root: head.root.toString('base64'),
    signed_at: head.at,
    note: head.note,
    key: verifierKey(ctx.ledgerKey),
  };
});
