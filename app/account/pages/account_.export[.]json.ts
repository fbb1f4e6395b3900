import { collectOwnData } from '#app/domain/erasure/own-data.server.ts';
import { isRecent, routeHandler, toAgain } from '#app/http/handler.server.ts';

/** A person's data as one file: portable (GDPR, article 20), read by the table that says how long it is kept. */
export const loader = routeHandler('account/account_.export[.]json', (ctx) => {
  if (!isRecent(ctx)) throw toAgain(ctx, null); // all that is known of a person is worth more than one page of it
  return new Response(JSON.stringify(collectOwnData(ctx), null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="halle.json"',
      'cache-control': 'private, no-store',
    },
  });
});
