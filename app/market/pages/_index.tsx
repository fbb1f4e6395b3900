import { useLoaderData } from '@remix-run/react';
import { categories } from '#app/domain/catalogue/offer.ts';
import { townTotals } from '#app/domain/reporting/town-figures.server.ts';
import { seesComposites, seesPlaces } from '#app/domain/scoring/audience.ts';
import { pageOfSuppliers } from '#app/domain/search/supplier-summaries.server.ts';
import { quarterHourMeters } from '#app/domain/shared/geo.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { SearchBox } from '#app/market/search-box.tsx';
import { SupplierCard } from '#app/market/supplier-card.tsx';
import { Arches } from '#app/ui/arches.tsx';
import { TownTotalsPanel } from '#app/ui/town-totals.tsx';

export const meta = pageMeta;

export const loader = routeHandler('market/_index', (ctx) => {
  const { total, suppliers } = pageOfSuppliers(ctx, ctx.place, { limit: 4, offset: 0 });
  return {
    title: ctx.t.home.title,
    town: ctx.town.name,
    composites: seesComposites(ctx.audience),
    places: seesPlaces(ctx.audience),
    supplierCount: total,
    nearest: suppliers,
    totals: townTotals(ctx),
  };
});

export default function Home() {
  const { town, composites, places, supplierCount, nearest, totals } = useLoaderData<typeof loader>();
  const t = useMessages();
  const locale = useLocale();
  const suppliers = t.count.suppliers(supplierCount);
  const ways = [
    ...(places ? [[t.home.near, `within_km=${quarterHourMeters.bicycle / 1000}`]] : []),
    [t.home.reuse, 'kind=reused'],
    ...(composites ? [[t.home.env60, 'env_min=60']] : []),
    [t.home.inStock, 'in_stock=1'],
  ] as [string, string][];
  return (
    <>
      <div className="hero">
        <Arches className="arches" />
        <div className="wrap">
          <h1>{places ? t.home.heading : t.home.headingPublic}</h1>
          <p className="lead my-5">
            {places
              ? composites
                ? t.home.intro(suppliers, town)
                : t.home.introConsumer(suppliers, town)
              : t.home.introPublic(suppliers)}
          </p>
          <form action="/offers" role="search">
            <SearchBox placeholder={t.home.placeholder} />
          </form>
          <ul className="mt-4 flex flex-wrap gap-2" aria-label={t.home.ways}>
            {ways.map(([name, query]) => (
              <li key={query}>
                <a className="pill" href={`/offers?${query}`}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <div className="wrap section">
        <h2>{t.home.byNeed}</h2>
        <ul className="mt-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
          {t.home.needs.map(([name, query]) => (
            <li key={query}>
              <a className="need font-semibold text-ink no-underline" href={`/offers?${query}`}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <div className="wrap section">
        <h2>{t.home.byCategory}</h2>
        <ul className="mt-4 flex flex-wrap gap-2">
          {categories.map((category) => (
            <li key={category}>
              <a className="pill" href={`/offers?category=${category}`}>
                {t.categories[category]}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <section className="wrap section">
        <h2>{places ? t.home.nearest : t.home.someSuppliers}</h2>
        <ul className="cards mt-4">
          {nearest.map((supplier) => (
            <SupplierCard key={supplier.slug} supplier={supplier} composites={composites} />
          ))}
        </ul>
        <p className="mt-4">
          <a href="/suppliers">{t.home.allSuppliers}</a>
        </p>
      </section>
      <section className="wrap section">
        <h2>{t.home.done}</h2>
        <p className="lead mb-4">{t.home.doneLead(t.count.orders(totals.orders))}</p>
        <TownTotalsPanel totals={totals} locale={locale} />
        <p className="mt-4">
          <a href="/ledger">{t.home.openLedger}</a>
        </p>
      </section>
    </>
  );
}
