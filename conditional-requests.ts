// Requests of programs for published data: HEAD, If-None-Match, other origins. Stands outside of the compression.
import type { Env, Hono } from 'hono';
import { compress } from 'hono/compress';
import { cors } from 'hono/cors';
import { etag, RETAINED_304_HEADERS } from 'hono/etag';
import { createMiddleware } from 'hono/factory';

const originHeaders = ['access-control-allow-origin', 'access-control-expose-headers'];

/**
 * Mounts compression for every address, and on `openPaths` what other origins may read. An ETag is made of the plain
 * body; compression marks it as weak, and weak, listed and any (`*`) are compared here (RFC 9110, section 13.1.2).
 */
export function mountConditionalRequests<E extends Env>(app: Hono<E>, openPaths: readonly string[]): void {
  app.use(headLikeGet);
  const readable = cors({
    allowMethods: ['GET', 'HEAD'],
    allowHeaders: ['If-None-Match'],
    exposeHeaders: ['ETag', 'X-Request-Id'],
    maxAge: 86_400,
  });
  const unchanged = etag({ retainedHeaders: [...RETAINED_304_HEADERS, ...originHeaders] });
  for (const path of openPaths) app.use(path, readable);
  for (const path of [...openPaths, '/town-map.svg', '/draws.json', '/suppliers/:slug/ledger.xml'])
    app.use(path, unchanged);
  app.use(compress());
}

/** HEAD has the headers of its GET (RFC 9110, section 9.3.2): compression would leave it alone. */
const headLikeGet = createMiddleware(async (c, next) => {
  const { raw } = c.req;
  if (raw.method !== 'HEAD') return next();
  c.req.raw = new Request(raw.url, { headers: raw.headers, signal: raw.signal });
  await next();
  c.req.raw = raw;
  await c.res.body?.cancel();
  c.res = new Response(null, c.res);
});
