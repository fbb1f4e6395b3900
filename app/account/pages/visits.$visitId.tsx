import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { VisitFinding } from '#app/domain/evidence/evidence.ts';
import { getPeerVisit, requirePeerVisitor } from '#app/domain/evidence/peer-visit-rows.server.ts';
import { answerVisitInvitation, signPeerVisit } from '#app/domain/evidence/peer-visits.server.ts';
import { findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, type FormRedirect, goTo, invalidForm } from '#app/http/form-answer.ts';
import { noFields } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { exactMeasure, shownCriterionName } from '#app/i18n/criterion-texts.ts';
import { formatDay, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { ChoiceField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

const seen = ['seen', 'not-seen', 'differs'] as const;

export const loader = routeHandler('account/visits.$visitId', (ctx, { params }: LoaderFunctionArgs) => {
  const own = requirePeerVisitor(ctx, params.visitId ?? '');
  const peerVisit = getPeerVisit(ctx, own.visitId);
  const [host] = findSuppliers(ctx, [peerVisit.supplierId]);
  return {
    title: ctx.t.evidence.visits.page(host!.name),
    pageTitle: pageTitle(ctx.t.evidence.visits.page(host!.name), {
      state: ctx.t.evidence.visits.states[peerVisit.state],
    }),
    state: peerVisit.state,
    plannedOn: peerVisit.plannedOn,
    open: peerVisit.state === 'dated' && peerVisit.plannedOn! <= localDay(ctx.now, ctx.town),
    agreed: own.agreedAt !== null,
    signed: own.signedAt !== null,
    criteria: Object.entries(peerVisit.criteria).map(([id, value]) => {
      const criterion = findCriterion(ctx.method, id)!;
      return {
        id,
        value,
        unit: criterion.unit,
        label: shownCriterionName(criterion, ctx),
        measures: exactMeasure(criterion, ctx.locale),
        seen: findOwnValue(own.grid, id) ?? null,
      };
    }),
  };
});

/** The grid: what the visitor found, by criterion; other answers are left out. */
const grid = z.looseObject({}).transform((form) => {
  const found = new Map<string, VisitFinding>();
  for (const [name, value] of Object.entries(form)) {
    const finding = seen.find((known) => known === value);
    if (name.startsWith('grid:') && finding) found.set(name.slice(5), finding);
  }
  return Object.fromEntries(found);
});

export const action = formAction('account/visits.$visitId', {
  come: { schema: noFields, run: (ctx, _, { visitId }) => acceptInvitation(ctx, visitId) },
  decline: { schema: noFields, run: (ctx, _, { visitId }) => declineInvitation(ctx, visitId) },
  sign: { schema: grid, run: (ctx, found, { visitId }) => signGrid(ctx, visitId, found) },
});

function acceptInvitation(ctx: RequestContext, visitId: string): FormRedirect {
  answerVisitInvitation(ctx, visitId, true);
  return goTo(`/visits/${visitId}`);
}

function declineInvitation(ctx: RequestContext, visitId: string): FormRedirect {
  answerVisitInvitation(ctx, visitId, false);
  return goTo('/account');
}

function signGrid(ctx: RequestContext, visitId: string, found: Record<string, VisitFinding>): FormAnswer {
  const signed = signPeerVisit(ctx, visitId, found);
  return signed.ok ? goTo(`/visits/${visitId}`) : invalidForm(ctx.t.evidence.visits.errors[signed.reason]);
}

export default function PeerVisitPage() {
  const { title, state, plannedOn, open, agreed, signed, criteria } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.evidence.visits;
  const locale = useLocale();
  return (
    <div className="wrap section grid max-w-3xl gap-5">
      <h1>{title}</h1>
      <p className="lead">
        {messages.states[state]}. {plannedOn ? messages.onDay(formatDay(plannedOn, locale)) : messages.waitDay}
      </p>
      {signed && (
        <p className="notice" role="status">
          {messages.thanks}
        </p>
      )}
      {!signed && (state === 'invited' || state === 'dated') && (
        <PostForm intents={['come', 'decline']} className="flex flex-wrap gap-3">
          {!agreed && (
            <button type="submit" className="button main" name="intent" value="come">
              {messages.come}
            </button>
          )}
          <button type="submit" className="button quiet" name="intent" value="decline">
            {messages.decline}
          </button>
        </PostForm>
      )}
      <PostForm
        intents={['sign']}
        kept={Object.fromEntries(criteria.map(({ id, seen: finding }) => [`grid:${id}`, finding]))}
        className="panel grid gap-4"
      >
        <h2>{messages.grid}</h2>
        <fieldset className="grid gap-4" disabled={!open || signed}>
          {criteria.map((criterion) => (
            <ChoiceField
              key={criterion.id}
              name={`grid:${criterion.id}`}
              legend={
                <>
                  <b>
                    {criterion.label},{' '}
                    {messages.says(
                      `${formatNumber(criterion.value, locale, 1)} ${findOwnValue(t.score.units, criterion.unit) ?? criterion.unit}`,
                    )}
                  </b>
                  <span className="small block">{criterion.measures}</span>
                </>
              }
              options={seen.map((finding) => [finding, messages.seen[finding]] as const)}
              required
            />
          ))}
        </fieldset>
        {open && !signed && (
          <button type="submit" className="button main" name="intent" value="sign">
            {messages.signIt}
          </button>
        )}
      </PostForm>
    </div>
  );
}
