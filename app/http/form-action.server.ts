// Every form through one helper: a route declares its intents, each with its schema and its work. An intent
// that the access table does not list is refused.

import { type ActionFunctionArgs, type AppLoadContext, data, redirect } from '@remix-run/node';
import type { ZodType, z } from 'zod';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { ConflictOfInterest, invariant } from '#app/domain/shared/errors.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { Town } from '#app/domain/shared/town.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { getOwnSupplier, type OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { type Access, access, type IntentOf, intentRule, type RouteName, type Rules } from './access.ts';
import { asksAgain } from './again-rules.ts';
import { waitsForClock } from './clock-rules.ts';
import { type Editing, invalidConflicts } from './edit-conflicts.ts';
import { type MergedEdit, mergeEdit } from './edit-form.ts';
import { flashCookie } from './flash.ts';
import {
  type FormAnswer,
  type FormInvalid,
  type FormRedirect,
  type FormRefusalData,
  inPageOrder,
  invalidFields,
  invalidForm,
  type PreparedForm,
  postedFields,
  typedValues,
} from './form-answer.ts';
import {
  isRecent,
  needsSignIn,
  needsStrongerSession,
  requireAccess,
  routeHandler,
  toAgain,
  toSignIn,
} from './handler.server.ts';
import { endKeptForm } from './kept-form.server.ts';
import { checkLimits, type LimitCheck } from './limit-check.server.ts';
import { postedFromOtherPages } from './limits.ts';
import type { RequestContext } from './request-context.server.ts';
import { mayFormLeadTo } from './security.ts';
import { runDecision, willBeSigned } from './sign-decision.server.ts';

type ParameterOf<Name> = Name extends `${string}$${infer Found}.${infer Rest}`
  ? Found | ParameterOf<Rest>
  : Name extends `${string}$${infer Found}`
    ? Found
    : never;
/** The parameters that a page's name declares. A wing's own, like a supplier's slug, come as `own`. */
export type RouteParams<R extends RouteName> = Record<ParameterOf<R>, string>;

/** The routes with one form, whose intent the access table does not name. */
export type OneFormRoute = { [R in RouteName]: [IntentOf<R>] extends [never] ? R : never }[RouteName];
export type IntentRoute = Exclude<RouteName, OneFormRoute>;

type Posted = ReturnType<typeof postedFields>;
type Answer = FormAnswer | Promise<FormAnswer | PreparedForm>;
/**
 * One form: its schema, or what makes it from the town's data, and the work that gets what the schema read.
 * A form that edits what is there already declares `editing`: fields that the person left as shown then reach the
 * schema as they are now, a field that another person changed too is answered with both texts, and `run`, which must
 * not be async, stands in one transaction with that comparison. `posted` tells which row of a page it is. Its page gives `<PostForm shown={openEdit(kept)}>`.
 */
type Work<R extends RouteName, S extends ZodType, Own extends unknown[]> = {
  schema: S | ((town: Town) => S);
  editing?: (...given: [ctx: RequestContext, ...own: Own, params: RouteParams<R>, posted: Posted]) => Editing;
  run: (
    ...given: [ctx: RequestContext, ...own: Own, input: z.output<S>, params: RouteParams<R>, edit: MergedEdit]
  ) => Answer;
};
type Works<R extends RouteName, S, Own extends unknown[]> = {
  [I in keyof S]: I extends IntentOf<R> ? (S[I] extends ZodType ? Work<R, S[I], Own> : never) : never;
};

type Action = (
  args: Pick<ActionFunctionArgs, 'request' | 'params' | 'context'>,
) => Promise<Response | ReturnType<typeof data<FormRefusalData | null>>>;

/** The action of a route with several intents, or with one form. Throws a 400 response for any other intent. */
export function formAction<R extends IntentRoute, S extends Record<IntentOf<R>, ZodType>>(
  route: R,
  intents: Works<R, S, []>,
): Action;
export function formAction<R extends OneFormRoute, S extends ZodType>(route: R, form: Work<R, S, []>): Action;
export function formAction(route: RouteName, declared: Declared): Action {
  return openAction(route, declared, () => []);
}

