import { useLoaderData } from '@remix-run/react';
import { quantityName } from '#app/domain/impact/factor-set.ts';
import { answersNeeded, townDisplacementByKind } from '#app/domain/reporting/displacement.server.ts';
import { refOf } from '#app/domain/scoring/scoring-method.ts';
import { sourceLocale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { exactMeasure, shownCriterionName, typesetData } from '#app/i18n/criterion-texts.ts';
import { formatNumber, formatRate } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { DataTable, wideCell } from '#app/ui/data-table.tsx';
import { ScoreIntro } from '#app/ui/score-intro.tsx';

export const meta = pageMeta;

export const loader = routeHandler('town/method', (ctx) => {
  const { method, factors } = ctx;
  return {
    title: ctx.t.method.title,
    methodRef: refOf(method),
    factorsRef: factors.active.ref,
    rates: [...townDisplacementByKind(ctx)].map(([kind, rate]) => ({
      ...rate,
      name: quantityName(factors, `param.displacement_${kind}`, ctx.locale),
    })),
    answersNeeded,
    tiers: method.evidence_tiers.map((tier) => ({ id: tier.id, gamma: tier.gamma })),
    criteria: method.criteria.map((c) => ({
      id: c.id,
      pillar: c.pillar,
      label: shownCriterionName(c, ctx),
      measures: exactMeasure(c, ctx.locale),
      exact: typesetData(translatedField(c, 'label', ctx.locale), ctx.locale),
      unit: c.unit,
      anchors: c.anchors,
      weight: c.weight,
      months: c.validity_months,
      guard: typesetData((ctx.locale === sourceLocale ? c.guard : c.guard_en) ?? '', ctx.locale),
    })),
    factors: factors.active.factors.length,
    parameters: factors.active.parameters.map((p) => ({
      id: p.id,
      label: translatedField(p, 'label', ctx.locale),
      value: p.value,
      low: p.low,
      high: p.high,
    })),
  };
});

export default function MethodPage() {
  const data = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  const n = (value: number) => formatNumber(value, locale, 4);
  const percent = (permille: number) => formatRate(permille * 10, locale);
  const factsOf = ({ unit, anchors, weight, months }: (typeof data.criteria)[number]): [string, string][] => [
    [t.method.unit, findOwnValue(t.score.units, unit) || unit],
    [t.method.curve, anchors.map(([x, y]) => `${n(x)} → ${y}`).join(', ')],
    [t.method.weight, String(weight)],
    [t.method.validity, t.method.months(months)],
  ];
  return (
    <div className="wrap section prose">
      <h1>{t.method.title}</h1>
      <p className="lead">{t.method.lead}</p>
      <p className="notice">{t.method.status}</p>
      <p className="small">
        {t.method.version(data.methodRef, data.factorsRef)} <a href="/draws">{t.draws.title}</a>
      </p>
      <ScoreIntro open />
      <h2>{t.method.scoreTitle}</h2>
      {t.method.scoreText.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <h2>{t.method.levelsTitle}</h2>
      <table className="plain max-w-lg">
        <tbody>
          {data.tiers.map((tier) => (
            <tr key={tier.id}>
              <th scope="row">{t.levels[tier.id]}</th>
              <td className="n">{n(tier.gamma)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t.method.criteriaTitle}</h2>
      <DataTable
        label={t.method.criteriaTitle}
        columns={[
          { name: t.method.criterion },
          ...[t.method.unit, t.method.curve, t.method.weight, t.method.validity].map((name) => ({ name, wide: true })),
        ]}
        className="plain sm:min-w-[720px]"
      >
        {data.criteria.map((c) => (
          <tr key={c.id} id={c.id}>
            <td className="max-sm:px-0">
              <b>{c.label}</b>
              <br />
              <span className="small">{`${t.pillars[c.pillar]}, ${c.exact}. ${c.measures}`}</span>
              {findOwnValue(t.criteria.examples, c.id) && (
                <>
                  <br />
                  <span className="small">
                    <b>{t.evidence.example}.</b> {findOwnValue(t.criteria.examples, c.id)}
                  </span>
                </>
              )}
              {c.guard && (
                <>
                  <br />
                  <span className="small">
                    <b>{t.evidence.guard}.</b> {c.guard}
                  </span>
                </>
              )}
              <dl className="facts small mt-2 sm:hidden">
                {factsOf(c).map(([name, value]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </td>
            {factsOf(c).map(([name, value]) => (
              <td key={name} className={wideCell}>
                {value}
              </td>
            ))}
          </tr>
        ))}
      </DataTable>
      <h2>{t.method.notHeldTitle}</h2>
      <ul>
        {t.method.notHeld.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <h2>{t.method.impactTitle}</h2>
      {t.method.impactText.map((text) => (
        <p key={text}>{text}</p>
      ))}
      <h2>{t.method.parametersTitle}</h2>
      <table className="plain max-w-2xl">
        <tbody>
          {data.parameters.map((p) => (
            <tr key={p.id} id={p.id}>
              <th scope="row">
                <a href={`/factors/${p.id}`}>{p.label}</a>
              </th>
              <td>{n(p.value)}</td>
              <td>
                {n(p.low)} – {n(p.high)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>{t.method.rateTitle}</h2>
      <p>
        {data.rates.length === 0 && `${t.method.rateUnknown} `}
        {t.method.rateUse(data.answersNeeded)}
      </p>
      {data.rates.length > 0 && (
        <ul>
          {data.rates.map(({ name, mid, lo, hi, answers }) => (
            <li key={name}>{`${name}: ${t.method.rate(percent(mid), percent(lo), percent(hi), answers)}`}</li>
          ))}
        </ul>
      )}
      <h2>{t.method.factorsTitle}</h2>
      <p>
        <a href="/factors">{t.method.factorsAll(data.factors)}</a>
      </p>
    </div>
  );
}
