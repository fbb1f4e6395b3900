// Requests of programs for published data: HEAD, If-None-Match, other origins. Stands outside of the compression.
import type { Env, Hono } from 'hono';
import { COMPRESSIBLE_CONTENT_TYPE_REGEX, compress } from 'hono/compress';
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
  const unchanged = etag({ retainedHeaders: [...RETAINED_304_HEADERS, ...originHeaders] });
  for (const path of openPaths) app.use(path, readable);
  for (const path of [...openPaths, '/town-map.svg', '/draws.json', '/suppliers/:slug/ledger.xml'])
    app.use(path, unchanged);
  app.use(compress());
  app.use(varies);
}

const asked = cors({ allowMethods: ['GET', 'HEAD'], allowHeaders: ['If-None-Match'], maxAge: 86_400 });

/**
 * What other origins may read: a preflight is answered by Hono's `cors`. Headers that it sets before the answer is there
 * make Hono copy each body through a stream, a sixth of what an answer of the API costs.
 */
const readable = createMiddleware(async (c, next) => {
  if (c.req.method === 'OPTIONS') return asked(c, next);
  await next();
  c.res.headers.set('access-control-allow-origin', '*');
  c.res.headers.set('access-control-expose-headers', 'ETag,X-Request-Id');
});

/** `Vary` of what can be compressed, before Hono's `compress` adds it: that copies the body through a stream as well. */
const varies = createMiddleware(async (c, next) => {
  await next();
  const { headers } = c.res;
  const vary = headers.get('vary');
  if (
    !COMPRESSIBLE_CONTENT_TYPE_REGEX.test(headers.get('content-type') ?? '') ||
    /accept-encoding|\*/i.test(vary ?? '')
  )
    return;
  if (!headers.has('content-encoding') && !(Number(headers.get('content-length') ?? 1024) < 1024))
    headers.append('vary', 'Accept-Encoding');
});

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
