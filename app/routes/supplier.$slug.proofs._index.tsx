import { useLoaderData } from '@remix-run/react';
import { listEvidence } from '#app/domain/proving/evidence.server.ts';
import { endsOf, freshnessOf } from '#app/domain/proving/evidence.ts';
import { nextSteps } from '#app/domain/scoring/advice.ts';
import { method } from '#app/domain/scoring/method.ts';
import { score } from '#app/domain/scoring/score.ts';
import { ownFacts } from '#app/domain/scoring/scores.server.ts';
import { listFacts } from '#app/domain/suppliers/suppliers.server.ts';
import { answerStall } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { stallHead } from '#app/http/stall-head.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatDate, formatNumber } from '#app/i18n/format.ts';
import { Desk } from '#app/ui/desk-nav.tsx';
import { ScoreBars, ScoreHeadline, ScoreLegend } from '#app/ui/score-bars.tsx';

export const meta = titled;

export const loader = answerStall('supplier.$slug.proofs._index', (visit, { supplier }) => {
  const facts = ownFacts(visit, supplier);
  const held = new Map(listFacts(visit, supplier.id).map((fact) => [fact.criterionId, fact]));
  const waiting = new Set(
    listEvidence(visit, supplier.id)
      .filter((one) => one.state === 'submitted')
      .map((one) => one.criterionId),
  );
  const fr = visit.locale === 'fr';
  const label = new Map(
    method.criteria.map((criterion) => [criterion.id, fr ? criterion.label_fr : criterion.label_en]),
  );
  return {
    ...stallHead(supplier, visit.t.proofDesk.title),
    score: score(facts),
    next: nextSteps(facts)
      .filter((step) => step.points >= 0.05)
      .map((step) => ({ ...step, label: label.get(step.criterionId)! })),
    criteria: method.criteria.map((criterion) => {
      const fact = held.get(criterion.id);
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
          freshness: freshnessOf(fact, facts.asOf),
          ...endsOf(fact),
        },
      };
    }),
  };
});

const pillars = ['eco', 'soc', 'env'] as const;

export default function Proofs() {
  const { stall, score: held, next, criteria } = useLoaderData<typeof loader>();
  const t = useMessages();
  const p = t.proofDesk;
  const locale = useLocale();
  const base = `/supplier/${stall.slug}/proofs`;
  return (
    <Desk stall={stall}>
      <p className="lead">{p.lead}</p>
      <div className="split">
        <section className="panel">
          <h2>{p.next}</h2>
          <p className="small">{p.nextLead}</p>
          <ol className="rows mt-2">
            {next.slice(0, 12).map(({ criterionId, act, points, label }) => (
              <li key={criterionId} className="row-act">
                <a href={act === 'visit' ? `/supplier/${stall.slug}/visits` : `${base}/${criterionId}`}>
                  {p.acts[act]}
                  {t.colon}
                  {label}
                </a>
                <b>{(act === 'declare' ? p.upTo : p.gain)(t.score.points1(formatNumber(points, locale, 1), points))}</b>
              </li>
            ))}
          </ol>
        </section>
        <section className="panel">
          <ScoreHeadline score={held} />
          <ScoreBars score={held} size="big" />
          <div className="mt-3">
            <ScoreLegend />
          </div>
        </section>
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
                    {waiting && <span className="state">{p.waiting}</span>}
                    {exempt ? (
                      <span className="small">{p.exempt}</span>
                    ) : fact ? (
                      <>
                        <b>
                          {formatNumber(fact.value, locale, 1)} {t.score.units[unit] ?? unit}
                        </b>{' '}
                        · {t.levels[fact.level]} ·{' '}
                        <span className={fact.freshness === 'counting' ? 'small' : 'text-brick'}>
                          {p.freshness[fact.freshness](
                            formatDate(fact.freshness === 'expired' ? fact.goneOn : fact.expiresOn, locale),
                          )}
                        </span>
                      </>
                    ) : (
                      <span className="small">{p.nothing}</span>
                    )}
                  </span>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </Desk>
  );
}
