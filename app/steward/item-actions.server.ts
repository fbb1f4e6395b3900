// The decision on an item of the queue: one verb for each kind, and the way on to the next item.
import { decideFigure } from '#app/domain/catalogue/figures.server.ts';

import { decideOfferReview } from '#app/domain/catalogue/reviews.server.ts';
import { decidePendingText } from '#app/domain/catalogue/text-decisions.server.ts';
import { answerReport } from '#app/domain/evidence/claim-reports.server.ts';
import { type DecisionRefusal, decideEvidence } from '#app/domain/evidence/evidence.server.ts';
import { decideJump, decideRecheck } from '#app/domain/evidence/rechecks.server.ts';
import { listAskedLevels } from '#app/domain/evidence/waiting.server.ts';
import { listQueue, viewQueue } from '#app/domain/moderation/queue.server.ts';
import { nextItem, queueKinds } from '#app/domain/moderation/queue.ts';
import { documentLevels } from '#app/domain/scoring/criterion-levels.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransactionOrRollback } from '#app/domain/shared/transaction.server.ts';
import { decideIdentityRequest, getIdentityRequest } from '#app/domain/suppliers/identity-requests.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { maxTogether } from '#app/http/signed-decisions.server.ts';
import { parseItem } from './item-view.server.ts';

type Decided = Result<object, { reason: DecisionRefusal['reason'] | 'choice' }>;

/**
 * Decides, then redirects to the next item of the same filter, so that stewards work through the queue without a
 * detour.
 */
export function decideAndGoOn(ctx: RequestContext, item: string, choice: string, reason: string): FormAnswer {
  const { search } = ctx.url;
  const following = nextItem(listFiltered(ctx), item);
  const decided = decideItem(ctx, item, choice, reason);
  if (decided.ok) {
    const isLast = viewQueue(ctx, null, 1).items.length === 0;
    const path = following ? `/steward/items/${following.item}${search}` : `/steward${search}`;
    return goTo(path, [isLast ? 'queue.decided-last' : 'queue.decided']);
  }
  const { errors } = ctx.t.steward;
  if (decided.reason === 'not-now') return goTo(`/steward/items/${item}${search}`, ['steward.not-now']);
  if (decided.reason === 'choice' || decided.reason === 'no-such-level')
    return invalidInput({ choice: ctx.t.formErrors.choice });
  if (decided.reason === 'reason-missing') return invalidInput({ reason: errors['reason-missing'] });
  return invalidForm(errors[decided.reason]);
}

/**
 * Accepts several submissions, each at the level that it asked for when the page was shown (`id:level`): all of them, or
 * none when one of them was decided or changed since.
 */
export function acceptMarked(ctx: RequestContext, marked: readonly string[]): FormAnswer {
  const { marking } = ctx.t.steward;
  const all = [...new Set(marked)];
  if (all.length === 0) return invalidForm(marking.none);
  if (all.length > maxTogether) return invalidForm(marking.tooMany(maxTogether));
  const levels = listAskedLevels(
    ctx,
    all.map((one) => one.split(':', 1)[0]!),
  );
  const acceptable = [...documentLevels, 'L1' as const];
  const accepted = inTransactionOrRollback(ctx, (refuse: (refusal: { reason: string }) => never) => {
    for (const one of all) {
      const [id = ''] = one.split(':');
      const level = acceptable.find((own) => own === levels.get(id));
      const decided = level && one === `${id}:${level}` ? decideEvidence(ctx, id, { step: 'accept', level }) : null;
      if (!decided?.ok) return refuse(decided ?? { reason: 'not-now' });
    }
    return done();
  });
  if (accepted.ok) return goTo(`/steward${ctx.url.search}`, ['queue.decided-together', all.length]);
  return invalidForm(accepted.reason === 'same-steward' ? ctx.t.steward.errors['same-steward'] : marking.changed, 409);
}

/** The items that the address filters; suppliers and witnesses have pages of their own. */
function listFiltered(ctx: RequestContext) {
  const { searchParams } = ctx.url;
  const kind = queueKinds.find((known) => known === searchParams.get('kind')) ?? null;
  return listQueue(ctx, { kind, mine: searchParams.has('mine') }).filter(
    (one) => one.kind !== 'supplier' && one.kind !== 'witness',
  );
}

function decideItem(ctx: RequestContext, item: string, choice: string, reason: string): Decided {
  const { kind, id } = parseItem(item);
  if (kind === 'evidence') return decideSubmission(ctx, id, choice, reason);
  if (kind === 'jump') return decideJump(ctx, id, reason);
  if (choice !== 'yes' && choice !== 'no') return refused('choice');
  if (kind === 'identity') return decideIdentity(ctx, id, choice === 'yes', reason);
  if (kind === 'report') return answerReport(ctx, id, choice === 'yes', reason);
  if (kind === 'figure') return decideFigure(ctx, Number(id), choice === 'yes' ? 'released' : 'withheld', reason);
  if (kind === 'offer') return decideOfferReview(ctx, id, choice === 'yes' ? 'taken-down' : 'kept', reason);
  if (kind === 'text') return decidePendingText(ctx, id, choice === 'yes' ? 'allowed' : 'refused', reason);
  return decideRecheck(ctx, id, choice === 'yes', reason);
}

function decideIdentity(ctx: RequestContext, id: string, accepted: boolean, reason: string): Decided {
  const [supplier] = findSuppliers(ctx, [getIdentityRequest(ctx, id).supplierId]);
  invariant(supplier, 'a request is of a supplier');
  return decideIdentityRequest(ctx, supplier, id, accepted, reason);
}

function decideSubmission(ctx: RequestContext, id: string, choice: string, reason: string): Decided {
  const [step, asked] = choice.split(':');
  const level = [...documentLevels, 'L1' as const].find((one) => one === asked);
  if (step === 'accept' && level) return decideEvidence(ctx, id, { step, level, reason });
  if (step === 'return' || step === 'refuse') return decideEvidence(ctx, id, { step, reason });
  return refused('choice');
}
