import { keysOf } from '#app/domain/ledger/keys.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

/** The current verifier key and its predecessors, one per line: receipts from before a key rotation need them. */
export const loader = routeHandler(
  'town/ledger.keys',
  (ctx) =>
    new Response(
      keysOf(ctx.db, ctx.ledgerKey)
        .map(({ line }) => `${line}\n`)
        .join(''),
      {
        headers: {
          'content-type': 'text/plain; charset=utf-8',
          'cache-control': 'no-cache',
        },
      },
    ),
);
