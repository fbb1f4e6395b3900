import { keysOf } from '#app/domain/ledger/keys.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { ledgerText } from '#app/town/ledger-text.ts';

/** The current verifier key and its predecessors, one per line: receipts from before a key rotation need them. */
export const loader = routeHandler('town/ledger.keys', (ctx) =>
  ledgerText(
    keysOf(ctx.db, ctx.ledgerKey)
      .map(({ line }) => `${line}\n`)
      .join(''),
  ),
);
