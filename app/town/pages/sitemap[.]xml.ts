import { routeHandler } from '#app/http/handler.server.ts';
import { publicPage } from '#app/http/kept-answer.ts';
import { sitemapOf } from '#app/town/sitemap.server.ts';

/** Every public page for search engines, or the index of the files that name them. */
export const loader = routeHandler(
  'town/sitemap[.]xml',
  (ctx) =>
    new Response(sitemapOf(ctx, ctx.services.env.origin), {
      headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': publicPage },
    }),
);
