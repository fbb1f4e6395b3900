// The score opened criterion by criterion. A consumer sees the same facts, without points.
import type { CriterionView, Dossier as DossierData } from '#app/domain/scoring/dossier.server.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatDate, formatNumber } from '#app/i18n/format.ts';

const pillars = ['eco', 'soc', 'env'] as const;

export function Dossier({ dossier, composites }: { dossier: DossierData; composites: boolean }) {
  const t = useMessages();
  const locale = useLocale();
  return (
    <section id="facts" className="grid gap-5">
      <h2>{t.score.facts}</h2>
      {pillars.map((pillar) => (
        <details key={pillar} className="panel" open={!composites}>
          <summary className="cursor-pointer font-display text-lead font-semibold">{t.pillars[pillar]}</summary>
          <ul className="mt-3">
            {dossier.criteria
              .filter((criterion) => criterion.pillar === pillar)
              .map((criterion) => (
                <CriterionRow key={criterion.id} criterion={criterion} composites={composites} />
              ))}
          </ul>
        </details>
      ))}
      {composites && dossier.advice.length > 0 && (
        <div className="panel">
          <h3>{t.score.raise}</h3>
          <ul className="mt-2 grid gap-1">
            {dossier.advice.slice(0, 6).map(({ criterionId, act, label, points }) => {
              const gain = t.score.points1(formatNumber(points, locale, 1), points);
              const words = { prove: t.score.raiseProve, renew: t.score.raiseRenew, document: t.score.raiseDocument }[
                act
              ];
              return <li key={criterionId}>{words(label, gain)}</li>;
            })}
          </ul>
        </div>
      )}
    </section>
  );
}

function CriterionRow({ criterion, composites }: { criterion: CriterionView; composites: boolean }) {
  const t = useMessages();
  const locale = useLocale();
  const unit = t.score.units[criterion.unit] ?? criterion.unit;
  const { fact } = criterion;
  return (
    <li className="border-t border-line py-3">
      <p className="font-semibold">{criterion.label}</p>
      <p className="small">{criterion.measures}</p>
      {criterion.exemption && (
        <p>{t.score.notApplicable(t.score.reasons[criterion.exemption] ?? criterion.exemption)}</p>
      )}
      {!criterion.exemption && !fact && <p className="text-slate">{t.score.missing}</p>}
      {fact && (
        <>
          <p>
            <b className={criterion.freshness === 'expired' ? 'font-normal line-through' : undefined}>
              {formatNumber(fact.value, locale, 1)} {unit}
            </b>{' '}
            · {t.levels[fact.level]}
            {composites &&
              criterion.score !== null &&
              ` · ${t.score.points(formatNumber(criterion.score, locale), criterion.weight)}`}
          </p>
          <p className="small">
            {fact.document}, {t.score.dated(formatDate(fact.datedOn, locale))} ·{' '}
            {fact.checkedBy ? t.score.checkedBy(fact.checkedBy) : t.score.selfDeclared} ·{' '}
            <Freshness criterion={criterion} />
          </p>
          {composites && (
            <p className="small">
              {t.score.curve(criterion.anchors.map(([x, y]) => `${formatNumber(x, locale, 1)} → ${y}`).join(', '))}
            </p>
          )}
        </>
      )}
    </li>
  );
}

function Freshness({ criterion }: { criterion: CriterionView }) {
  const t = useMessages();
  const locale = useLocale();
  if (!criterion.freshness || !criterion.expiresOn) return null;
  if (criterion.freshness === 'valid') return <>{t.score.validUntil(formatDate(criterion.expiresOn, locale))}</>;
  if (criterion.freshness === 'fading') return <>{t.score.fading(formatDate(criterion.expiresOn, locale))}</>;
  return <b className="text-brick">{t.score.expired(formatDate(criterion.gone ?? criterion.expiresOn, locale))}</b>;
}
