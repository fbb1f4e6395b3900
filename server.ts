// Serves the built app: request ids, security headers, static files, graceful shutdown.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { AppLoadContext, ServerBuild } from '@remix-run/node';
import closeWithGrace from 'close-with-grace';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { UnansweredSearch } from './app/domain/search/unanswered.ts';
import type * as Entry from './app/entry.server.tsx';
import type { KeptMember } from './app/http/kept-visitor.ts';
import { mountConditionalRequests } from './conditional-requests.ts';
import { handlerBySegment } from './handlers.ts';
import { listen } from './server/listen.ts';
import { readOff } from './server/read-off.ts';
import { staticFiles } from './server/static-files.ts';
import { followConnections } from './server/stop.ts';

const started = performance.now();
if (!existsSync(new URL('./build/server/index.js', import.meta.url))) {
  console.error('There is no build: run npm run build first.');
  process.exit(2);
}
const build = (await import(new URL('./build/server/index.js', import.meta.url).href)) as ServerBuild;
const entry = build.entry.module as unknown as typeof Entry;
const {
  changesFlash,
  countBrowserLines,
  setupSentence,
  getServices,
  isCrossSite,
  isOpenPath,
  openPaths,
  refuseMethod,
  securityHeaders,
} = entry;
/** The secret of a calendar's address is in no log. */
const loggedPath = (path: string) => path.replace(/^(\/calendar\/).+/, '$1…');
const { findClientAddress, loggedStatus, nameAllowed } = entry;
const { asksForPage, baseHeaders, endsSession, hasTwoHosts, printedAddress } = entry;
const { findKeptMember, findSearcher, isLoopback, openFullTiles, openKeptAnswers, openPublicVersion, publicPage } =
  entry;
const services = await getServices().catch((error: Error) => {
  const sentence = setupSentence(error);
  console.error(sentence ?? error);
  process.exit(sentence === null ? 1 : 2);
});
const { env, log } = services;
const { sessionCookieName } = services.sessions;
const secure = env.origin.startsWith('https:');
const remix = handlerBySegment(build, env.mode);
type Variables = { requestId: string };
/**
 * `isKept`: the answer is made for the kept answers, for any visitor with `basketLines` lines in the basket, or any such `member`.
 * `unanswered`: set by the app, the search that the page has no answer to.
 */
type Bindings = {
  isKept?: true;
  basketLines?: number;
  comparedOffers?: number;
  member?: KeptMember | null;
  unanswered?: UnansweredSearch;
};
type AppEnv = { Variables: Variables; Bindings: Bindings };
const app = new Hono<AppEnv>();

// Built files, named by their content: public and immutable, and served before the middleware that only a visitor's
// request needs.
const yearLong = { 'cache-control': 'public, max-age=31536000, immutable', ...baseHeaders(secure) };
app.use((c, next) =>
  hasTwoHosts(rawHeadersOf(c)) ? Promise.resolve(c.text('two hosts\n', 400, baseHeaders(secure))) : next(),
);
app.use('/assets/*', staticFiles('./build/client', yearLong));
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
  const incoming = incomingOf(c);
  if (incoming) await readOff(incoming);
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
  const [status, ms] = [loggedStatus(c.res.status, incoming), performance.now() - begun];
  log.info({ requestId, method: c.req.method, path: loggedPath(c.req.path), status, ms: Math.round(ms) }, 'request');
  if (!isKept) services.metrics.countAnswer({ method: c.req.method, status, kind: 'app', seconds: ms / 1000 });
});
// Forms are small; only pages with file uploads accept more.
const tooLarge = { onError: (c: Context) => c.text('too large\n', 413) };
const small = bodyLimit({ maxSize: 256 * 1024, ...tooLarge });
const large = bodyLimit({ maxSize: 33 * 1024 * 1024, ...tooLarge });
const takesFiles = /^\/supplier\/[^/]+\/(offers\/\d+|proofs\/[^/]+|import)(\.data)?$/;
app.use((c, next) => (takesFiles.test(c.req.path) ? large(c, next) : small(c, next)));
app.on(
  'GET',
  [
    '/favicon.svg',
    '/basket.js',
    '/list-plan.js',
    '/market.js',
    '/own-page.js',
    '/passkeys.js',
    '/password.js',
    '/signature.js',
    '/ticket.js',
  ],
  staticFiles('./build/client', { 'cache-control': 'public, max-age=3600' }),
);
// Pages ask for it with its hash: what is kept under it never changes.
app.get('/things.svg', staticFiles('./build/client', yearLong));
app.get('/pictures/*', staticFiles('./build/client', yearLong));
mountConditionalRequests(app, openPaths);
app.all('*', (c) => answerPage(c, c.req.raw));

function incomingOf(c: Context): IncomingMessage | undefined {
  return (c.env as { incoming?: IncomingMessage }).incoming;
}

function rawHeadersOf(c: Context): string[] {
  return incomingOf(c)?.rawHeaders ?? [];
}

async function answerPage(c: Context<AppEnv>, request: Request): Promise<Response> {
  const forwardedFor = c.req.header('x-forwarded-for');
  const address = findClientAddress(incomingOf(c)?.socket.remoteAddress, forwardedFor, env.trustedProxy);
  const { basketLines, comparedOffers, member } = c.env;
  const kept = { ...(basketLines !== undefined && { basketLines, comparedOffers }), ...(member && { member }) };
  const context: AppLoadContext = { requestId: c.get('requestId'), address, ...kept };
  const response = await remix(request, context);
  const [incoming, { unanswered }] = [incomingOf(c), context];
  if (unanswered && c.env.isKept) c.env.unanswered = unanswered;
  else if (unanswered && incoming && request.method === 'GET') countUnanswered(unanswered, incoming);
  return response;
}

/** A person to whom a page without an answer is sent. Programs that fetch pages ahead are none. */
function countUnanswered(search: UnansweredSearch, request: IncomingMessage): void {
  const person = findSearcher(services, request, env.trustedProxy);
  if (person !== null) services.unanswered.count(search, person);
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
  countLines: (basketId) => countBrowserLines(services, basketId),
  findMember: (sessionId, basketId, address) => findKeptMember(services, sessionId, basketId, address),
  ask: async (request, { basketLines, comparedOffers }, member) => {
    const bindings: Bindings = { isKept: true, basketLines, comparedOffers, member };
    const response = await app.fetch(request, bindings);
    return { response, unanswered: bindings.unanswered ?? null };
  },
  isMistyped: (host) => host !== own.host && isLoopback(own.hostname),
  onSent: countKept,
  onUnanswered: countUnanswered,
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
  const pass = () => void askApp(request, response);
  if (!fullTiles.answer(request, response) && !keptAnswers.answer(request, response, pass)) pass();
});
const stopServer = followConnections(server);
listen(server, env, () => {
  process.send?.('open');
  const ms = Math.round(performance.now() - started);
  log.info({ host: env.host, port: (server.address() as AddressInfo).port, origin: env.origin, ms }, 'Halle is open');
  // The start reads the whole index and leaves as much behind; `npm start` lets it be given back.
  globalThis.gc?.();
});

// Stops listening, lets requests in flight finish, then closes the database.
closeWithGrace({ delay: 8000, logger: { error: (message: unknown) => log.error(message) } }, async ({ err }) => {
  if (err) log.error({ err }, 'closing after an error');
  services.standIn?.stopEvents();
  await stopServer();
  await services.close();
});
