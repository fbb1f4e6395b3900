// Wraps each loader and action: the access table first, then the work; absence and lack of access become responses.
import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { ownRoles } from '#app/domain/accounts/roles.server.ts';
import { Forbidden, NotFound } from '#app/domain/shared/errors.ts';
import { getOwnStall, type Stall } from '#app/domain/suppliers/members.server.ts';
import { type Access, type IntentOf, intentRule, type RouteName, ruleOf } from './access.ts';
import { readForm } from './forms.ts';
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
    return mapErrors(() => {
      requireAccess(visit, rule, args);
      return work(visit, args);
    });
  };
}

/** A page of one stall: the work receives the stall that the address names, and the actor's role there. */
export function answerStall<T>(
  route: RouteName,
  work: (visit: Visit, stall: Stall, args: Args) => T | Promise<T>,
): (args: Args) => Promise<T> {
  return answer(route, (visit, args) => work(visit, getOwnStall(visit, args.params.slug ?? ''), args));
}

type Act = (visit: Visit, form: FormData, args: Args) => unknown;
type StallAct = (visit: Visit, stall: Stall, form: FormData, args: Args) => unknown;
type Answered<H> = Promise<Awaited<H[keyof H] extends (...args: never) => infer T ? T : never>>;

/** A form with several buttons: the intent's own rule, then its own work. What the table does not list is refused. */
export function act<R extends RouteName, H extends { [I in IntentOf<R>]: Act }>(
  route: R,
  intents: H,
): (args: Args) => Answered<H> {
  return answer(route, async (visit, args) => {
    const form = await readForm(args.request);
    const intent = requireIntent(visit, route, form, args);
    return (intents as unknown as Record<string, Act>)[intent]!(visit, form, args);
  }) as (args: Args) => Answered<H>;
}

/** The same on a page of one stall, which the work receives. */
export function actStall<R extends RouteName, H extends { [I in IntentOf<R>]: StallAct }>(
  route: R,
  intents: H,
): (args: Args) => Answered<H> {
  return answer(route, async (visit, args) => {
    const form = await readForm(args.request);
    const intent = requireIntent(visit, route, form, args);
    const stall = getOwnStall(visit, args.params.slug ?? '');
    return (intents as unknown as Record<string, StallAct>)[intent]!(visit, stall, form, args);
  }) as (args: Args) => Answered<H>;
}

function requireIntent(visit: Visit, route: RouteName, form: FormData, args: Args): string {
  const intent = String(form.get('intent') ?? '');
  const rule = intentRule(route, intent);
  if (rule === undefined) throw new Response(null, { status: 400 });
  requireAccess(visit, rule, args);
  return intent;
}

function requireAccess(visit: Visit, rule: Access, { request, params }: Args): void {
  if (rule === 'anyone' || rule === 'stripe') return;
  if (!visit.user) throw toSignIn(visit, request.method);
  if (rule === 'member' || rule === 'owner') {
    const { role } = getOwnStall(visit, params.slug ?? '');
    if (rule === 'owner' && role !== 'owner') throw new Forbidden('owners only');
  }
  if ((rule === 'steward' || rule === 'administrator') && !ownRoles(visit).has(rule))
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
