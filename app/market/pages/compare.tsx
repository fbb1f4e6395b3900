import { data, type LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import type { CSSProperties } from 'react';
import { seesComposites, seesPlaces } from '#app/domain/scoring/audience.ts';
import { getScoreReport } from '#app/domain/scoring/score-report.server.ts';
import { findScore, withRank } from '#app/domain/scoring/scores.server.ts';
import { nearestSuppliers } from '#app/domain/search/supplier-summaries.server.ts';
import { distanceMeters } from '#app/domain/shared/geo.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { getSupplier } from '#app/domain/suppliers/suppliers.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { criterionName } from '#app/i18n/criterion-texts.ts';
import { formatDistance, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { ScoreLegend } from '#app/ui/score-bars.tsx';
import { ScoreSentence } from '#app/ui/score-sentence.tsx';

export const meta = pageMeta;

const maxCompared = 4;

export const loader = routeHandler('market/compare', (ctx, { request }: LoaderFunctionArgs) => {
  const slugs = [...new Set(new URL(request.url).searchParams.getAll('s'))].filter(Boolean);
  const chosen = slugs.slice(0, maxCompared).map((slug) => {
    const supplier = getSupplier(ctx, slug);
    return {
      slug,
      name: supplier.name,
      distance: seesPlaces(ctx.audience) ? distanceMeters(supplier, ctx.place) : null,
      score: seesComposites(ctx.audience) ? withRank(ctx, findScore(ctx, supplier.id)) : null,
      criteria: getScoreReport(ctx, supplier).criteria.map(({ id, label, unit, fact, exemption, status }) => ({
        id,
        label,
        unit,
        fact,
        exemption,
        status,
      })),
    };
  });
  const others = nearestSuppliers(ctx, ctx.place).map(({ slug, name }) => ({ slug, name }));
  return data({
    title: pageTitle(ctx.t.supplier.compareTitle, { count: chosen.length }),
    chosen,
    others,
    composites: seesComposites(ctx.audience),
  });
});

export default function Compare() {
  const { chosen, others, composites } = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  const slots = [1, 2, 3, 4].map((n) => ({ n, slug: chosen[n - 1]?.slug ?? '' }));
  return (
    <div className="wrap section">
      <h1>{t.supplier.compareTitle}</h1>
      <p className="lead mt-2 mb-5">{t.supplier.compareLead}</p>
      <form action="/compare" className="mb-8 grid gap-3 sm:grid-cols-2 lg:grid-cols-5">
        {slots.map(({ n, slug }) => (
          <label key={n} className="field">
            <span className="small">
              {t.catalogue.supplier} {n}
            </span>
            <select className="input" name="s" defaultValue={slug}>
              <option value="">—</option>
              {others.map((other) => (
                <option key={other.slug} value={other.slug}>
                  {other.name}
                </option>
              ))}
            </select>
          </label>
        ))}
        <button type="submit" className="button main self-end">
          {t.supplier.compare}
        </button>
      </form>
      {chosen.length < 2 && <p className="notice mb-6">{t.supplier.compareNone}</p>}
      {chosen.length > 0 && (
        <div className="scrolls" role="region" aria-label={t.supplier.compareTitle} tabIndex={0}>
          <table className="plain compare" style={{ '--n': chosen.length } as CSSProperties}>
            <thead>
              <tr>
                <th scope="col">{t.supplier.criterion}</th>
                {chosen.map((supplier) => (
                  <th scope="col" key={supplier.slug}>
                    <a href={`/suppliers/${supplier.slug}`}>{supplier.name}</a>
                    {supplier.distance !== null && <p className="small">{formatDistance(supplier.distance, locale)}</p>}
                    {supplier.score && (
                      <div className="supplier-sentence">
                        <ScoreSentence score={supplier.score} evidence={null} labels={[]} size="card" />
                      </div>
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {chosen[0]!.criteria.map((criterion, row) => (
                <tr key={criterion.id}>
                  <th scope="row" className="!font-normal">
                    {criterionName(criterion, t, locale)}
                  </th>
                  {chosen.map((supplier) => {
                    const { fact, exemption, unit, status } = supplier.criteria[row]!;
                    return (
                      <td key={supplier.slug}>
                        {exemption ? (
                          <span className="small">
                            {t.score.notApplicable(findOwnValue(t.score.reasons, exemption) ?? exemption)}
                          </span>
                        ) : fact && status !== 'expired' ? (
                          <>
                            {formatNumber(fact.value, locale, 1)} {findOwnValue(t.score.units, unit) ?? unit}
                            <br />
                            <span className="small">{t.levels[fact.level]}</span>
                          </>
                        ) : (
                          <span className="small">{t.score.missing}</span>
                        )}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {composites && (
        <div className="mt-4">
          <ScoreLegend />
        </div>
      )}
    </div>
  );
}
