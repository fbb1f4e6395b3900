import { data, type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { answerInvitation, getVisit, requireVisitor, type Seen, signVisit } from '#app/domain/proving/visits.server.ts';
import { findCriterion } from '#app/domain/scoring/method.ts';
import { today } from '#app/domain/shared/context.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { act, answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatDay, formatNumber } from '#app/i18n/format.ts';

export const meta = titled;

const seen = ['seen', 'not-seen', 'differs'] as const;

export const loader = answer('visits.$visitId', (visit, { params }: LoaderFunctionArgs) => {
  const own = requireVisitor(visit, params.visitId ?? '');
  const held = getVisit(visit, own.visitId);
  const [host] = findSuppliers(visit, [held.supplierId]);
  const fr = visit.locale === 'fr';
  return {
    title: visit.t.proofDesk.visits.page(host!.name),
    state: held.state,
    plannedOn: held.plannedOn,
    open: held.state === 'dated' && held.plannedOn! <= today(visit.now),
    agreed: own.agreedAt !== null,
    signed: own.signedAt !== null,
    criteria: Object.entries(held.criteria).map(([id, value]) => {
      const criterion = findCriterion(id)!;
      return {
        id,
        value,
        unit: criterion.unit,
        label: fr ? criterion.label_fr : criterion.label_en,
        measures: fr ? criterion.measures_fr : criterion.measures_en,
        seen: own.grid?.[id] ?? null,
      };
    }),
  };
});

const back = (id: string | undefined) => redirect(`/visits/${id}`, 303);

export const action = act('visits.$visitId', {
  come(visit, _form, { params }) {
    answerInvitation(visit, params.visitId ?? '', true);
    return back(params.visitId);
  },
  decline(visit, _form, { params }) {
    answerInvitation(visit, params.visitId ?? '', false);
    return redirect('/account', 303);
  },
  sign(visit, form, { params }) {
    const grid: Record<string, Seen> = {};
    for (const [name, value] of form) {
      const said = seen.find((known) => known === value);
      if (name.startsWith('grid:') && said) grid[name.slice(5)] = said;
    }
    const signed = signVisit(visit, params.visitId ?? '', grid);
    if (signed.ok) return back(params.visitId);
    return data({ error: visit.t.proofDesk.visits.errors[signed.reason] }, { status: 422 });
  },
});

export default function VisitPage() {
  const { title, state, plannedOn, open, agreed, signed, criteria } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const v = t.proofDesk.visits;
  const locale = useLocale();
  return (
    <div className="wrap section grid max-w-3xl gap-5">
      <h1>{title}</h1>
      <p className="lead">
        {v.states[state]}. {plannedOn ? v.onDay(formatDay(plannedOn, locale)) : v.waitDay}
      </p>
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
      {signed && (
        <p className="notice" role="status">
          {v.thanks}
        </p>
      )}
      {!signed && (state === 'invited' || state === 'dated') && (
        <Form method="post" className="flex flex-wrap gap-3">
          {!agreed && (
            <button type="submit" className="button main" name="intent" value="come">
              {v.come}
            </button>
          )}
          <button type="submit" className="button quiet" name="intent" value="decline">
            {v.decline}
          </button>
        </Form>
      )}
      <Form method="post" className="panel grid gap-4">
        <h2>{v.grid}</h2>
        {criteria.map((criterion) => (
          <fieldset key={criterion.id} disabled={!open || signed}>
            <legend className="font-semibold">
              {criterion.label},{' '}
              {v.says(`${formatNumber(criterion.value, locale, 1)} ${t.score.units[criterion.unit] ?? criterion.unit}`)}
            </legend>
            <p className="small">{criterion.measures}</p>
            <div className="flex flex-wrap gap-x-5">
              {seen.map((word) => (
                <label key={word} className="check">
                  <input
                    type="radio"
                    name={`grid:${criterion.id}`}
                    value={word}
                    defaultChecked={criterion.seen === word}
                    required
                  />
                  {v.seen[word]}
                </label>
              ))}
            </div>
          </fieldset>
        ))}
        {open && !signed && (
          <button type="submit" className="button main" name="intent" value="sign">
            {v.signIt}
          </button>
        )}
      </Form>
    </div>
  );
}
