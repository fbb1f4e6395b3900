import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import { listNotices, stopNotice } from '#app/domain/catalogue/notices.server.ts';
import { buyerAudience } from '#app/domain/scoring/audience.ts';
import { searchFor } from '#app/domain/search/query.ts';
import {
  changeSaved,
  getOwnSaved,
  lastingParams,
  listSaved,
  queryOf,
  type SavedSearch,
  saveSearch,
} from '#app/domain/search/saved-searches.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { placeChoices } from '#app/domain/shared/town.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { listSupplierNames } from '#app/domain/suppliers/live-suppliers.server.ts';
import { flashParameters } from '#app/http/flash.ts';
import { formAction } from '#app/http/form-action.server.ts';
import { type FormRedirect, goTo } from '#app/http/form-answer.ts';
import { returnPath, rowId, ticked, wholeNumber } from '#app/http/form-fields.ts';
import { routeHandler } from '#app/http/handler.server.ts';
import { pageMeta, pageTitle } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { catalogueHref } from '#app/market/catalogue-href.ts';
import { canonicalParams } from '#app/market/catalogue-request.server.ts';
import { chipsOf } from '#app/market/filter-chips.tsx';
import { SavedSearches } from '#app/market/saved-searches.tsx';
import { shelfData } from '#app/market/shelf-data.server.ts';

export const meta = pageMeta;

/** A search saved as another audience loses the filters that this one may not use. */
function forAudience<S extends SavedSearch>(ctx: RequestContext, saved: S): S {
  const audience = buyerAudience(ctx.audience);
  if (audience === saved.audience) return saved;
  const search = searchFor(audience, new URLSearchParams(saved.search)).toString();
  return { ...saved, search, audience };
}

/** A search as text: its terms and filters. */
function nameOf(ctx: RequestContext, saved: Parameters<typeof queryOf>[0]): string {
  const query = queryOf(saved, ctx.town);
  if (!query) return saved.search;
  const suppliers = listSupplierNames(ctx, query.suppliers);
  const chips = chipsOf({ query, suppliers, ...shelfData(ctx, query) }, ctx.t, ctx.locale);
  const typed = query.text ? [ctx.t.discovery.chip.words(query.text)] : [];
  return [...typed, ...chips.map(({ name }) => name)].join(', ') || ctx.t.discovery.saved.everything;
}

export const loader = routeHandler('market/searches', (ctx) => {
  const [, removed = null] = flashParameters(ctx, 'search.removed') ?? [];
  const saved = listSaved(ctx);
  return {
    title: pageTitle(ctx.t.discovery.saved.title, { count: saved.length }),
    searches: saved
      .map((saved) => forAudience(ctx, saved))
      .map((saved) => ({
        ...saved,
        name: nameOf(ctx, saved),
        since: localDay(new Date(saved.createdAt), ctx.town),
      })),
    removed,
    notices: listNotices(ctx).map(({ offerId, slug, name, askedAt }) => ({
      ...{ offerId, slug },
      name: translated(name, ctx.locale),
      since: localDay(new Date(askedAt), ctx.town),
    })),
  };
});

export const action = formAction('market/searches', {
  save: { schema: z.object({ search: returnPath }), run: (ctx, { search }) => save(ctx, search) },
  remove: { schema: z.object({ id: rowId, undo: ticked }), run: (ctx, { id, undo }) => remove(ctx, id, undo) },
  unwait: { schema: z.object({ offer: wholeNumber(1, 1e9) }), run: stopWaiting },
  mail: { schema: z.object({ id: rowId, mail: z.enum(['0', '1'], 'choice') }), run: changeMail },
});

/** The button is on the page of the results, so a refusal is said on the list of saved searches. */
async function save(ctx: RequestContext, search: string): Promise<FormRedirect> {
  const params = canonicalParams(new URLSearchParams(search), ctx.audience);
  const saving = {
    search: lastingParams(params.toString()),
    audience: buyerAudience(ctx.audience),
    insee: placeChoices(ctx.town, ctx.place).chosen,
  };
  const saved = await saveSearch(ctx, ctx.services.search, saving);
  return saved.ok ? goTo(catalogueHref(params), ['search.saved']) : goTo('/searches', [`search.${saved.reason}`]);
}

/** The longest name that a flash carries. */
const longestName = 120;

function remove(ctx: RequestContext, id: string, undo: boolean): FormRedirect {
  const name = nameOf(ctx, forAudience(ctx, getOwnSaved(ctx, id))).slice(0, longestName);
  changeSaved(ctx, id, { removed: !undo });
  return goTo('/searches', undo ? null : ['search.removed', name, id]);
}

function changeMail(ctx: RequestContext, { id, mail }: { id: string; mail: '0' | '1' }): FormRedirect {
  changeSaved(ctx, id, { mail: mail === '1' });
  return goTo('/searches');
}

function stopWaiting(ctx: RequestContext, { offer }: { offer: number }): FormRedirect {
  stopNotice(ctx, offer);
  return goTo('/searches');
}

export default function SearchesPage() {
  return <SavedSearches {...useLoaderData<typeof loader>()} />;
}
