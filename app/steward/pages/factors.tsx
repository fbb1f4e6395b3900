import { data, redirect } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { ownRoles } from '#app/domain/accounts/roles.server.ts';
import { findParameter } from '#app/domain/impact/factor-set.ts';
import { answersNeeded, townDisplacement } from '#app/domain/reporting/displacement.server.ts';
import { candidateFactors, listFactorVersions, publishFactors } from '#app/domain/reporting/factor-versions.server.ts';
import { intentAction, routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDate, formatKilograms, formatRate } from '#app/i18n/format.ts';
import { formatCo2Exact } from '#app/i18n/format-interval.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { FileFaultList } from '#app/steward/file-fault-list.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { CheckField } from '#app/ui/field.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/factors', (ctx) => {
  const { factors: f } = ctx.t.steward;
  const candidate = candidateFactors(ctx);
  const answers = townDisplacement(ctx)?.answers ?? 0;
  return {
    title: f.title,
    administrator: ownRoles(ctx).has('administrator'),
    versions: listFactorVersions(ctx).map(({ ref, date, sha256 }) => ({
      ref,
      date,
      sha256,
      inForce: ref === ctx.factors.active.ref,
    })),
    why: answers < answersNeeded ? f.few(answers, answersNeeded) : f.same,
    now: findParameter(ctx.factors, 'param.substitution_rate')!.value,
    candidate: candidate && { ...candidate, set: null, ref: candidate.set.ref },
  };
});

export const action = intentAction('steward/factors', {
  publish(ctx, form) {
    if (form.get('confirm') !== '1') return data({ error: ctx.t.steward.errors.choice, faults: [] }, { status: 422 });
    const published = publishFactors(ctx, String(form.get('version')));
    if (!published.ok) {
      const faults = published.reason === 'broken' ? published.faults : [];
      return data({ error: ctx.t.steward.errors['not-now'], faults }, { status: 422 });
    }
    ctx.services.rules.reload();
    return redirect('/steward/factors', 303);
  },
});

export default function FactorVersions() {
  const { title, administrator, versions, why, now, candidate } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>();
  const t = useMessages();
  const messages = t.steward.factors;
  const locale = useLocale();
  const percent = (permille: number) => formatRate(permille * 10, locale);
  return (
    <StewardLayout title={title}>
      <p className="lead">{messages.lead}</p>
      {refused && (
        <div className="notice care" role="alert">
          {refused.faults.length > 0 ? <FileFaultList name={title} faults={refused.faults} /> : refused.error}
        </div>
      )}
      <ul className="panel rows">
        {versions.map(({ ref, date, sha256, inForce }) => (
          <li key={ref}>
            <span className={inForce ? 'state state-done' : 'state'}>{inForce ? messages.inForce : messages.past}</span>
            {ref}, {messages.since(formatDate(date, locale))}{' '}
            <a href={`/open-data/factors.json?version=${encodeURIComponent(ref)}`}>{messages.file}</a>
            {sha256 && <span className="small break-all"> {`${messages.hash} ${sha256}`}</span>}
          </li>
        ))}
      </ul>
      {!candidate && <p className="small">{why}</p>}
      {candidate && (
        <>
          <h2>{messages.candidate}</h2>
          <p>
            {messages.rate(
              percent(candidate.rate.mid),
              percent(candidate.rate.lo),
              percent(candidate.rate.hi),
              candidate.rate.answers,
              percent(now * 1000),
            )}
          </p>
          <h2>{messages.would}</h2>
          <p className="small">{messages.wouldLead}</p>
          <dl className="panel facts">
            <div>
              <dt>{messages.before}</dt>
              <dd>{candidate.before ? formatCo2Exact(candidate.before, t, locale) : t.unknown}</dd>
            </div>
            <div>
              <dt>{messages.after}</dt>
              <dd>{candidate.after ? formatCo2Exact(candidate.after, t, locale) : t.unknown}</dd>
            </div>
            {candidate.before && candidate.after && (
              <div>
                <dt>{messages.difference}</dt>
                <dd>{`${formatKilograms(candidate.after.mid - candidate.before.mid, locale)} CO₂e`}</dd>
              </div>
            )}
            <div>
              <dt>{messages.assuming}</dt>
              <dd>{messages.ofLines(candidate.assuming, candidate.lines)}</dd>
            </div>
          </dl>
          {administrator && (
            <Form method="post" className="panel grid justify-items-start gap-4">
              <input type="hidden" name="version" value={candidate.ref} />
              <CheckField name="confirm" value="1" label={messages.confirm} required />
              <button type="submit" className="button main" name="intent" value="publish">
                {messages.publish}
              </button>
            </Form>
          )}
        </>
      )}
    </StewardLayout>
  );
}
