import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { findLatest, quantityName } from '#app/domain/impact/factor-set.ts';
import { useOfFactor } from '#app/domain/reporting/factor-use.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { formatDate, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { factsOf, formatFactorValue } from '#app/town/factor-facts.server.ts';

export const meta = pageMeta;

export const loader = routeHandler('town/factors.$id', (ctx, { params }: LoaderFunctionArgs) => {
  const id = params.id ?? '';
  const { locale, t } = ctx;
  const found = findLatest(ctx.factors, id);
  if (!found) throw new NotFound(`factor ${id}`);
  return {
    title: quantityName(ctx.factors, id, locale),
    facts: factsOf(ctx, id),
    state: found.ref === ctx.factors.active.ref ? (found.factor?.state ?? null) : 'withdrawn',
    history: [...ctx.factors.versions.values()]
      .map((set) => ({ ref: set.ref, date: set.date, value: formatFactorValue(ctx, id, set.ref) }))
      .filter(({ value: text }, i, all) => text !== null && text !== all[i - 1]?.value)
      .map(({ ref, date, value: text }) => t.factors.since(ref, formatDate(date, locale), text!)),
    use: useOfFactor(ctx, id),
  };
});

export default function FactorPage() {
  const { title, facts, state, history, use } = useLoaderData<typeof loader>();
  const t = useMessages();
  const messages = t.factors;
  const locale = useLocale();
  return (
    <div className="wrap section">
      <p className="small">
        <a href="/method">{t.method.title}</a> · <a href="/factors">{t.method.factorsTitle}</a>
      </p>
      <h1 className="mt-2">{title}</h1>
      {state && <p className="notice mt-3">{messages.stateLead(messages.states[state])}</p>}
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
        <h2>{messages.used}</h2>
        <p className="mt-2">
          {use.entries === null ? messages.fewEntries : messages.entries(formatNumber(use.entries, locale))}
        </p>
        {use.offers.length > 0 && (
          <ul className="mt-3 grid gap-1">
            {use.offers.map(({ slug, name }) => (
              <li key={slug}>
                <a href={`/offers/${slug}`}>{name}</a>
              </li>
            ))}
          </ul>
        )}
        {use.moreOffers > 0 && <p className="small mt-2">{messages.more(use.moreOffers)}</p>}
      </section>
      <section className="section">
        <h2>{messages.history}</h2>
        <ul className="mt-2 grid gap-1">
          {history.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
        <p className="small">{messages.never}</p>
      </section>
    </div>
  );
}
