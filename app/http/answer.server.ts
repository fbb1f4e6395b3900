// Wraps each loader and action: the access table first, then the work; absence and lack of access become responses.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { type RouteName, ruleOf } from './access.ts';
import { openVisit, type Visit } from './visit.server.ts';

type Args = LoaderFunctionArgs | ActionFunctionArgs;

export function answer<T>(
  route: RouteName,
  work: (visit: Visit, args: Args) => T | Promise<T>,
): (args: Args) => Promise<T> {
  return async (args) => {
    const rule = ruleOf(route, args.request.method);
    if (rule === undefined) throw new Response(null, { status: 405 });
    const visit = await openVisit(args.request, args.context);
    if (rule === 'signed-in' && !visit.user) throw toSignIn(visit, args.request.method);
    try {
      return await work(visit, args);
    } catch (error) {
      if (error instanceof NotFound) throw new Response(null, { status: 404 });
      if (error instanceof Forbidden) throw new Response(null, { status: 403 });
      throw error;
    }
  };
}

function toSignIn({ url }: Visit, method: string): Response {
  const back = method === 'GET' ? url.pathname + url.search : url.pathname;
  return redirect(`/sign-in?to=${encodeURIComponent(back)}`, 303);
}

/** Only our own paths: never a scheme, a host or a protocol-relative address. */
export function ownPath(path: string | null | undefined, otherwise = '/'): string {
  const own = 'http://own.invalid';
  if (!path?.startsWith('/') || !URL.canParse(path, own)) return otherwise;
  const { origin, pathname, search } = new URL(path, own);
  return origin === own && !pathname.startsWith('//') ? pathname + search : otherwise;
}

/** A document that changes only with its bytes: 304 when the caller already has them. */
export async function withEtag(request: Request, body: string, headers: Record<string, string>): Promise<Response> {
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(body));
  const etag = `"${Buffer.from(digest).toString('base64url')}"`;
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers: { etag } });
  return new Response(body, { headers: { ...headers, etag } });
}