/** The same for a supplier's page; the work also gets the supplier and the actor's roles there. */
export function supplierFormAction<R extends IntentRoute, S extends Record<IntentOf<R>, ZodType>>(
  route: R,
  intents: Works<R, S, [own: OwnSupplier]>,
): Action;
export function supplierFormAction<R extends OneFormRoute, S extends ZodType>(
  route: R,
  form: Work<R, S, [own: OwnSupplier]>,
): Action;
export function supplierFormAction(route: RouteName, declared: Declared): Action {
  return openAction(route, declared, (ctx, params) => [getOwnSupplier(ctx, params.slug ?? '')]);
}

/** The declaration without its types: the overloads have checked that each work gets what its schema reads. */
type AnyWork = {
  schema: ZodType | ((town: Town) => ZodType);
  editing?: (...given: never[]) => Editing;
  run: (...given: never[]) => Answer;
};
type Declared = AnyWork | Record<string, AnyWork>;
type Owners = (ctx: RequestContext, params: Record<string, string | undefined>) => unknown[];

function openAction(route: RouteName, declared: Declared, owners: Owners): Action & { forms: Declared } {
  const action = routeHandler(route, async (ctx, { request, params, context }) => {
    const form = await readForm(request);
    const { intent, rule } = readIntent(route, form);
    if (rule && needsSignIn(ctx, rule)) throw toSignIn(ctx, form);
    if (rule) requireAccess(ctx, rule, { params });
    if (rule && needsStrongerSession(ctx, rule)) throw toAgain(ctx, form);
    if (asksAgain(route, intent) && !isRecent(ctx) && !willBeSigned(ctx, route, intent)) throw toAgain(ctx, form);
    if (ctx.services.clock.state() === 'wrong' && waitsForClock(route, intent)) {
      const wait = { ok: false, refusal: invalidForm(ctx.t.limits.clock, 503), retryAfterSeconds: 600 } as const;
      return refuseLimit(route, wait, { context, form, intent });
    }
    if (ctx.services.health.refusesFiles() && bringsFile(form)) {
      context.refused = true;
      return refusal(invalidForm(ctx.t.limits.noSpace, 503), form, intent);
    }
    const work = workOf(declared, intent);
    const own = () => owners(ctx, params);
    const given = { ctx, own, params: declaredParams(route, params), posted: postedFields(form) };
    const limit = checkLimits(ctx, { route, intent, slug: params.slug });
    if (!limit.ok) return refuseLimit(route, limit, { context, form, intent });
    const run = () => (work.editing ? runEdit(work, given) : runForm(work, given));
    const answer = await orConflict(ctx, () => runDecision(ctx, { route, intent, params: given.params, form }, run));
    if (answer.kind === 'redirect') {
      endKeptForm(ctx);
      return seeOther(ctx, answer);
    }
    if (answer.kind === 'page') return data(null);
    if (answer.kind === 'tried') return data(triedForm(answer.message, form, intent));
    limit.release();
    context.refused = true;
    return refusal(answer, form, intent);
  });
  return Object.assign(action, { forms: declared }); // the declaration, for tests that post every field of every form
}

/** Too often: the form again with what was typed, and `Retry-After`. */
function refuseLimit(
  route: RouteName,
  { refusal: answer, retryAfterSeconds }: Extract<LimitCheck, { ok: false }>,
  { context, form, intent }: { context: AppLoadContext; form: FormData; intent: string | null },
): ReturnType<typeof refusal> {
  context.retryAfterSeconds = retryAfterSeconds;
  if (postedFromOtherPages.has(route)) {
    const headers = { 'retry-after': String(retryAfterSeconds), 'content-type': 'text/plain; charset=utf-8' };
    throw new Response(answer.message, { status: answer.status, headers });
  }
  context.refused = true;
  return refusal(answer, form, intent);
}

