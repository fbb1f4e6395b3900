import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { factorsDate, factorsRef, findFactor } from '#app/domain/impact/factors.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { useOfFactor } from '#app/domain/statements/factor-use.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { titled } from '#app/http/meta.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatDate, formatNumber } from '#app/i18n/format.ts';

export const meta = titled;

export const loader = answer('factors.$id', (visit, { params }: LoaderFunctionArgs) => {
  const factor = findFactor(params.id ?? '');
  if (!factor) throw new NotFound(`factor ${params.id}`);
  const label = visit.locale === 'fr' ? factor.label_fr : factor.label_en;
  // Base Carbone's half-width is a ratio: the interval is [v / (1 + u), v x (1 + u)].
  const ratio = 1 + factor.uncertainty_pct / 100;
  return {
    title: label,
    factor: { ...factor, label, low: factor.value / ratio, high: factor.value * ratio },
    version: factorsRef,
    since: factorsDate,
    use: useOfFactor(visit, factor.id),
  };
});

export default function FactorPage() {
  const { factor, version, since, use } = useLoaderData<typeof loader>();
  const t = useMessages();
  const f = t.factors;
  const locale = useLocale();
  const n = (value: number) => new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 }).format(value);
  const facts: [string, string][] = [
    [t.method.value, `${n(factor.value)} ${factor.unit}`],
    [f.interval, `${n(factor.low)} – ${n(factor.high)} ${factor.unit} (± ${factor.uncertainty_pct} %)`],
    [t.method.source, `${factor.source}, ${factor.year}`],
    [f.read, t.method.seen[factor.status] ?? factor.status],
    [f.address, factor.address],
    [f.licence, factor.licence],
    [f.boundary, factor.boundary],
    [f.derivation, factor.derivation],
    [f.note, factor.note],
    [f.id, factor.id],
  ];
  return (
    <div className="wrap section">
      <p className="small">
        <a href="/method">{t.method.title}</a>
      </p>
      <h1 className="mt-2">{factor.label}</h1>
      <dl className="panel facts mt-6">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="break-words">{value}</dd>
            </div>
          ))}
      </dl>
      <section className="section">
        <h2>{f.used}</h2>
        <p className="mt-2">{use.entries === null ? f.fewEntries : f.entries(formatNumber(use.entries, locale))}</p>
        {use.offers.length > 0 && (
          <ul className="mt-3 grid gap-1">
            {use.offers.map(({ slug, name }) => (
              <li key={slug}>
                <a href={`/offers/${slug}`}>{name}</a>
              </li>
            ))}
          </ul>
        )}
        {use.moreOffers > 0 && <p className="small mt-2">{f.more(use.moreOffers)}</p>}
      </section>
      <section className="section">
        <h2>{f.history}</h2>
        <p className="mt-2">{f.since(version, formatDate(since, locale))}</p>
        <p className="small">{f.never}</p>
      </section>
    </div>
  );
}
