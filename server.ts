// Serves the built app: request ids, security headers, static files, graceful shutdown.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
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
const { changesFlash, getServices, isCrossSite, isOpenPath, openPaths, refuseMethod, securityHeaders } = entry;
const { findClientAddress, loggedStatus, nameAllowed } = entry;
const { asksForPage, baseHeaders, endsSession, hasTwoHosts, printedAddress } = entry;
const { isLoopback, openFullTiles, openKeptAnswers, openPublicVersion, publicPage } = entry;
const services = await getServices().catch((error: Error) => {
  console.error(error.name === 'SetupError' ? error.message : error);
  process.exit(error.name === 'SetupError' ? 2 : 1);
});
const { env, log } = services;
const { sessionCookieName } = services.sessions;
const secure = env.origin.startsWith('https:');
const remix = handlerBySegment(build, env.mode);
type Variables = { requestId: string };
/** `isKept`: the answer is made for the kept answers, not for one visitor. */
type AppEnv = { Variables: Variables; Bindings: { isKept?: true } };
const app = new Hono<AppEnv>();

// Built files, named by their content: public and immutable, and served before the middleware that only a visitor's
// request needs.
const yearLong = {
  onFound: (_: string, c: Context) => {
    c.header('cache-control', 'public, max-age=31536000, immutable');
    for (const [name, value] of Object.entries(baseHeaders(secure))) c.header(name, value);
  },
};
app.use((c, next) =>
  hasTwoHosts(rawHeadersOf(c)) ? Promise.resolve(c.text('two hosts\n', 400, baseHeaders(secure))) : next(),
);
app.use('/assets/*', serveStatic({ root: './build/client', precompressed: true, ...yearLong }));
app.use(async (c, next) => {
  const begun = performance.now();
  const requestId = randomUUID();
  c.set('requestId', requestId);
  const refusal = refuseMethod(c.req.raw);
  const elsewhere = printedAddress(c.req.raw, env.origin);
  if (refusal) c.res = refusal;
  else if (elsewhere) c.res = c.redirect(elsewhere, 303);
  else if (isCrossSite(c.req.raw, env.origin)) c.res = await refuseOrigin(c);
  else await next();
  nameAllowed(c.res);
  const isPage = c.res.headers.get('content-type')?.startsWith('text/html') ?? true;
  const ownPolicy = c.res.headers.get('content-security-policy'); // a self-contained page sets a stricter policy
  const isKept = c.env.isKept === true;
  const headers = securityHeaders(secure, isPage, services.payments.pageOrigins);
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  if (ownPolicy) c.res.headers.set('content-security-policy', ownPolicy);
  if (isOpenPath(c.req.path)) c.res.headers.set('cross-origin-resource-policy', 'cross-origin');
  if (!isKept || c.res.status !== 200) c.res.headers.set('x-request-id', requestId);
  // Responses without their own cache-control are private to one visitor: pages, page data, redirects.
  // Those of somebody signed in are not kept at all: after sign-out, Back asks again instead of showing them.
  // So it is with their documents, whatever their pages say: only what is public is kept.
  const signedIn = c.req.header('cookie')?.includes(`${sessionCookieName}=`);
  const isPrivate = /^private|^no-cache|^$/.test(c.res.headers.get('cache-control') ?? '');
  if (changesFlash(c.res.headers) || (signedIn && isPrivate)) c.res.headers.set('cache-control', 'private, no-store');
  if (!c.res.headers.has('cache-control')) {
    c.res.headers.set('cache-control', isKept && c.res.status === 200 ? publicPage : 'private, no-cache');
    c.res.headers.append('vary', 'Accept-Language, Cookie');
  }
  // Its cookies are the session and the basket, which end by themselves: others of this host may be of another service.
  if (endsSession(c.res.headers, sessionCookieName)) c.res.headers.set('clear-site-data', '"cache", "storage"');
  const [status, ms] = [loggedStatus(c.res.status, incomingOf(c)), performance.now() - begun];
  log.info({ requestId, method: c.req.method, path: c.req.path, status, ms: Math.round(ms) }, 'request');
  if (!isKept) services.metrics.countAnswer({ method: c.req.method, status, kind: 'app', seconds: ms / 1000 });
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
  [
    '/favicon.svg',
    '/pictures.svg',
    '/robots.txt',
    '/basket.js',
    '/market.js',
    '/own-page.js',
    '/passkeys.js',
    '/password.js',
    '/signature.js',
    '/ticket.js',
  ],
  serveStatic({ root: './build/client', precompressed: true, ...hourLong }),
);
app.all('*', (c) => answerPage(c, c.req.raw));

type Incoming = { rawHeaders: string[]; socket: { remoteAddress?: string }; complete?: boolean; destroyed?: boolean };

function incomingOf(c: Context): Incoming | undefined {
  return (c.env as { incoming?: Incoming }).incoming;
}

function rawHeadersOf(c: Context): string[] {
  return incomingOf(c)?.rawHeaders ?? [];
}

function answerPage(c: Context<AppEnv>, request: Request): Promise<Response> {
  const forwardedFor = c.req.header('x-forwarded-for');
  const address = findClientAddress(incomingOf(c)?.socket.remoteAddress, forwardedFor, env.trustedProxy);
  return remix(request, { requestId: c.get('requestId'), address });
}

/** The refusal as a page in the visitor's language that names the right address; to a program, a line. */
async function refuseOrigin(c: Context<AppEnv>): Promise<Response> {
  const { headers } = c.req.raw;
  if (!asksForPage({ headers })) return new Response('cross-site request refused\n', { status: 403 });
  const kept = ['accept', 'accept-language', 'cookie'].flatMap((name): [string, string][] => {
    const value = headers.get(name);
    return value === null ? [] : [[name, value]];
  });
  return answerPage(c, new Request(new URL('/other-origin', c.req.url), { headers: kept }));
}

// Before everything: public pages that are kept. They are asked of the app as nobody's, so that only their key shows.
const own = new URL(env.origin);
const keptAnswers = openKeptAnswers({
  origin: env.origin,
  town: services.town,
  secure,
  version: openPublicVersion(services, { spanMs: env.search.kind === 'embedded' ? 60_000 : 5000 }),
  ask: async (request) => app.fetch(request, { isKept: true }),
  isMistyped: (host) => host !== own.host && isLoopback(own.hostname),
  onSent: countKept,
});
const fullTiles = openFullTiles({ db: services.db, secure, onSent: countKept });

function countKept({ method, address }: { method: string; address: string }, status: number): void {
  services.metrics.countAnswer({ method, status, kind: 'kept', seconds: 0 });
  if (!log.isLevelEnabled('info')) return;
  log.info({ method, path: address.split('?', 1)[0], status, ms: 0, kept: true }, 'request');
}

// With its `hostname` the listener also answers HTTP/1.0, whose health checks name no host.
const askApp = getRequestListener(app.fetch, { hostname: env.host });
const server = createServer((request, response) => {
  if (!fullTiles.answer(request, response) && !keptAnswers.answer(request, response)) void askApp(request, response);
});
server.listen(env.port, env.host, () => {
  process.send?.('open');
  const ms = Math.round(performance.now() - started);
  log.info({ host: env.host, port: (server.address() as AddressInfo).port, origin: env.origin, ms }, 'Halle is open');
});

server.on('error', (error: NodeJS.ErrnoException) => {
  const sentences = new Map([
    ['EADDRINUSE', `Port ${env.port} is taken; set PORT to another one.`],
    ['EADDRNOTAVAIL', `HOST is ${env.host}, which is no address of this machine.`],
    ['ENOTFOUND', `HOST is ${env.host}, a name that this machine does not know.`],
    ['EACCES', `Port ${env.port} is for the administrator of this machine; set PORT to one above 1023.`],
  ]);
  console.error(sentences.get(error.code ?? '') ?? error);
  process.exit(1);
});

// Stops listening, lets requests in flight finish, then closes the database.
closeWithGrace({ delay: 8000, logger: { error: (message: unknown) => log.error(message) } }, async ({ err }) => {
  if (err) log.error({ err }, 'closing after an error');
  services.standIn?.stopEvents();
  // Closes keep-alive connections as they become idle; requests in flight finish first.
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  await new Promise<void>((resolve) => server.close(() => resolve()));
  clearInterval(idle);
  await services.close();
});
