import type { LoaderFunctionArgs } from '@remix-run/node';
import { NotFound } from '#app/domain/shared/errors.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { publicPage } from '#app/http/kept-answer.ts';
import { sitemapFile } from '#app/town/sitemap.server.ts';

/** One file of a large town's sitemap. */
export const loader = routeHandler('town/sitemap.$file', (ctx, { params }: LoaderFunctionArgs) => {
  const file = sitemapFile(ctx, ctx.services.env.origin, params.file ?? '');
  if (file === null) throw new NotFound('sitemap file');
  return new Response(file, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': publicPage },
  });
});
