// Methods and addresses that no route answers; they are refused before Remix, which would log some as errors of ours.
import { problemResponse } from './problem.ts';

const readMethods: readonly string[] = ['GET', 'HEAD', 'OPTIONS'];
const pageMethods: readonly string[] = ['GET', 'HEAD', 'POST'];

/** Paths that browsers of any origin may read: the API, the open data, and the files that verify the ledger. */
export const openPaths = [
  '/api/*',
  '/open-data/*',
  '/ledger/checkpoint',
  '/ledger/key',
  '/ledger/keys',
  '/ledger/feed.xml',
  '/ledger/tile/*',
];

/**
 * The refusal of a method that a path does not have (405 with Allow, RFC 9110 section 15.5.6), or of an address of
 * the API in another spelling; null for what a route may answer.
 */
export function refuseMethod({ method, url }: Pick<Request, 'method' | 'url'>): Response | null {
  const { pathname } = new URL(url);
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

/** Whether other origins may read this path. */
export function isOpenPath(pathname: string): boolean {
  return openPaths.some((path) => (path.endsWith('*') ? pathname.startsWith(path.slice(0, -1)) : pathname === path));
}
