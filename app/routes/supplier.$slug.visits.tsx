import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import {
  cancelVisit,
  dateVisit,
  inviteVisit,
  listHostedVisits,
  listOwnInvitations,
  listVisitors,
} from '#app/domain/proving/visits.server.ts';
import { findCriterion } from '#app/domain/scoring/method.ts';
import { today } from '#app/domain/shared/context.ts';
import type { Stall } from '#app/domain/suppliers/members.server.ts';
import { listFacts } from '#app/domain/suppliers/suppliers.server.ts';
import { actStall, answerStall } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { stallHead } from '#app/http/stall-head.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatDay, formatNumber } from '#app/i18n/format.ts';
import { Desk } from '#app/ui/desk-nav.tsx';
import { CheckField, Field } from '#app/ui/field.tsx';

export const meta = titled;

export const loader = answerStall('supplier.$slug.visits', (visit, { supplier, role }) => {
  const hosted = listHostedVisits(visit, supplier.id);
  const visitors = listVisitors(
    visit,
    hosted.map((one) => one.id),
  );
  return {
    ...stallHead(supplier, visit.t.proofDesk.visits.title),
    owner: role === 'owner',
    today: today(visit.now),
    asked: listOwnInvitations(visit),
    hosted: hosted.map((one) => ({
      id: one.id,
      state: one.state,
      plannedOn: one.plannedOn,
      visitors: visitors
        .filter((visitor) => visitor.visitId === one.id)
        .map(({ name, agreedAt, signedAt }) => ({ name, agreed: agreedAt !== null, signed: signedAt !== null })),
    })),
    facts: listFacts(visit, supplier.id)
      .filter((fact) => fact.level === 'L1' || fact.level === 'L2')
      .map((fact) => {
        const criterion = findCriterion(fact.criterionId)!;
        return {
          id: criterion.id,
          label: visit.locale === 'fr' ? criterion.label_fr : criterion.label_en,
          value: fact.value,
          unit: criterion.unit,
        };
      }),
  };
});

const back = ({ supplier }: Stall) => redirect(`/supplier/${supplier.slug}/visits`, 303);
const refuse = (error: string, values: Record<string, string> = {}) => data({ error, values }, { status: 422 });

export const action = actStall('supplier.$slug.visits', {
  invite(visit, stall, form) {
    const typed = (name: string) => String(form.get(name) ?? '').trim();
    const chosen = new Set([...form.getAll('criterion')].map(String));
    const criteria = Object.fromEntries(
      listFacts(visit, stall.supplier.id)
        .filter((fact) => chosen.has(fact.criterionId))
        .map((fact) => [fact.criterionId, fact.value]),
    );
    const invited = inviteVisit(visit, stall.supplier, criteria, {
      suppliers: [typed('supplier1'), typed('supplier2')],
      buyer: typed('buyer'),
    });
    if (invited.ok) return back(stall);
    return refuse(visit.t.proofDesk.visits.refusals[invited.reason](invited.email), {
      supplier1: typed('supplier1'),
      supplier2: typed('supplier2'),
      buyer: typed('buyer'),
    });
  },
  date(visit, stall, form) {
    const day = z.iso.date().safeParse(form.get('day'));
    const errors = visit.t.proofDesk.visits.errors;
    if (!day.success) return refuse(errors.day);
    const dated = dateVisit(visit, stall.supplier, String(form.get('visit')), day.data);
    return dated.ok ? back(stall) : refuse(errors[dated.reason]);
  },
  cancel(visit, stall, form) {
    cancelVisit(visit, stall.supplier, String(form.get('visit')));
    return back(stall);
  },
});

export default function Visits() {
  const { stall, owner, today: day, asked, hosted, facts } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const v = t.proofDesk.visits;
  const locale = useLocale();
  return (
    <Desk stall={stall}>
      <p className="lead">{v.lead}</p>
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
      {asked.length > 0 && (
        <section className="panel">
          <h2>{v.asked}</h2>
          <ul className="rows">
            {asked.map((one) => (
              <li key={one.id}>
                <span className="state">{v.states[one.state]}</span>
                <a href={`/visits/${one.id}`}>{v.page(one.host)}</a>
                {one.plannedOn && `, ${formatDay(one.plannedOn, locale)}`}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="panel">
        <h2>{v.hosted}</h2>
        {hosted.length === 0 && <p>{v.nobody}</p>}
        <ul className="rows">
          {hosted.map((one) => (
            <li key={one.id} className="row-act">
              <div>
                <span className={one.state === 'signed' ? 'state state-done' : 'state'}>{v.states[one.state]}</span>
                {one.plannedOn && formatDay(one.plannedOn, locale)}
                <ul className="small">
                  {one.visitors.map(({ name, agreed, signed }) => (
                    <li key={name}>
                      {name}, {signed ? v.signed : agreed ? v.agreed : v.pending}
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
                        label={v.day}
                        defaultValue={one.plannedOn ?? day}
                      />
                      <button type="submit" className="button" name="intent" value="date">
                        {v.setDay}
                      </button>
                    </>
                  )}
                  {owner && (
                    <button type="submit" className="button quiet" name="intent" value="cancel" formNoValidate>
                      {v.cancel}
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
          <h2>{v.invite}</h2>
          <Field
            name="supplier1"
            type="email"
            label={v.supplier1}
            required
            defaultValue={refused?.values.supplier1 ?? ''}
          />
          <Field
            name="supplier2"
            type="email"
            label={v.supplier2}
            required
            defaultValue={refused?.values.supplier2 ?? ''}
          />
          <Field name="buyer" type="email" label={v.buyer} required defaultValue={refused?.values.buyer ?? ''} />
          <fieldset>
            <legend className="font-semibold">{v.criteria}</legend>
            {facts.length === 0 && <p>{v.none}</p>}
            {facts.map((fact) => (
              <CheckField
                key={fact.id}
                name="criterion"
                value={fact.id}
                label={`${fact.label}, ${v.says(`${formatNumber(fact.value, locale, 1)} ${t.score.units[fact.unit] ?? fact.unit}`)}`}
              />
            ))}
          </fieldset>
          <button type="submit" className="button main" name="intent" value="invite">
            {v.send}
          </button>
        </Form>
      )}
    </Desk>
  );
}
