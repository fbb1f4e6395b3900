// Counts a posted form against the limits of its intent, in the database, before its verb runs.
import { hashAddress } from '#app/domain/security/address-hash.server.ts';
import { type SupplierBudget, supplierBudgets } from '#app/domain/security/budgets.ts';
import { findKnownBrowser } from '#app/domain/security/known-devices.server.ts';
import {
  type Limit,
  type LimitClass,
  type LimitScope,
  limitClasses,
  limitCounterName,
} from '#app/domain/security/limit-classes.ts';
import {
  type CountedLimit,
  countUse,
  currentUse,
  takeUse,
  uncountUse,
} from '#app/domain/security/limit-counts.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { getAnySupplier } from '#app/domain/suppliers/suppliers.server.ts';
import { findTrust } from '#app/domain/suppliers/trust.server.ts';
import { formatDateTime } from '#app/i18n/format.ts';
import type { RouteName } from './access.ts';
import { readDeviceToken } from './cookies.ts';
import { type FormInvalid, invalidForm } from './form-answer.ts';
import { limitClassOf } from './limits.ts';
import type { RequestContext } from './request-context.server.ts';

type LimitCtx = Ctx & Pick<RequestContext, 'user' | 'organisation' | 't' | 'cookies' | 'secure'>;

/** `release` takes back what counts only when it is done. */
export type LimitCheck =
  | { ok: true; release: () => void }
  | { ok: false; refusal: FormInvalid; retryAfterSeconds: number };

type Posted = { route: RouteName; intent: string | null; slug: string | undefined };

/** Counts the form, or refuses it without counting it: with the time from which the person can go on. */
export function checkLimits(ctx: LimitCtx, { route, intent, slug }: Posted): LimitCheck {
  const name = limitClassOf(route, intent);
  invariant(name, `${route} ${intent} has its row in app/http/limits.ts`);
  const counted = limitClasses[name].flatMap((limit) => countedLimits(ctx, name, limit, slug));
  if (counted.length === 0) return { ok: true, release: () => {} };
  return inTransaction(ctx, () => {
    const full = counted.findIndex((limit) => limit.max === 0 || !takeUse(ctx, limit));
    if (full === -1) return { ok: true, release: () => releaseUses(ctx, counted) };
    for (const limit of counted.slice(0, full)) uncountUse(ctx, limit);
    return refuse(ctx, counted[full]!, `${route} ${intent ?? ''}`.trim());
  });
}

function refuse(ctx: LimitCtx, limit: Counted, posted: string): LimitCheck {
  const { until } = currentUse(ctx, limit);
  return limit.max === 0 || until === null ? refuseTrust(ctx, limit, posted) : refuseLimit(ctx, limit, until, posted);
}

type Counted = CountedLimit & { counts: Limit['counts']; class: LimitClass };

/** The counter of a limit; none if the request has no such subject. */
function countedLimits(ctx: LimitCtx, name: LimitClass, limit: Limit, slug?: string): Counted[] {
  const subject = subjectOf(ctx, limit.per, slug);
  if (subject === null) return [];
  const { minutes, counts, budget } = limit;
  const max = budget && slug ? budgetOf(ctx, budget, slug) : limit.max;
  return [{ name: limitCounterName(name, limit), subject, max, windowMs: minutes * 60_000, counts, class: name }];
}

function budgetOf(ctx: LimitCtx, budget: SupplierBudget, slug: string): number {
  return supplierBudgets[budget][findTrust(ctx, getAnySupplier(ctx, slug))];
}

function subjectOf(ctx: LimitCtx, scope: LimitScope, slug: string | undefined): string | null {
  if (scope === 'supplier') return slug ?? null;
  if (scope === 'organisation') return ctx.organisation?.id ?? null;
  if (scope === 'person') return ctx.user?.id ?? null;
  if (scope === 'address') return hashAddress(ctx);
  return ctx.user?.id ?? findKnownBrowser(ctx, readDeviceToken(ctx)) ?? hashAddress(ctx);
}

function refuseLimit(ctx: LimitCtx, limit: Counted, until: string, posted: string): LimitCheck {
  recordRefusal(ctx, limit, posted);
  const { reached, classes } = ctx.t.limits;
  const message = reached(classes[limit.class], formatDateTime(nextMinute(until), ctx.locale));
  const retryAfterSeconds = Math.max(1, Math.ceil((Date.parse(until) - ctx.now.getTime()) / 1000));
  return { ok: false, refusal: invalidForm(message, 429), retryAfterSeconds };
}

/** The first refusal of a window is an event; the others of the same window would say nothing new. */
function recordRefusal(ctx: LimitCtx, limit: Counted, posted: string): void {
  if (countUse(ctx, { ...limit, name: `refused:${limit.name}` }) === 1)
    recordSecurityEvent(ctx, { kind: 'limit-reached', detail: `${limit.name} ${posted}` });
}

/** The supplier may not do it at all yet. */
function refuseTrust(ctx: LimitCtx, limit: Counted, posted: string): LimitCheck {
  recordRefusal(ctx, limit, posted);
  return { ok: false, refusal: invalidForm(ctx.t.limits.budgets.refused.invitations, 409), retryAfterSeconds: 0 };
}

/** People read minutes: at the next one the limit is over. */
function nextMinute(until: string): string {
  return isoUtc(new Date(Math.ceil(Date.parse(until) / 60_000) * 60_000));
}

function releaseUses(ctx: LimitCtx, counted: readonly Counted[]): void {
  const done = counted.filter(({ counts }) => counts === 'done');
  if (done.length === 0) return;
  inTransaction(ctx, () => {
    for (const limit of done) uncountUse(ctx, limit);
  });
}
