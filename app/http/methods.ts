// Methods and addresses that no route answers; they are refused before Remix, which would log some as errors of ours.
import { problemResponse } from './problem.ts';
import { asksForPage } from './security.ts';

const readMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
const pageMethods: readonly string[] = ['GET', 'HEAD', 'POST'];

/** Addresses that are written to only, and where a browser that reads one is led: a bookmark of "sign out" is kept so. */
const writeOnly: ReadonlyMap<string, string | null> = new Map([
  ['/sign-out', '/account'],
  ['/preferences', '/'],
  ['/webhooks/stripe', null],
  ['/webhooks/stripe/connect', null],
]);

/** Paths that browsers of any origin may read: the API, the open data, and the files that verify the ledger. */
export const openPaths = [
  '/api/*',
  '/open-data/*',
  '/ledger/checkpoint',
  '/ledger/checkpoint/pending',
  '/ledger/policy',
  '/ledger/key',
  '/ledger/keys',
  '/ledger/feed.xml',
  '/ledger/tile/*',
];

type RequestHead = Pick<Request, 'method' | 'url'> & Partial<Pick<Request, 'headers'>>;

/**
 * The refusal of a method that a path does not have (405 with Allow, RFC 9110 section 15.5.6), or of an address of
 * the API in another spelling; null for what a route may answer.
 */
export function refuseMethod({ method, url, headers }: RequestHead): Response | null {
  const { pathname } = new URL(url);
  if (method !== 'POST' && writeOnly.has(pathname.replace(/\.data$/, '')))
    return refuseReading(pathname, method, headers);
  const isApi = /^\/api(\/|$)/i.test(pathname);
  const allowed = isApi || isOpenPath(pathname) ? readMethods : pageMethods;
  const allow = allowed.join(', ');
  if (!allowed.includes(method))
    return isApi
      ? problemResponse(405, `${method} is not a method of the API`, { headers: { allow } })
      : new Response('method not allowed\n', { status: 405, headers: { allow } });
  if (isApi && (pathname.endsWith('/') || pathname !== pathname.toLowerCase()))
    return problemResponse(404, `${pathname} is not an address of the API`);
  return null;
}

function refuseReading(pathname: string, method: string, headers: Headers | undefined): Response {
  const page = writeOnly.get(pathname);
  const isRead = method === 'GET' || method === 'HEAD';
  if (page && isRead && headers && asksForPage({ headers }))
    return new Response(null, { status: 303, headers: { location: page } });
  return new Response('method not allowed\n', { status: 405, headers: { allow: 'POST' } });
}

/** The answer with the methods that its address has, where the framework refused one without naming them. */
export function nameAllowed(response: Response): void {
  if (response.status === 405 && !response.headers.has('allow')) response.headers.set('allow', 'GET, HEAD');
}

/** Whether other origins may read this path. */
export function isOpenPath(pathname: string): boolean {
  return openPaths.some((path) => (path.endsWith('*') ? pathname.startsWith(path.slice(0, -1)) : pathname === path));
}
