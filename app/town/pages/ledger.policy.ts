import { publishPolicy } from '#app/domain/ledger/policy.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { ledgerText } from '#app/town/ledger-text.ts';

/** C2SP tlog-policy: which log, whose cosignatures, and how many of them. */
export const loader = routeHandler('town/ledger.policy', (ctx) =>
  ledgerText(publishPolicy(ctx, ctx.services.env.origin)),
);
