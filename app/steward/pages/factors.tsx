import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { ownRoles } from '#app/domain/accounts/roles.server.ts';
import { quantityName } from '#app/domain/impact/factor-set.ts';
import { answersNeeded, townDisplacementByKind } from '#app/domain/reporting/displacement.server.ts';
import { candidateFactors, listFactorVersions, publishFactors } from '#app/domain/reporting/factor-versions.server.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { goTo, invalidForm } from '#app/http/form-answer.ts';
import { rowId } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatDate, formatKilograms, formatRate } from '#app/i18n/format.ts';
import { formatCo2Exact } from '#app/i18n/format-interval.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { StewardLayout } from '#app/steward/steward-layout.tsx';
import { CheckField } from '#app/ui/field.tsx';
import { PostForm } from '#app/ui/post-form.tsx';

export const meta = pageMeta;

export const loader = routeHandler('steward/factors', (ctx) => {
  const { factors: f } = ctx.t.steward;
  const candidate = candidateFactors(ctx);
  const answers = Math.max(0, ...[...townDisplacementByKind(ctx).values()].map((rate) => rate.answers));
  return {
    title: f.title,
    pageTitle: pageTitle(f.title, { of: ctx.t.steward.title }),
    administrator: ownRoles(ctx).has('administrator'),
    versions: listFactorVersions(ctx).map(({ ref, date, sha256 }) => ({
      ref,
      date,
      sha256,
      inForce: ref === ctx.factors.active.ref,
    })),
    why: answers < answersNeeded ? f.few(answers, answersNeeded) : f.same,
    candidate: candidate && {
      ...candidate,
      rates: candidate.rates.map((rate) => ({ ...rate, name: quantityName(ctx.factors, rate.id, ctx.locale) })),
      set: null,
      ref: candidate.set.ref,
    },
  };
});

export const action = formAction('steward/factors', {
  publish: { schema: z.object({ version: rowId, confirm: z.literal('1', 'terms') }), run: publish },
});

function publish(ctx: RequestContext, { version }: { version: string }) {
  const published = publishFactors(ctx, version);
  if (published.ok) {
    ctx.services.rules.reload();
    return goTo('/steward/factors');
  }
  if (published.reason === 'not-now') return goTo('/steward/factors', ['steward.not-now']);
  if (published.reason === 'second-person') return goTo('/steward/factors', ['steward.waits-for-second']);
  const { lead, problems } = ctx.t.fileFaults;
  const faults = published.faults.map(({ field, problem }) => `${field} ${problems[problem]}`);
  return invalidForm(`${lead(version)} ${faults.join(' · ')}`);
}

export default function FactorVersions() {
  const { title, administrator, versions, why, candidate } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.steward.factors;
  const locale = useLocale();
  const percent = (permille: number) => formatRate(permille * 10, locale);
  return (
    <StewardLayout title={title}>
      <p className="lead">{messages.lead}</p>
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
          <ul className="rows">
            {candidate.rates.map(({ id, name, mid, lo, hi, answers, now }) => (
              <li key={id}>
                {`${name}: ${messages.rate(percent(mid), percent(lo), percent(hi), answers, percent(now * 1000))}`}
              </li>
            ))}
          </ul>
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
            <PostForm
              intents={['publish']}
              hiddenFields={{ version: candidate.ref }}
              className="panel grid justify-items-start gap-4"
            >
              <CheckField name="confirm" value="1" label={messages.confirm} required />
              <button type="submit" className="button main" name="intent" value="publish">
                {messages.publish}
              </button>
            </PostForm>
          )}
        </>
      )}
    </StewardLayout>
  );
}
