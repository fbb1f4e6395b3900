import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import {
  listHostedPeerVisits,
  listPeerVisitInvitations,
  listPeerVisitors,
} from '#app/domain/evidence/peer-visit-rows.server.ts';
import { cancelPeerVisit, invitePeerVisit, schedulePeerVisit } from '#app/domain/evidence/peer-visits.server.ts';
import { findCriterion } from '#app/domain/scoring/scoring-method.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import type { OwnSupplier } from '#app/domain/suppliers/members.server.ts';
import { listFacts } from '#app/domain/suppliers/suppliers.server.ts';
import { supplierIntentAction, supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDay, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { CheckField, Field } from '#app/ui/field.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/visits', (ctx, { supplier, role }) => {
  const hosted = listHostedPeerVisits(ctx, supplier.id);
  const visitors = listPeerVisitors(
    ctx,
    hosted.map((one) => one.id),
  );
  return {
    ...sellerHeader(supplier, ctx.t.evidence.visits.title, { count: hosted.length }),
    owner: role === 'owner',
    today: localDay(ctx.now),
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
          label: translatedField(criterion, 'label', ctx.locale),
          value: fact.value,
          unit: criterion.unit,
        };
      }),
  };
});

const back = ({ supplier }: OwnSupplier) => redirect(`/supplier/${supplier.slug}/visits`, 303);
const refuse = (error: string, values: Record<string, string> = {}) => data({ error, values }, { status: 422 });

export const action = supplierIntentAction('seller/visits', {
  invite(ctx, own, form) {
    const typed = (name: string) => String(form.get(name) ?? '').trim();
    const chosen = new Set([...form.getAll('criterion')].map(String));
    const criteria = Object.fromEntries(
      listFacts(ctx, own.supplier.id)
        .filter((fact) => chosen.has(fact.criterionId))
        .map((fact) => [fact.criterionId, fact.value]),
    );
    const invited = invitePeerVisit(ctx, own.supplier, criteria, {
      suppliers: [typed('supplier1'), typed('supplier2')],
      buyer: typed('buyer'),
    });
    if (invited.ok) return back(own);
    return refuse(ctx.t.evidence.visits.refusals[invited.reason](invited.email), {
      supplier1: typed('supplier1'),
      supplier2: typed('supplier2'),
      buyer: typed('buyer'),
    });
  },
  date(ctx, own, form) {
    const day = z.iso.date().safeParse(form.get('day'));
    const errors = ctx.t.evidence.visits.errors;
    if (!day.success) return refuse(errors.day);
    const dated = schedulePeerVisit(ctx, own.supplier, String(form.get('visit')), day.data);
    return dated.ok ? back(own) : refuse(errors[dated.reason]);
  },
  cancel(ctx, own, form) {
    cancelPeerVisit(ctx, own.supplier, String(form.get('visit')));
    return back(own);
  },
});

export default function PeerVisitsPage() {
  const { supplier, owner, today: day, asked, hosted, facts } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const messages = t.evidence.visits;
  const locale = useLocale();
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">{messages.lead}</p>
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
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
                <Form method="post" className="flex flex-wrap items-end gap-3">
                  <input type="hidden" name="visit" value={one.id} />
                  {one.visitors.every((visitor) => visitor.agreed) && (
                    <>
                      <Field
                        id={`day-${one.id}`}
                        name="day"
                        type="date"
                        label={messages.day}
                        defaultValue={one.plannedOn ?? day}
                      />
                      <button type="submit" className="button" name="intent" value="date">
                        {messages.setDay}
                      </button>
                    </>
                  )}
                  {owner && (
                    <button type="submit" className="button quiet" name="intent" value="cancel" formNoValidate>
                      {messages.cancel}
                    </button>
                  )}
                </Form>
              )}
            </li>
          ))}
        </ul>
      </section>
      {owner && (
        <Form method="post" className="panel grid max-w-2xl gap-4">
          <h2>{messages.invite}</h2>
          <Field
            name="supplier1"
            type="email"
            label={messages.supplier1}
            required
            defaultValue={refused?.values.supplier1 ?? ''}
          />
          <Field
            name="supplier2"
            type="email"
            label={messages.supplier2}
            required
            defaultValue={refused?.values.supplier2 ?? ''}
          />
          <Field name="buyer" type="email" label={messages.buyer} required defaultValue={refused?.values.buyer ?? ''} />
          <fieldset>
            <legend className="font-semibold">{messages.criteria}</legend>
            {facts.length === 0 && <p>{messages.none}</p>}
            {facts.map((fact) => (
              <CheckField
                key={fact.id}
                name="criterion"
                value={fact.id}
                label={`${fact.label}, ${messages.says(`${formatNumber(fact.value, locale, 1)} ${t.score.units[fact.unit] ?? fact.unit}`)}`}
              />
            ))}
          </fieldset>
          <button type="submit" className="button main" name="intent" value="invite">
            {messages.send}
          </button>
        </Form>
      )}
    </SellerLayout>
  );
}
