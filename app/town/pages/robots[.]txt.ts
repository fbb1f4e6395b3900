import { routeHandler } from '#app/http/handler.server.ts';
import { publicPage } from '#app/http/kept-answer.ts';
import { disallowedPaths } from '#app/http/private-addresses.ts';

/** The addresses that robots leave alone, by the access table, and the address of the sitemap. */
export const loader = routeHandler('town/robots[.]txt', (ctx) => {
  const lines = [
    'User-agent: *',
    ...disallowedPaths().map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${ctx.services.env.origin}/sitemap.xml`,
  ];
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': publicPage },
  });
});
