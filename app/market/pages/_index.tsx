import { useLoaderData } from '@remix-run/react';
import { Fragment } from 'react';
import { findLiveThings } from '#app/domain/catalogue/listed-offers.server.ts';
import { categories } from '#app/domain/catalogue/offer.ts';
import { thingOf } from '#app/domain/catalogue/things.server.ts';
import { townFigures } from '#app/domain/reporting/town-figures.server.ts';
import { seesComposites, seesPlaces } from '#app/domain/scoring/audience.ts';
import { findStoryOfDay, listShowcaseGoods } from '#app/domain/search/showcase.server.ts';
import { pageOfSuppliers } from '#app/domain/search/supplier-summaries.server.ts';
import { quarterHourMeters } from '#app/domain/shared/geo.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import type { LinkPreview } from '#app/http/link-preview.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { formatEuros, formatMonths } from '#app/i18n/format.ts';
import { formatMoneyInterval } from '#app/i18n/format-interval.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { marketData } from '#app/market/linked-data.ts';
import { needThings } from '#app/market/need-things.ts';
import { newOffersFeed } from '#app/market/new-offers-feed.ts';
import { SearchBox } from '#app/market/search-box.tsx';
import { SupplierCard } from '#app/market/supplier-card.tsx';
import { Arches } from '#app/ui/arches.tsx';
import { OfferCard } from '#app/ui/offer-card.tsx';
import { ScoreIntro } from '#app/ui/score-intro.tsx';
import { marketPicture } from '#app/ui/share-picture.ts';
import { ThingPicture } from '#app/ui/thing-picture.tsx';
import { TownTotalsPanel } from '#app/ui/town-totals.tsx';

export const meta = pageMeta;

export const loader = routeHandler('market/_index', (ctx) => {
  const figures = townFigures(ctx);
  const { total, suppliers } = pageOfSuppliers(ctx, ctx.place, { limit: 4, offset: 0 });
  return {
    title: ctx.t.home.title,
    linkPreview: {
      description: ctx.t.sharing.market(ctx.town.name),
      picture: marketPicture,
      feed: newOffersFeed(ctx),
      linkedData: [marketData(ctx)],
    } satisfies LinkPreview,
    town: ctx.town.name,
    composites: seesComposites(ctx.audience),
    places: seesPlaces(ctx.audience),
    supplierCount: total,
    nearest: suppliers,
    goods: listShowcaseGoods(ctx, ctx.place, 6),
    // A story names places, of which a public buyer is shown none.
    story: seesPlaces(ctx.audience) ? findStoryOfDay(ctx, ctx.place) : null,
    needs: needsOf(ctx),
    totals: figures.town,
    month: figures.months.at(-1) ?? null,
  };
});

/** The needs, each with the things that are sold for it. */
function needsOf({ db, locale, t }: RequestContext) {
  const sold = findLiveThings({ db }, needThings.flat());
  return t.home.needs.map(([name, query], i) => ({
    name,
    query,
    things: (needThings[i] ?? [])
      .filter((id) => sold.has(id))
      .slice(0, 3)
      .map((id) => ({ id, name: translated(thingOf(id).name, locale) })),
  }));
}

export default function Home() {
  const { town, composites, places, supplierCount, nearest, goods, story, needs, totals, month } =
    useLoaderData<typeof loader>();
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
        <ul className="needs mt-4">
          {needs.map((need) => (
            <li key={need.query} className="need">
              <ThingPicture thing={need.things[0]?.id ?? null} name={need.name} supplier={need.query} size="line" />
              <div>
                <h3>
                  <a href={`/offers?${need.query}`}>{need.name}</a>
                </h3>
                <p className="small">
                  {need.things.map(({ id, name }, i) => (
                    <Fragment key={id}>
                      {i > 0 && ' · '}
                      <a href={`/offers?thing=${id}`}>{name}</a>
                    </Fragment>
                  ))}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </div>
      {goods.length > 0 && (
        <section className="wrap section">
          <h2>{places ? t.home.goods : t.home.someGoods}</h2>
          <ul className="cards three mt-4">
            {goods.map((good) => (
              <OfferCard key={good.id} card={good} show="offer" near={places} />
            ))}
          </ul>
        </section>
      )}
      {story && (
        <section className="wrap section">
          <div className="story panel">
            <ThingPicture thing={story.thing} name={story.name} supplier={story.slug} size="page" />
            <div>
              <h2>
                <a href={`/suppliers/${story.slug}`}>{story.name}</a>
              </h2>
              <p className="small" lang={story.headlineLang}>
                {story.headline}
              </p>
              <p className="lead mt-3" lang={story.storyLang}>
                {story.story}
              </p>
            </div>
          </div>
        </section>
      )}
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
        {composites && <ScoreIntro open />}
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
        {month && (
          <p className="lead mb-2">
            {t.home.month(
              formatMonths(month.key, locale),
              t.count.orders(month.orders),
              formatEuros(month.spentCents, locale),
              places && month.retainedCents ? formatMoneyInterval(month.retainedCents, t, locale) : null,
            )}
          </p>
        )}
        <p className="small mb-4">{t.home.doneLead(t.count.orders(totals.orders))}</p>
        <TownTotalsPanel totals={totals} locale={locale} />
        <p className="mt-4">
          <a href="/ledger">{t.home.openLedger}</a>
        </p>
      </section>
    </>
  );
}
