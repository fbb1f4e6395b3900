import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { ownRoles } from '#app/domain/accounts/roles.server.ts';
import { factorsRef, findParameter } from '#app/domain/impact/factors.ts';
import { answersNeeded, townDisplacement } from '#app/domain/statements/displacement.server.ts';
import { candidateFactors, listFactorVersions, publishFactors } from '#app/domain/statements/factor-versions.server.ts';
import { act, answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatDate, formatKilograms, formatRate } from '#app/i18n/format.ts';
import { co2Exactly } from '#app/i18n/interval.ts';
import { CheckField } from '#app/ui/field.tsx';
import { StewardDesk } from '#app/ui/steward-nav.tsx';

export const meta = titled;

export const loader = answer('steward.factors', (visit) => {
  const { factors: f } = visit.t.steward;
  const candidate = candidateFactors(visit);
  const answers = townDisplacement(visit)?.answers ?? 0;
  return {
    title: f.title,
    administrator: ownRoles(visit).has('administrator'),
    versions: listFactorVersions(visit).map(({ ref, date, sha256 }) => ({
      ref,
      date,
      sha256,
      inForce: ref === factorsRef,
    })),
    why: answers < answersNeeded ? f.few(answers, answersNeeded) : f.same,
    now: findParameter('param.substitution_rate')!.value,
    candidate: candidate && { ...candidate, set: null, ref: candidate.set.ref },
  };
});

export const action = act('steward.factors', {
  publish(visit, form) {
    if (form.get('confirm') !== '1') return data({ error: visit.t.steward.errors.choice }, { status: 422 });
    const published = publishFactors(visit, String(form.get('version')));
    if (!published.ok) return data({ error: visit.t.steward.errors['not-now'] }, { status: 422 });
    return redirect('/steward/factors', 303);
  },
});

export default function FactorVersions() {
  const { title, administrator, versions, why, now, candidate } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const f = t.steward.factors;
  const locale = useLocale();
  const percent = (permille: number) => formatRate(permille * 10, locale);
  return (
    <StewardDesk title={title}>
      <p className="lead">{f.lead}</p>
      {refused && (
        <p className="notice care" role="alert">
          {refused.error}
        </p>
      )}
      <ul className="panel rows">
        {versions.map(({ ref, date, sha256, inForce }) => (
          <li key={ref}>
            <span className={inForce ? 'state state-done' : 'state'}>{inForce ? f.inForce : f.past}</span>
            {ref}, {f.since(formatDate(date, locale))}{' '}
            <a href={`/open-data/factors.json?version=${encodeURIComponent(ref)}`}>{f.file}</a>
            {sha256 && <span className="small break-all"> {`${f.hash} ${sha256}`}</span>}
          </li>
        ))}
      </ul>
      {!candidate && <p className="small">{why}</p>}
      {candidate && (
        <>
          <h2>{f.candidate}</h2>
          <p>
            {f.rate(
              percent(candidate.rate.mid),
              percent(candidate.rate.lo),
              percent(candidate.rate.hi),
              candidate.rate.answers,
              percent(now * 1000),
            )}
          </p>
          <h2>{f.would}</h2>
          <p className="small">{f.wouldLead}</p>
          <dl className="panel facts">
            <div>
              <dt>{f.before}</dt>
              <dd>{candidate.before ? co2Exactly(candidate.before, t, locale) : t.unknown}</dd>
            </div>
            <div>
              <dt>{f.after}</dt>
              <dd>{candidate.after ? co2Exactly(candidate.after, t, locale) : t.unknown}</dd>
            </div>
            {candidate.before && candidate.after && (
              <div>
                <dt>{f.difference}</dt>
                <dd>{`${formatKilograms(candidate.after.mid - candidate.before.mid, locale)} CO₂e`}</dd>
              </div>
            )}
            <div>
              <dt>{f.assuming}</dt>
              <dd>{f.ofLines(candidate.assuming, candidate.lines)}</dd>
            </div>
          </dl>
          {administrator && (
            <Form method="post" className="panel grid justify-items-start gap-4">
              <input type="hidden" name="version" value={candidate.ref} />
              <CheckField name="confirm" value="1" label={f.confirm} required />
              <button type="submit" className="button main" name="intent" value="publish">
                {f.publish}
              </button>
            </Form>
          )}
        </>
      )}
    </StewardDesk>
  );
}
