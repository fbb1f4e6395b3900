import { findServedCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { ledgerText } from '#app/town/ledger-text.ts';

/** The newest checkpoint that meets the policy, with its cosignatures: what is served is what was witnessed. */
export const loader = routeHandler('town/ledger.checkpoint._index', (ctx) => {
  const served = findServedCheckpoint(ctx);
  return served
    ? ledgerText(served.note)
    : ledgerText('no checkpoint meets /ledger/policy yet; the signed one is /ledger/checkpoint/pending\n', 404);
});
