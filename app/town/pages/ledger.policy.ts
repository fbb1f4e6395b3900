import { keysOf } from '#app/domain/ledger/keys.server.ts';
import { publishPolicy } from '#app/domain/ledger/policy.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { ledgerText } from '#app/town/ledger-text.ts';

/** C2SP tlog-policy: which log, whose cosignatures, and how many of them. */
export const loader = routeHandler('town/ledger.policy', (ctx) => {
  const signing = keysOf(ctx.db, ctx.ledgerKey).map(({ line }) => line);
  return ledgerText(publishPolicy(ctx, signing, ctx.services.env.origin));
});
