// Wraps each loader and action: checks the access table first; NotFound and Forbidden become 404 and 403 responses.
import { createHash } from 'node:crypto';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { ownRoles } from '#app/domain/accounts/roles.server.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { getOwnSupplier, type OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { type Access, type RouteName, ruleOf } from './access.ts';
import { openRequestContext, type RequestContext } from './request-context.server.ts';

type Args = LoaderFunctionArgs | ActionFunctionArgs;

export function routeHandler<T>(
  route: RouteName,
  work: (ctx: RequestContext, args: Args) => T | Promise<T>,
): (args: Args) => Promise<T> {
  return async (args) => {
    const rule = ruleOf(route, args.request.method);
    if (rule === undefined) throw new Response(null, { status: 405 });
    const ctx = await openRequestContext(args.request, args.context);
    return mapErrors(() => {
      requireAccess(ctx, rule, args);
      return work(ctx, args);
    });
  };
}

/** Wraps a supplier's page: the handler receives the supplier that the address names and the actor's role there. */
export function supplierRouteHandler<T>(
  route: RouteName,
  work: (ctx: RequestContext, own: OwnSupplier, args: Args) => T | Promise<T>,
): (args: Args) => Promise<T> {
  return routeHandler(route, (ctx, args) => work(ctx, getOwnSupplier(ctx, args.params.slug ?? ''), args));
}

/** Throws if the rule does not let the actor in: a redirect to sign-in, Forbidden, or NotFound for a supplier's page. */
export function requireAccess(
  ctx: RequestContext,
  rule: Access,
  { request, params }: Pick<Args, 'request' | 'params'>,
): void {
  if (rule === 'anyone' || rule === 'stripe') return;
  if (!ctx.user) throw toSignIn(ctx, request.method);
  if (rule === 'member' || rule === 'owner') {
    const { role } = getOwnSupplier(ctx, params.slug ?? '');
    if (rule === 'owner' && role !== 'owner') throw new Forbidden('owners only');
  }
  if ((rule === 'steward' || rule === 'administrator') && !ownRoles(ctx).has(rule))
    throw new Forbidden(`${rule}s only`);
}

async function mapErrors<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotFound) throw new Response(null, { status: 404 });
    if (error instanceof Forbidden) throw new Response(null, { status: 403 });
    throw error;
  }
}

function toSignIn({ url }: RequestContext, method: string): Response {
  const back = method === 'GET' ? url.pathname + url.search : url.pathname;
  return redirect(`/sign-in?to=${encodeURIComponent(back)}`, 303);
}

/** Accepts only our own paths: never a scheme, a host or a protocol-relative address. */
export function sameOriginPath(path: string | null | undefined, otherwise = '/'): string {
  const own = 'http://own.invalid';
  if (!path?.startsWith('/') || !URL.canParse(path, own)) return otherwise;
  const { origin, pathname, search } = new URL(path, own);
  return origin === own && !pathname.startsWith('//') ? pathname + search : otherwise;
}

/** A response with an ETag of its content; server.ts answers 304 to who has it. */
export function withEtag(body: string, headers: Record<string, string>): Response {
  const etag = `"${createHash('sha1').update(body).digest('base64url')}"`;
  return new Response(body, { headers: { ...headers, etag } });
}
