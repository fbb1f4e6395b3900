import { listDraws, publicDraw } from '#app/domain/evidence/draws.server.ts';
import { routeHandler, withEtag } from '#app/http/handler.server.ts';

/** Every draw with pool, seed and result: whoever has it draws again. */
export const loader = routeHandler('town/draws[.]json', (ctx) =>
  withEtag(JSON.stringify(listDraws(ctx).map(publicDraw)), {
    'content-type': 'application/json',
    'cache-control': 'public, max-age=300',
  }),
);
