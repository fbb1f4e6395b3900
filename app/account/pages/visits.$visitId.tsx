import { data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import type { VisitFinding } from '#app/domain/evidence/evidence.ts';
import { getPeerVisit, requirePeerVisitor } from '#app/domain/evidence/peer-visit-rows.server.ts';
import { answerVisitInvitation, signPeerVisit } from '#app/domain/evidence/peer-visits.server.ts';
import { findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { intentAction, routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDay, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

export const meta = pageMeta;

const seen = ['seen', 'not-seen', 'differs'] as const;

export const loader = routeHandler('account/visits.$visitId', (ctx, { params }: LoaderFunctionArgs) => {
  const own = requirePeerVisitor(ctx, params.visitId ?? '');
  const peerVisit = getPeerVisit(ctx, own.visitId);
  const [host] = findSuppliers(ctx, [peerVisit.supplierId]);
  return {
    title: ctx.t.evidence.visits.page(host!.name),
    state: peerVisit.state,
    plannedOn: peerVisit.plannedOn,
    open: peerVisit.state === 'dated' && peerVisit.plannedOn! <= localDay(ctx.now),
    agreed: own.agreedAt !== null,
    signed: own.signedAt !== null,
    criteria: Object.entries(peerVisit.criteria).map(([id, value]) => {
      const criterion = findCriterion(ctx.method, id)!;
      return {
        id,
        value,
        unit: criterion.unit,
        label: translatedField(criterion, 'label', ctx.locale),
        measures: translatedField(criterion, 'measures', ctx.locale),
        seen: own.grid?.[id] ?? null,
      };
    }),
  };
});

const back = (id: string | undefined) => redirect(`/visits/${id}`, 303);

export const action = intentAction('account/visits.$visitId', {
  come(ctx, _form, { params }) {
    answerVisitInvitation(ctx, params.visitId ?? '', true);
    return back(params.visitId);
  },
  decline(ctx, _form, { params }) {
    answerVisitInvitation(ctx, params.visitId ?? '', false);
    return redirect('/account', 303);
  },
  sign(ctx, form, { params }) {
    const grid: Record<string, VisitFinding> = {};
    for (const [name, value] of form) {
      const finding = seen.find((known) => known === value);
      if (name.startsWith('grid:') && finding) grid[name.slice(5)] = finding;
    }
    const signed = signPeerVisit(ctx, params.visitId ?? '', grid);
    if (signed.ok) return back(params.visitId);
    return data({ error: ctx.t.evidence.visits.errors[signed.reason] }, { status: 422 });
  },
});

export default function PeerVisitPage() {
  const { title, state, plannedOn, open, agreed, signed, criteria } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const messages = t.evidence.visits;
  const locale = useLocale();
  return (
    <div className="wrap section grid max-w-3xl gap-5">
      <h1>{title}</h1>
      <p className="lead">
        {messages.states[state]}. {plannedOn ? messages.onDay(formatDay(plannedOn, locale)) : messages.waitDay}
      </p>
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
      {signed && (
        <p className="notice" role="status">
          {messages.thanks}
        </p>
      )}
      {!signed && (state === 'invited' || state === 'dated') && (
        <Form method="post" className="flex flex-wrap gap-3">
          {!agreed && (
            <button type="submit" className="button main" name="intent" value="come">
              {messages.come}
            </button>
          )}
          <button type="submit" className="button quiet" name="intent" value="decline">
            {messages.decline}
          </button>
        </Form>
      )}
      <Form method="post" className="panel grid gap-4">
        <h2>{messages.grid}</h2>
        {criteria.map((criterion) => (
          <fieldset key={criterion.id} disabled={!open || signed}>
            <legend className="font-semibold">
              {criterion.label},{' '}
              {messages.says(
                `${formatNumber(criterion.value, locale, 1)} ${t.score.units[criterion.unit] ?? criterion.unit}`,
              )}
            </legend>
            <p className="small">{criterion.measures}</p>
            <div className="flex flex-wrap gap-x-5">
              {seen.map((finding) => (
                <label key={finding} className="check">
                  <input
                    type="radio"
                    name={`grid:${criterion.id}`}
                    value={finding}
                    defaultChecked={criterion.seen === finding}
                    required
                  />
                  {messages.seen[finding]}
                </label>
              ))}
            </div>
          </fieldset>
        ))}
        {open && !signed && (
          <button type="submit" className="button main" name="intent" value="sign">
            {messages.signIt}
          </button>
        )}
      </Form>
    </div>
  );
}
