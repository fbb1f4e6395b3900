import { latestCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

export const loader = routeHandler(
  'town/ledger.checkpoint',
  (ctx) =>
    new Response(latestCheckpoint(ctx).note, {
      headers: {
        'content-type': 'text/plain; charset=utf-8',
        'cache-control': 'no-cache',
      },
    }),
);
