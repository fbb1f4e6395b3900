import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import {
  listHostedPeerVisits,
  listPeerVisitInvitations,
  listPeerVisitors,
} from '#app/domain/evidence/peer-visit-rows.server.ts';
import {
  cancelPeerVisit,
  type InviteRefusal,
  invitePeerVisit,
  schedulePeerVisit,
} from '#app/domain/evidence/peer-visits.server.ts';
import { hasPaidOrder } from '#app/domain/orders/paid-buyers.server.ts';
import { findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { listFacts } from '#app/domain/suppliers/suppliers.server.ts';
import type { Flash } from '#app/http/flash.ts';
import { supplierFormAction } from '#app/http/form-action.server.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from '#app/http/form-answer.ts';
import { email, isoDay, rowId, tickedList } from '#app/http/form-fields.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { shownCriterionName } from '#app/i18n/criterion-texts.ts';
import { formatDay, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { CheckField, Field } from '#app/ui/field.tsx';
import { FieldGroup } from '#app/ui/field-group.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/visits', (ctx, { supplier, roles }) => {
  const hosted = listHostedPeerVisits(ctx, supplier.id);
  const visitors = listPeerVisitors(
    ctx,
    hosted.map((one) => one.id),
  );
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.evidence.visits.title, { count: hosted.length }),
    today: localDay(ctx.now, ctx.town),
    asked: listPeerVisitInvitations(ctx),
    hosted: hosted.map((one) => ({
      id: one.id,
      state: one.state,
      plannedOn: one.plannedOn,
      visitors: visitors
        .filter((visitor) => visitor.visitId === one.id)
        .map(({ name, agreedAt, signedAt }) => ({ name, agreed: agreedAt !== null, signed: signedAt !== null })),
    })),
    facts: listFacts(ctx, supplier.id)
      .filter((fact) => fact.level === 'L1' || fact.level === 'L2')
      .map((fact) => {
        const criterion = findCriterion(ctx.method, fact.criterionId)!;
        return {
          id: criterion.id,
          label: shownCriterionName(criterion, ctx),
          value: fact.value,
          unit: criterion.unit,
        };
      }),
  };
});

const invitation = z.object({ supplier1: email, supplier2: email, buyer: email, criterion: tickedList });
type InvitationForm = z.infer<typeof invitation>;

export const action = supplierFormAction('seller/visits', {
  invite: { schema: invitation, run: invite },
  date: { schema: z.object({ peerVisit: rowId, day: isoDay }), run: schedule },
  cancel: { schema: z.object({ peerVisit: rowId }), run: cancel },
});

function invite(ctx: RequestContext, own: OwnSupplier, input: InvitationForm): FormAnswer {
  const chosen = new Set(input.criterion);
  const criteria = Object.fromEntries(
    listFacts(ctx, own.supplier.id)
      .filter((fact) => chosen.has(fact.criterionId))
      .map((fact) => [fact.criterionId, fact.value]),
  );
  const visitors = { suppliers: [input.supplier1, input.supplier2] as [string, string], buyer: input.buyer };
  const hasBought = (userId: string) => hasPaidOrder(ctx, userId, own.supplier.id);
  const invited = invitePeerVisit(ctx, own.supplier, criteria, visitors, hasBought);
  if (invited.ok) return toVisits(own);
  const { refusals } = ctx.t.evidence.visits;
  return invalidInput({ [fieldOfRefusal(invited, input)]: refusals[invited.reason](invited.email) });
}

/** The field of the person who cannot come; of two suppliers from one address, the second one's. */
function fieldOfRefusal({ reason, email: address }: InviteRefusal, input: InvitationForm): string {
  if (reason === 'no-criterion') return 'criterion';
  if (reason === 'not-a-buyer' || reason === 'no-order') return 'buyer';
  if (reason === 'same-stall') return 'supplier2';
  return (['supplier1', 'supplier2'] as const).find((name) => input[name] === address) ?? 'buyer';
}