/** A steward who has an interest is told which, beside what they typed. */
async function orConflict(ctx: RequestContext, work: () => Promise<FormAnswer>): Promise<FormAnswer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ConflictOfInterest)) throw error;
    recordSecurityEvent(ctx, { kind: 'conflict-refused', detail: error.conflict }); // after the work was rolled back
    return invalidForm(ctx.t.decisions.concerned[error.conflict], 403);
  }
}

type Given = {
  ctx: RequestContext;
  /** Reads what the route is about; an edit reads it in its transaction. */
  own: () => unknown[];
  params: Record<string, string>;
  posted: Posted;
};

function runForm({ schema, run }: AnyWork, { ctx, own, params, posted }: Given, edit?: MergedEdit): Answer {
  const parsed = (typeof schema === 'function' ? schema(ctx.town) : schema).safeParse(edit ? edit.values : posted);
  const work = run as (...given: unknown[]) => Answer;
  return parsed.success ? work(ctx, ...own(), parsed.data, params, edit) : invalidFields(parsed.error, ctx.t);
}

/** One transaction compares and writes, so that nothing changes between the two. */
function runEdit(work: AnyWork, given: Given): FormAnswer {
  const { ctx, own, params, posted } = given;
  return inTransaction(ctx, () => {
    const editing = (work.editing as (...given: unknown[]) => Editing)(ctx, ...own(), params, posted);
    const edit = mergeEdit(posted, editing.now, editing.boxes, editing.linked, editing.grows);
    if (edit.conflicts.size > 0) return invalidConflicts(ctx, edit.conflicts, editing);
    const answer = runForm(work, given, edit);
    invariant(!(answer instanceof Promise), 'a form that edits is written in one transaction');
    return answer;
  });
}

function bringsFile(form: FormData): boolean {
  return [...form.values()].some((value) => typeof value !== 'string' && value.size > 0);
}

/** Throws a 400 response if the body is not a form (other content type, broken body). */
async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Response(null, { status: 400 });
  }
}

/** The posted intent and its rule; null on a route with one form. One that the table does not list, or two, is a 400. */
function readIntent(route: RouteName, form: FormData): { intent: string | null; rule: Access | null } {
  const [intent, ...more] = form.getAll('intent');
  const { intents }: Rules = access[route];
  if (!intents && intent === undefined) return { intent: null, rule: null };
  const rule = typeof intent === 'string' && more.length === 0 ? intentRule(route, intent) : undefined;
  if (typeof intent !== 'string' || rule === undefined) throw new Response(null, { status: 400 });
  return { intent, rule };
}

function workOf(declared: Declared, intent: string | null): AnyWork {
  const work = isOneForm(declared) ? declared : findOwnValue(declared, intent);
  invariant(work, `the form ${intent} has its work`);
  return work;
}

function isOneForm(declared: Declared): declared is AnyWork {
  return typeof declared.run === 'function';
}

function declaredParams(route: RouteName, params: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    [...route.matchAll(/\$(\w+)/g)].map(([, name = '']) => [name, findOwnValue(params, name) ?? '']),
  );
}

function seeOther({ secure, services }: RequestContext, { path, flash, cookies }: FormRedirect): Response {
  const isAllowed = mayFormLeadTo(path, services.env.origin, services.payments.pageOrigins);
  invariant(isAllowed, `a form leads to ${path}, which the header's form-action does not allow`);
  const headers = new Headers();
  for (const cookie of cookies) headers.append('set-cookie', cookie);
  if (flash) headers.append('set-cookie', flashCookie(flash, secure));
  return redirect(path, { status: 303, headers });
}

function triedForm(message: string, form: FormData, intent: string | null): FormRefusalData {
  return { intent, values: typedValues(form), errors: {}, message, isTried: true };
}

function refusal(
  { errors, message, details = [], status, corrected, conflicts }: FormInvalid,
  form: FormData,
  intent: string | null,
) {
  const values = { ...typedValues(form), ...corrected };
  const again: FormRefusalData = {
    intent,
    values,
    errors: inPageOrder(errors, form),
    message,
    details,
    ...(conflicts && { conflicts }),
  };
  return data(again, { status });
}
