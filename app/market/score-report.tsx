// The score criterion by criterion. A consumer sees the same facts, without points.

import { Fragment, type ReactNode } from 'react';
import type { ClaimComment } from '#app/domain/evidence/claim-reports.server.ts';
import type { PublicEvidence } from '#app/domain/evidence/public-evidence.server.ts';
import type { CriterionView, ScoreReport as DossierData } from '#app/domain/scoring/score-report.server.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { criterionName, typesetData } from '#app/i18n/criterion-texts.ts';
import { formatDate, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { ClaimComments } from '#app/ui/claim-comments.tsx';
import { AreaField, SelectField } from '#app/ui/field.tsx';
import { PostForm, useRefused } from '#app/ui/post-form.tsx';

const pillars = ['eco', 'soc', 'env'] as const;

type Disclosures = { evidence: PublicEvidence[]; comments: ClaimComment[] };
type Reporting = { signedIn: boolean; slug: string };
const noDisclosures: Disclosures = { evidence: [], comments: [] };

export function ScoreReportPanel({
  dossier,
  composites,
  disclosures = noDisclosures,
  reporting = null,
}: {
  dossier: DossierData;
  composites: boolean;
  disclosures?: Disclosures;
  reporting?: Reporting | null;
}) {
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
                <CriterionRow key={criterion.id} criterion={criterion} composites={composites}>
                  <EvidenceLinks
                    evidence={disclosures.evidence.find((submission) => submission.factId === criterion.fact?.id)}
                  />
                  <ClaimComments
                    comments={disclosures.comments.filter((comment) => comment.criterionId === criterion.id)}
                  />
                </CriterionRow>
              ))}
          </ul>
        </details>
      ))}
      {reporting && <ReportForm dossier={dossier} reporting={reporting} />}
      {composites && dossier.advice.length > 0 && (
        <div className="panel">
          <h3>{t.score.raise}</h3>
          <ul className="mt-2 grid gap-1">
            {dossier.advice.slice(0, 6).map(({ criterionId, act, label, points }) => {
              const name = criterionName({ id: criterionId, label }, t, locale);
              const gain = t.score.points1(formatNumber(points, locale, 1), points);
              return <li key={criterionId}>{t.score.raiseBy[act](name, gain)}</li>;
            })}
          </ul>
        </div>
      )}
    </section>
  );
}

function CriterionRow({
  criterion,
  composites,
  children,
}: {
  criterion: CriterionView;
  composites: boolean;
  children: ReactNode;
}) {
  const t = useMessages();
  const locale = useLocale();
  const unit = findOwnValue(t.score.units, criterion.unit) ?? criterion.unit;
  const { fact } = criterion;
  return (
    <li className="border-t border-line py-3">
      <p className="font-semibold">{criterionName(criterion, t, locale)}</p>
      <p className="small">{typesetData(criterion.measures, locale)}</p>
      {criterion.exemption && (
        <p>{t.score.notApplicable(findOwnValue(t.score.reasons, criterion.exemption) ?? criterion.exemption)}</p>
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
      {children}
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

/** The evidence of a fact: its kind, and its public file or link. */
function EvidenceLinks({ evidence }: { evidence: PublicEvidence | undefined }) {
  const messages = useMessages().evidence;
  if (!evidence) return null;
  return (
    <p className="small">
      {messages.kinds[evidence.kind]}
      {evidence.files.map(({ id, name }) => (
        <Fragment key={id}>
          {' '}
          · <a href={`/evidence/${id}`}>{name}</a>
        </Fragment>
      ))}
      {evidence.link && (
        <>
          {' '}
          ·{' '}
          <a href={evidence.link} rel="noreferrer nofollow">
            {evidence.link}
          </a>
        </>
      )}
    </p>
  );
}

const reportIntents = ['report'];

/** One form for the whole score report: the fact, and the reason for the doubt. */
function ReportForm({ dossier, reporting }: { dossier: DossierData; reporting: Reporting }) {
  const t = useMessages();
  const locale = useLocale();
  const messages = t.evidence;
  const refused = useRefused(reportIntents) !== null;
  return (
    <details className="panel" open={refused}>
      <summary className="cursor-pointer">{messages.report}</summary>
      {reporting.signedIn ? (
        <PostForm intents={reportIntents} className="mt-3 grid gap-3">
          <SelectField name="criterion" label={t.method.criterion}>
            {dossier.criteria
              .filter((criterion) => criterion.fact)
              .map((criterion) => (
                <option key={criterion.id} value={criterion.id}>
                  {criterionName(criterion, t, locale)}
                </option>
              ))}
          </SelectField>
          <AreaField name="text" label={messages.reportWhy} hint={messages.reportHint} required maxLength={1000} />
          <button type="submit" className="button" name="intent" value="report">
            {messages.reportSend}
          </button>
        </PostForm>
      ) : (
        <p className="mt-3">
          <a href={`/sign-in?to=/suppliers/${reporting.slug}`}>{t.offer.reportSignIn}</a>
        </p>
      )}
    </details>
  );
}