function schedule(ctx: RequestContext, own: OwnSupplier, input: { peerVisit: string; day: string }): FormAnswer {
  const dated = schedulePeerVisit(ctx, own.supplier, input.peerVisit, input.day);
  if (dated.ok) return toVisits(own);
  const { errors } = ctx.t.evidence.visits;
  if (dated.reason === 'not-now') return toVisits(own, ['visit.not-now']);
  if (dated.reason === 'before-invitation') return invalidInput({ day: errors[dated.reason] });
  return invalidForm(errors[dated.reason]);
}

function cancel(ctx: RequestContext, own: OwnSupplier, input: { peerVisit: string }) {
  cancelPeerVisit(ctx, own.supplier, input.peerVisit);
  return toVisits(own);
}

function toVisits({ supplier }: OwnSupplier, flash: Flash | null = null) {
  return goTo(`/supplier/${supplier.slug}/visits`, flash);
}

export default function PeerVisitsPage() {
  const { supplier, today: day, asked, hosted, facts } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.evidence.visits;
  const locale = useLocale();
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">{messages.lead}</p>
      {asked.length > 0 && (
        <section className="panel">
          <h2>{messages.asked}</h2>
          <ul className="rows">
            {asked.map((one) => (
              <li key={one.id}>
                <span className="state">{messages.states[one.state]}</span>
                <a href={`/visits/${one.id}`}>{messages.page(one.host)}</a>
                {one.plannedOn && `, ${formatDay(one.plannedOn, locale)}`}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="panel">
        <h2>{messages.hosted}</h2>
        {hosted.length === 0 && <p>{messages.nobody}</p>}
        <ul className="rows">
          {hosted.map((one) => (
            <li key={one.id} className="row-act">
              <div>
                <span className={one.state === 'signed' ? 'state state-done' : 'state'}>
                  {messages.states[one.state]}
                </span>
                {one.plannedOn && formatDay(one.plannedOn, locale)}
                <ul className="small">
                  {one.visitors.map(({ name, agreed, signed }) => (
                    <li key={name}>
                      {name}, {signed ? messages.signed : agreed ? messages.agreed : messages.pending}
                    </li>
                  ))}
                </ul>
              </div>
              {(one.state === 'invited' || one.state === 'dated') && (
                <PostForm
                  intents={['date', 'cancel']}
                  hiddenFields={{ peerVisit: one.id }}
                  kept={{ day: one.plannedOn ?? day }}
                  className="flex flex-wrap items-end gap-3"
                >
                  {one.visitors.every((visitor) => visitor.agreed) && (
                    <>
                      <Field id={`day-${one.id}`} name="day" type="date" label={messages.day} required />
                      <button type="submit" className="button" name="intent" value="date">
                        {messages.setDay}
                      </button>
                    </>
                  )}
                  <button type="submit" className="button quiet" name="intent" value="cancel" formNoValidate>
                    {messages.cancel}
                  </button>
                </PostForm>
              )}
            </li>
          ))}
        </ul>
      </section>
      <PostForm intents={['invite']} className="panel grid max-w-2xl gap-4">
        <h2>{messages.invite}</h2>
        <Field name="supplier1" type="email" label={messages.supplier1} required />
        <Field name="supplier2" type="email" label={messages.supplier2} required />
        <Field name="buyer" type="email" label={messages.buyer} required />
        <FieldGroup name="criterion" legend={messages.criteria}>
          {facts.length === 0 && <p>{messages.none}</p>}
          {facts.map((fact) => (
            <CheckField
              key={fact.id}
              name="criterion"
              value={fact.id}
              label={`${fact.label}, ${messages.says(`${formatNumber(fact.value, locale, 1)} ${findOwnValue(t.score.units, fact.unit) ?? fact.unit}`)}`}
            />
          ))}
        </FieldGroup>
        <button type="submit" className="button main" name="intent" value="invite">
          {messages.send}
        </button>
      </PostForm>
    </SellerLayout>
  );
}
