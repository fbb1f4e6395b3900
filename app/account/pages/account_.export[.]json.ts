import { collectOwnData } from '#app/domain/erasure/own-data.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

/** A person's data as one file: portable (GDPR, article 20), read by the table that says how long it is kept. */
export const loader = routeHandler(
  'account/account_.export[.]json',
  (ctx) =>
    new Response(JSON.stringify(collectOwnData(ctx), null, 2), {
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': 'attachment; filename="halle.json"',
        'cache-control': 'private, no-store',
      },
    }),
);
