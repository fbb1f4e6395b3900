import { verifierKey } from '#app/domain/ledger/note.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

export const loader = routeHandler(
  'town/ledger.key',
  (ctx) =>
    new Response(`${verifierKey(ctx.ledgerKey)}\n`, {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'public, max-age=3600',
      },
    }),
);
