import { useLoaderData } from '@remix-run/react';
import { seesComposites, seesPlaces } from '#app/domain/scoring/audience.ts';
import { pageOfSuppliers } from '#app/domain/search/supplier-summaries.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { integerParam } from '#app/http/integer-param.ts';
import type { LinkPreview } from '#app/http/link-preview.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { SupplierCard } from '#app/market/supplier-card.tsx';
import { Pager } from '#app/ui/pager.tsx';
import { Rings } from '#app/ui/rings.tsx';
import { ScoreIntro } from '#app/ui/score-intro.tsx';
import { marketPicture } from '#app/ui/share-picture.ts';

export const meta = pageMeta;

const perPage = 60;

export const loader = routeHandler('market/suppliers._index', (ctx) => {
  const page = integerParam(ctx.url.searchParams.get('page'), 1, 1_000_000) ?? 1;
  const { total, suppliers } = pageOfSuppliers(ctx, ctx.place, { limit: perPage, offset: (page - 1) * perPage });
  const last = Math.max(1, Math.ceil(total / perPage));
  return {
    title: pageTitle(ctx.t.supplier.title, { count: total, state: page > 1 ? ctx.t.pages.of(page, last) : null }),
    linkPreview: { description: ctx.t.sharing.suppliers(ctx.town.name), picture: marketPicture } satisfies LinkPreview,
    total,
    page,
    last,
    search: ctx.url.search,
    suppliers,
    composites: seesComposites(ctx.audience),
    places: seesPlaces(ctx.audience),
    place: ctx.place,
  };
});

export default function SuppliersPage() {
  const { suppliers, total, page, last, search, composites, places, place } = useLoaderData<typeof loader>();
  const t = useMessages();
  return (
    <div className="wrap section">
      <h1>{t.supplier.title}</h1>
      <p className="lead mt-2 mb-6">
        {places ? (
          <>
            {t.supplier.lead(t.count.suppliers(total), place.name)}{' '}
            <a href="/place?to=/suppliers">{t.audience.switchTo}</a>
          </>
        ) : (
          t.count.suppliers(total)
        )}
      </p>
      {places && (
        <div className="mb-8 max-w-xl">
          <Rings place={place} dots={suppliers} />
        </div>
      )}
      <form action="/compare">
        <h2 className="sr-only">{t.supplier.title}</h2>
        {composites && <ScoreIntro open={false} />}
        <ul className="cards">
          {suppliers.map((supplier) => (
            <SupplierCard key={supplier.slug} supplier={supplier} composites={composites} compare />
          ))}
        </ul>
        <p className="compare-bar">
          <button type="submit" className="button main">
            {t.supplier.compareAdd}
          </button>
        </p>
      </form>
      <Pager page={page} last={last} search={search} />
    </div>
  );
}
