import { data, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { thingOf } from '#app/domain/catalogue/things.server.ts';
import { seesComposites, seesPlaces } from '#app/domain/scoring/audience.ts';
import { answerSearch, type SearchAnswer } from '#app/domain/search/answer-search.server.ts';
import { daySpanOf } from '#app/domain/search/asked-days.ts';
import { askedMoment } from '#app/domain/search/asked-moment.ts';
import { findNothingDoors } from '#app/domain/search/nothing-doors.server.ts';
import { listOfferSummaries } from '#app/domain/search/offer-summaries.server.ts';
import type { CatalogueQuery } from '#app/domain/search/query.ts';
import { relaxFilters } from '#app/domain/search/relax-filters.server.ts';
import { facetsFor } from '#app/domain/search/run-search.server.ts';
import { isSaved } from '#app/domain/search/saved-searches.server.ts';
import type { Segment } from '#app/domain/search/search.ts';
import { listSupplierDots } from '#app/domain/search/supplier-summaries.server.ts';
import { unansweredOf } from '#app/domain/search/unanswered.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { listSupplierNames } from '#app/domain/suppliers/live-suppliers.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import type { LinkPreview } from '#app/http/link-preview.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import type { NothingData } from '#app/market/catalogue-data.ts';
import { catalogueHref } from '#app/market/catalogue-href.ts';
import { CatalogueResults } from '#app/market/catalogue-page.tsx';
import { readCatalogueRequest } from '#app/market/catalogue-request.server.ts';
import { InvalidQuery } from '#app/market/invalid-query.tsx';
import { newOffersFeed } from '#app/market/new-offers-feed.ts';
import { shelfData } from '#app/market/shelf-data.server.ts';
import { marketPicture } from '#app/ui/share-picture.ts';

export const meta = pageMeta;

const perPage = { list: 12, map: 8 } as const;

export const loader = routeHandler('market/offers._index', async (ctx, { context }) => {
  const view = ctx.url.searchParams.get('view') === 'map' && seesPlaces(ctx.audience) ? 'map' : 'list';
  const asked = readCatalogueRequest(ctx, perPage[view]);
  const title = ctx.t.catalogue.title;
  if (!asked.ok) return data({ ok: false as const, title, refusal: asked, search: ctx.url.search }, { status: 400 });
  const { query, audience, search } = asked;
  const answer = await answerSearch(ctx, ctx.services.search, query, facetsFor(query, audience));
  const { page } = answer;
  const last = Math.ceil(page.total / query.perPage);
  if (query.page > last && last > 0) {
    const params = new URLSearchParams(search);
    if (last > 1) params.set('page', String(last));
    throw redirect(catalogueHref(params), 302);
  }
  // Filters of the address that exclude what the words find are a matter of these filters.
  const filtered = page.total === 0 && (query.text.trim() === '' || hasFilters(search));
  const marks = new Map<number, Segment[]>(page.highlights.map((segments, i) => [page.ids[i]!, segments]));
  const chips = answer.read?.chips ?? [];
  const moment = askedMoment(query, chips);
  const cards = listOfferSummaries({ ...ctx, audience }, page.ids, query.near, moment);
  const { supplier, ...facets } = page.facets;
  const nothing = await nothingOf(ctx, query, answer, filtered);
  const unanswered = nothing && unansweredOf(answer, ctx.locale);
  if (unanswered) context.unanswered = unanswered;
  return data({
    ok: true as const,
    title: pageTitle(query.text || title, {
      count: page.total,
      state: query.page > 1 ? ctx.t.pages.of(query.page, last) : null,
      of: query.text ? title : null,
    }),
    linkPreview: {
      description: ctx.t.sharing.offers(ctx.t.count.offers(page.total), ctx.town.name),
      picture: marketPicture,
      feed: newOffersFeed(ctx),
    } satisfies LinkPreview,
    composites: seesComposites(audience),
    query,
    search,
    place: ctx.place.name,
    ...shelfData(ctx, query),
    from: { ...query.near, name: ctx.place.name },
    cards: cards.map((card) => ({ ...card, marked: marks.get(card.id) ?? null })),
    total: page.total,
    facets: facets as Record<string, Record<string, number>>,
    suppliers: query.suppliers.length > 0 ? listSupplierNames(ctx, query.suppliers) : [],
    meant: answer.corrected,
    chips,
    asksDay: moment !== null,
    nothing,
    dayPast: query.day !== null && daySpanOf(query.day).to < localDay(ctx.now, ctx.town),
    degraded: page.degraded,
    loosen: filtered ? await relaxFilters(ctx, ctx.services.search, query) : [],
    view: view as 'list' | 'map',
    dots: view === 'map' ? listSupplierDots(ctx, supplier ?? {}) : [],
    signedIn: ctx.user !== null,
    saved: ctx.actor.kind === 'user' && isSaved(ctx, search),
  });
});

/** Whether the address has conditions beside the words. */
function hasFilters(search: string): boolean {
  return [...new URLSearchParams(search).keys()].some(
    (name) => !['q', 'unread', 'lang', 'view', 'sort'].includes(name),
  );
}

async function nothingOf(
  ctx: RequestContext,
  query: CatalogueQuery,
  answer: SearchAnswer,
  filtered: boolean,
): Promise<NothingData | null> {
  if (answer.answered || filtered || query.text.trim() === '') return null;
  const [thing] = answer.things;
  return {
    ...(await findNothingDoors(ctx, ctx.services.search, query, answer)),
    thing: thing ? translated(thingOf(thing).name, ctx.locale) : null,
    shelf: answer.shelf,
    chips: answer.read?.chips ?? [],
  };
}

export default function Catalogue() {
  const page = useLoaderData<typeof loader>();
  return page.ok ? <CatalogueResults page={page} /> : <InvalidQuery refusal={page.refusal} search={page.search} />;
}
