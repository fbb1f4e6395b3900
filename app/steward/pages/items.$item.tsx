import { data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { decideOfferReview } from '#app/domain/catalogue/reviews.server.ts';
import { answerReport } from '#app/domain/evidence/claim-reports.server.ts';
import { decideEvidence } from '#app/domain/evidence/evidence.server.ts';
import { documentLevels } from '#app/domain/evidence/evidence.ts';
import { decideJump, decideRecheck } from '#app/domain/evidence/rechecks.server.ts';
import { listQueue } from '#app/domain/moderation/queue.server.ts';
import { nextItem, queueKinds } from '#app/domain/moderation/queue.ts';
import { intentAction, routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { DecisionForm } from '#app/steward/decision-form.tsx';
import { ItemSubject } from '#app/steward/item-subject.tsx';
import { parseItem, viewItem } from '#app/steward/item-view.server.ts';
import { StewardLayout } from '#app/steward/steward-layout.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/items.$item', (ctx, { params }: LoaderFunctionArgs) => {
  const view = viewItem(ctx, params.item ?? '');
  return {
    title: `${ctx.t.steward.kinds[view.kind]} · ${view.supplier.name}`,
    decided: ctx.url.searchParams.has('decided'),
    search: ctx.url.search,
    view,
  };
});

type Outcome = { ok: boolean; reason?: string };

function decide(ctx: RequestContext, item: string, choice: string, reason: string): Outcome {
  const { kind, id } = parseItem(item);
  const [step, level] = choice.split(':');
  switch (kind) {
    case 'evidence': {
      const known = [...documentLevels, 'L1' as const].find((one) => one === level);
      if (step === 'accept' && known) return decideEvidence(ctx, id, { step: 'accept', level: known });
      return step === 'return' || step === 'refuse'
        ? decideEvidence(ctx, id, { step, reason })
        : { ok: false, reason: 'choice' };
    }
    case 'report':
      return yesNo(choice) ?? answerReport(ctx, id, choice === 'yes', reason);
    case 'offer':
      return yesNo(choice) ?? decideOfferReview(ctx, id, choice === 'yes' ? 'taken-down' : 'kept', reason);
    case 'jump':
      return decideJump(ctx, id, reason);
    default:
      return yesNo(choice) ?? decideRecheck(ctx, id, choice === 'yes', reason);
  }
}

function yesNo(choice: string): Outcome | null {
  return choice === 'yes' || choice === 'no' ? null : { ok: false, reason: 'choice' };
}

/**
 * Decides, then redirects to the next item of the same filter, so that stewards work through the queue without a
 * detour.
 */
export const action = intentAction('steward/items.$item', {
  decide(ctx, form, { params }) {
    const item = params.item ?? '';
    const typed = {
      choice: String(form.get('choice') ?? ''),
      reason: String(form.get('reason') ?? '')
        .trim()
        .slice(0, 1000),
    };
    const kind = queueKinds.find((known) => known === ctx.url.searchParams.get('kind')) ?? null;
    const filter = { kind, mine: ctx.url.searchParams.has('mine') };
    const following = nextItem(
      listQueue(ctx, filter).filter((one) => one.kind !== 'supplier'),
      item,
    );
    const outcome = decide(ctx, item, typed.choice, typed.reason);
    if (!outcome.ok) {
      const errors: Record<string, string> = ctx.t.steward.errors;
      return data({ ...typed, error: errors[outcome.reason!]! }, { status: 422 });
    }
    const search = new URLSearchParams(ctx.url.searchParams);
    search.set('decided', '1');
    return redirect(following ? `/steward/items/${following.item}?${search}` : `/steward?${search}`, 303);
  },
});

export default function Item() {
  const { title, decided, view, search } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const messages = useMessages().steward;
  return (
    <StewardLayout title={title}>
      {decided && !refused && (
        <p className="notice" role="status">
          {messages.decided}
        </p>
      )}
      <div className="split">
        <ItemSubject view={view} />
        {view.decided || (view.own && view.kind !== 'evidence') ? (
          <p className="panel">{view.decided ? messages.errors['not-now'] : messages.ownStall}</p>
        ) : (
          <Form method="post" action={search} className="panel grid gap-4">
            <DecisionForm view={view} refused={refused} />
          </Form>
        )}
      </div>
    </StewardLayout>
  );
}
