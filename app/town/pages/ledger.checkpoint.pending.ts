import { pendingCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { ledgerText } from '#app/town/ledger-text.ts';

/** The newest signed checkpoint, with the cosignatures it has so far: no quorum may have seen it yet. */
export const loader = routeHandler('town/ledger.checkpoint.pending', (ctx) => ledgerText(pendingCheckpoint(ctx).note));
