import { useLoaderData } from '@remix-run/react';
import { listEvidence } from '#app/domain/evidence/evidence.server.ts';
import { endsOf, freshnessOf } from '#app/domain/evidence/evidence.ts';
import { methodTransition } from '#app/domain/evidence/method-versions.server.ts';
import { nextSteps } from '#app/domain/scoring/advice.ts';
import { score } from '#app/domain/scoring/score.ts';
import { findScoreLeaf } from '#app/domain/scoring/score-leaves.server.ts';
import { ownFacts } from '#app/domain/scoring/scores.server.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { listFacts } from '#app/domain/suppliers/suppliers.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { shownCriterionName } from '#app/i18n/criterion-texts.ts';
import { formatDate, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { sellerHeader } from '#app/seller/page-header.ts';
import { SellerLayout } from '#app/seller/seller-layout.tsx';
import { MethodChangePanel } from '#app/ui/method-change.tsx';
import { ScoreBars, ScoreHeadline, ScoreLegend } from '#app/ui/score-bars.tsx';

export const meta = pageMeta;

export const loader = supplierRouteHandler('seller/proofs._index', (ctx, { supplier, roles }) => {
  const facts = ownFacts(ctx, supplier);
  const factsByCriterion = new Map(listFacts(ctx, supplier.id).map((fact) => [fact.criterionId, fact]));
  const waiting = new Set(
    listEvidence(ctx, supplier.id)
      .filter((one) => one.state === 'submitted')
      .map((one) => one.criterionId),
  );
  const label = new Map(ctx.method.criteria.map((criterion) => [criterion.id, shownCriterionName(criterion, ctx)]));
  return {
    ...sellerHeader({ supplier, roles }, ctx.t.evidence.title),
    score: score(facts, ctx.method),
    change: methodTransition(ctx, supplier),
    hasScoreLeaf: findScoreLeaf(ctx, supplier.id) !== null,
    next: nextSteps(facts, ctx.method)
      .filter((step) => step.points >= 0.05)
      .map((step) => ({ ...step, label: label.get(step.criterionId)! })),
    criteria: ctx.method.criteria.map((criterion) => {
      const fact = factsByCriterion.get(criterion.id);
      return {
        id: criterion.id,
        pillar: criterion.pillar,
        label: label.get(criterion.id)!,
        unit: criterion.unit,
        exempt: facts.notApplicable.includes(criterion.id),
        waiting: waiting.has(criterion.id),
        fact: fact && {
          value: fact.value,
          level: fact.level,
          freshness: freshnessOf(fact, facts.asOf, ctx.method),
          ...endsOf(fact, ctx.method),
        },
      };
    }),
  };
});

const pillars = ['eco', 'soc', 'env'] as const;

export default function EvidencePage() {
  const { supplier, score: supplierScore, change, hasScoreLeaf, next, criteria } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.evidence;
  const locale = useLocale();
  const labels = Object.fromEntries(criteria.map(({ id, label }) => [id, label]));
  const base = `/supplier/${supplier.slug}/proofs`;
  return (
    <SellerLayout supplier={supplier}>
      <p className="lead">{messages.lead}</p>
      <p>
        <a href={`/supplier/${supplier.slug}/ledger`}>{t.evidenceEntries.title}</a>
      </p>
      <div className="split">
        <section className="panel">
          <h2>{messages.next}</h2>
          <p className="small">{messages.nextLead}</p>
          <ol className="rows mt-2">
            {next.slice(0, 12).map(({ criterionId, act, points, label }) => (
              <li key={criterionId} className="row-act">
                <a href={act === 'visit' ? `/supplier/${supplier.slug}/visits` : `${base}/${criterionId}`}>
                  {messages.acts[act]}
                  {t.colon}
                  {label}
                </a>
                <b>
                  {(act === 'prove' ? messages.upTo : messages.gain)(
                    t.score.points1(formatNumber(points, locale, 1), points),
                  )}
                </b>
              </li>
            ))}
          </ol>
        </section>
        <div className="panel">
          <ScoreHeadline score={supplierScore} />
          {change && <MethodChangePanel change={change} labels={labels} />}
          <ScoreBars score={supplierScore} size="big" />
          <div className="mt-3">
            <ScoreLegend />
          </div>
          {hasScoreLeaf && (
            <p className="small mt-3">
              <a href={`${base}/score.json`}>{messages.scoreLeaf}</a>
            </p>
          )}
        </div>
      </div>
      {pillars.map((pillar) => (
        <section key={pillar} className="panel">
          <h2>{t.pillars[pillar]}</h2>
          <ul className="rows">
            {criteria
              .filter((criterion) => criterion.pillar === pillar)
              .map(({ id, label, unit, fact, exempt, waiting }) => (
                <li key={id} className="row-act">
                  <a href={`${base}/${id}`}>{label}</a>
                  <span>
                    {waiting && <span className="state">{messages.waiting}</span>}
                    {exempt ? (
                      <span className="small">{messages.exempt}</span>
                    ) : fact ? (
                      <>
                        <b>
                          {formatNumber(fact.value, locale, 1)} {findOwnValue(t.score.units, unit) ?? unit}
                        </b>{' '}
                        · {t.levels[fact.level]} ·{' '}
                        <span className={fact.freshness === 'counting' ? 'small' : 'text-brick'}>
                          {messages.freshness[fact.freshness](
                            formatDate(fact.freshness === 'expired' ? fact.goneOn : fact.expiresOn, locale),
                          )}
                        </span>
                      </>
                    ) : (
                      <span className="small">{messages.nothing}</span>
                    )}
                  </span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </SellerLayout>
  );
}
