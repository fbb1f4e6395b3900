// Wraps each loader and action: checks the access table first; NotFound and Forbidden become 404 and 403 responses.
import { createHash } from 'node:crypto';
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { requireMembership } from '#app/domain/accounts/memberships.server.ts';
import { holdsMembershipRole } from '#app/domain/accounts/role.ts';
import { ownRoles } from '#app/domain/accounts/roles.server.ts';
import { isRecentlyAuthenticated } from '#app/domain/accounts/session.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { getOwnSupplier, type OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { holdsSupplierRole } from '#app/domain/suppliers/supplier.ts';
import { type Access, type RouteName, ruleOf, supplierRolesOf } from './access.ts';
import { keepPostedForm, readUnsignedForm } from './kept-form.server.ts';
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
    return mapErrors(ctx, route, async () => {
      if (needsSignIn(ctx, rule)) throw toSignIn(ctx, await readUnsignedForm(ctx, args.request));
      requireAccess(ctx, rule, args);
      if (needsStrongerSession(ctx, rule)) throw toAgain(ctx, await readUnsignedForm(ctx, args.request));
      return work(ctx, args);
    });
  };
}

/** Wraps a supplier's page: the handler receives the supplier that the address names and the actor's roles there. */
export function supplierRouteHandler<T>(
  route: RouteName,
  work: (ctx: RequestContext, own: OwnSupplier, args: Args) => T | Promise<T>,
): (args: Args) => Promise<T> {
  return routeHandler(route, (ctx, args) => work(ctx, ownSupplierOf(ctx, args.params.slug ?? ''), args));
}

const ownSuppliers = new WeakMap<RequestContext, OwnSupplier>();

/** `getOwnSupplier`, once for a request that only reads: its rule and its page ask for the same supplier. */
function ownSupplierOf(ctx: RequestContext, slug: string): OwnSupplier {
  const known = ownSuppliers.get(ctx);
  if (known?.supplier.slug === slug) return known;
  const own = getOwnSupplier(ctx, slug);
  ownSuppliers.set(ctx, own);
  return own;
}

/** Whether the rule asks for a person and the request has none. */
export function needsSignIn(ctx: RequestContext, rule: Access): boolean {
  return !ctx.user && rule !== 'anyone' && rule !== 'stripe';
}

/** Whether the rule asks for a role of the town and the session was opened by password alone. */
export function needsStrongerSession({ session, services }: RequestContext, rule: Access): boolean {
  const isOfRole = rule === 'steward' || rule === 'administrator';
  return isOfRole && session?.method === 'password' && !services.passwordSuffices;
}

/** Whether the person showed who they are within the last minutes. */
export function isRecent({ session, now }: Pick<RequestContext, 'session' | 'now'>): boolean {
  return session !== null && isRecentlyAuthenticated(session, now);
}

/** Throws if the rule does not let the actor in: Forbidden, or NotFound for a supplier's page. */
export function requireAccess(ctx: RequestContext, rule: Access, { params }: Pick<Args, 'params'>): void {
  if (rule === 'anyone' || rule === 'stripe') return;
  if (!ctx.user) throw new Forbidden('signed-in users only');
  const wanted = supplierRolesOf(rule);
  if (rule === 'member' || wanted.length > 0) {
    const { roles } = ownSupplierOf(ctx, params.slug ?? '');
    if (rule !== 'member' && !holdsSupplierRole(roles, ...wanted)) throw new Forbidden(`${rule} only`);
  }
  if (rule === 'colleague' || rule === 'admin') {
    const roles = requireMembership(ctx, params.organisationId ?? '');
    if (rule === 'admin' && !holdsMembershipRole(roles, rule)) throw new Forbidden(`${rule} only`);
  }
  if ((rule === 'steward' || rule === 'administrator') && !ownRoles(ctx).has(rule))
    throw new Forbidden(`${rule}s only`);
}

async function mapErrors<T>(ctx: RequestContext, route: RouteName, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof NotFound) throw new Response(null, { status: 404 });
    if (!(error instanceof Forbidden)) throw error;
    recordSecurityEvent(ctx, { kind: 'access-refused', detail: route });
    throw new Response(null, { status: 403 });
  }
}

/** A redirect to sign-in and back to this page, which then shows the posted form again. */
export function toSignIn(ctx: RequestContext, form: FormData | null): Response {
  return leadTo('/sign-in', ctx, form);
}

/** The same for a person who is signed in and has to show again who they are. */
export function toAgain(ctx: RequestContext, form: FormData | null): Response {
  return leadTo('/sign-in/again', ctx, form);
}

function leadTo(page: '/sign-in' | '/sign-in/again', ctx: RequestContext, form: FormData | null): Response {
  const back = new URL(ctx.url);
  back.searchParams.delete('index'); // Remix marks the forms of index routes with it
  const cookie = form && keepPostedForm(ctx, form);
  const path = `${page}?to=${encodeURIComponent(back.pathname + back.search)}`;
  return redirect(path, { status: 303, headers: cookie ? { 'set-cookie': cookie } : {} });
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
