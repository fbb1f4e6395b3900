// Serves the built app: request ids, security headers, static files, graceful shutdown.
import { randomBytes, randomUUID } from 'node:crypto';
import { serve } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import type { ServerBuild } from '@remix-run/node';
import closeWithGrace from 'close-with-grace';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as Entry from './app/entry.server.tsx';
import { mountConditionalRequests } from './conditional-requests.ts';
import { handlerBySegment } from './handlers.ts';

const started = performance.now();
const build = (await import(new URL('./build/server/index.js', import.meta.url).href)) as ServerBuild;
const entry = build.entry.module as unknown as typeof Entry;
const { changesFlash, getServices, isCrossSite, openPaths, refuseMethod, securityHeaders } = entry;
const services = await getServices().catch((error: Error) => {
  console.error(error.name === 'SetupError' ? error.message : error);
  process.exit(1);
});
const { env, log } = services;
const secure = env.origin.startsWith('https:');
const remix = handlerBySegment(build, env.mode);
type Variables = { requestId: string; nonce: string };
const app = new Hono<{ Variables: Variables }>();

// Built files, named by their content: public and immutable, and served before the middleware that only a visitor's
// request needs.
const yearLong = {
  onFound: (_: string, c: Context) => {
    c.header('cache-control', 'public, max-age=31536000, immutable');
    c.header('x-content-type-options', 'nosniff');
  },
};
app.use('/assets/*', serveStatic({ root: './build/client', precompressed: true, ...yearLong }));
app.use(async (c, next) => {
  const begun = performance.now();
  const requestId = randomUUID();
  const nonce = randomBytes(16).toString('base64');
  c.set('requestId', requestId);
  c.set('nonce', nonce);
  const refusal = refuseMethod(c.req.raw);
  if (refusal) c.res = refusal;
  else if (isCrossSite(c.req.raw, env.origin)) {
    c.res = new Response('cross-site request refused\n', { status: 403 });
  } else await next();
  const isPage = c.res.headers.get('content-type')?.startsWith('text/html') ?? true;
  const ownPolicy = c.res.headers.get('content-security-policy'); // a self-contained page sets a stricter policy
  const headers = securityHeaders(nonce, secure, isPage, services.payments.pageOrigins);
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  if (ownPolicy) c.res.headers.set('content-security-policy', ownPolicy);
  c.res.headers.set('x-request-id', requestId);
  // Responses without their own cache-control are private to one visitor: pages, page data, redirects.
  // Those of somebody signed in are not kept at all: after sign-out, Back asks again instead of showing them.
  const signedIn = isPage && c.req.header('cookie')?.includes(`${services.sessions.sessionCookieName}=`);
  if (changesFlash(c.res.headers) || (signedIn && !c.res.headers.has('cache-control')))
    c.res.headers.set('cache-control', 'private, no-store');
  if (!c.res.headers.has('cache-control')) {
    c.res.headers.set('cache-control', 'private, no-cache');
    c.res.headers.append('vary', 'Cookie');
  }
  log.info(
    {
      requestId,
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      ms: Math.round(performance.now() - begun),
    },
    'request',
  );
});
// Forms are small; only pages with file uploads accept more.
const tooLarge = { onError: (c: Context) => c.text('too large\n', 413) };
const small = bodyLimit({ maxSize: 256 * 1024, ...tooLarge });
const large = bodyLimit({ maxSize: 33 * 1024 * 1024, ...tooLarge });
const takesFiles = /^\/supplier\/[^/]+\/(offers\/\d+|proofs\/[^/]+|import)(\.data)?$/;
app.use((c, next) => (takesFiles.test(c.req.path) ? large(c, next) : small(c, next)));
mountConditionalRequests(app, openPaths);
const hourLong = { onFound: (_: string, c: Context) => c.header('cache-control', 'public, max-age=3600') };
app.on(
  'GET',
  ['/favicon.svg', '/pictures.svg', '/robots.txt', '/market.js', '/signature.js'],
  serveStatic({ root: './build/client', precompressed: true, ...hourLong }),
);
app.all('*', (c) => {
  const address = (c.env as { incoming?: { socket: { remoteAddress?: string } } }).incoming?.socket.remoteAddress;
  return remix(c.req.raw, { requestId: c.get('requestId'), nonce: c.get('nonce'), address });
});

const server = serve({ fetch: app.fetch, port: env.port }, ({ port }) => {
  process.send?.('open');
  log.info({ port, origin: env.origin, ms: Math.round(performance.now() - started) }, 'Halle is open');
});

server.on('error', (error: NodeJS.ErrnoException) => {
  console.error(error.code === 'EADDRINUSE' ? `Port ${env.port} is taken; set PORT to another one.` : error);
  process.exit(1);
});

// Stops listening, lets requests in flight finish, then closes the database.
closeWithGrace({ delay: 8000, logger: { error: (message: unknown) => log.error(message) } }, async ({ err }) => {
  if (err) log.error({ err }, 'closing after an error');
  services.standIn?.stopEvents();
  // Closes keep-alive connections as they become idle; requests in flight finish first.
  const idle = setInterval(() => (server as { closeIdleConnections?: () => void }).closeIdleConnections?.(), 50);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(idle);
  await services.close();
});
