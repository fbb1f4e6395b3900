import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { withoutScores } from '#app/domain/search/query.ts';
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
import { NotFound } from '#app/domain/shared/errors.ts';
import { placeChoices } from '#app/domain/shared/town.ts';
import { listSupplierNames } from '#app/domain/suppliers/live-suppliers.server.ts';
import { intentAction, routeHandler } from '#app/http/handler.server.ts';
import { pageMeta } from '#app/http/page-meta.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { canonicalParams } from '#app/market/catalogue-request.server.ts';
import { chipsOf } from '#app/market/filter-chips.tsx';
import { SavedSearches } from '#app/market/saved-searches.tsx';

export const meta = pageMeta;

/** A consumer may not filter by score, so a search saved as a professional loses its score filters. */
function forAudience<S extends SavedSearch>(ctx: RequestContext, saved: S): S {
  if (ctx.audience === saved.audience || ctx.audience === 'professional') return saved;
  const search = withoutScores(new URLSearchParams(saved.search)).toString();
  return { ...saved, search, audience: 'consumer' };
}

/** A search as text: its terms and filters. */
function nameOf(ctx: RequestContext, saved: Parameters<typeof queryOf>[0]): string {
  const query = queryOf(saved);
  if (!query) return saved.search;
  const chips = chipsOf({ query, suppliers: listSupplierNames(ctx, query.suppliers) }, ctx.t, ctx.locale);
  const typed = query.text ? [ctx.t.discovery.chip.words(query.text)] : [];
  return [...typed, ...chips.map(({ name }) => name)].join(', ') || ctx.t.discovery.saved.everything;
}

export const loader = routeHandler('market/searches', (ctx) => {
  const params = ctx.url.searchParams;
  const refused = params.get('refused');
  const removed = params.get('removed');
  return {
    title: ctx.t.discovery.saved.title,
    searches: listSaved(ctx)
      .map((saved) => forAudience(ctx, saved))
      .map((saved) => ({
        ...saved,
        name: nameOf(ctx, saved),
        since: localDay(new Date(saved.createdAt)),
      })),
    removed: removed ? { id: removed, name: nameOf(ctx, forAudience(ctx, getOwnSaved(ctx, removed))) } : null,
    refused: refused === 'full' || refused === 'bad' ? (refused as 'full' | 'bad') : null,
  };
});

export const action = intentAction('market/searches', {
  save: async (ctx, form) => {
    const params = canonicalParams(new URLSearchParams(String(form.get('search') ?? '')));
    const saving = {
      search: lastingParams(params.toString()),
      audience: ctx.audience,
      insee: placeChoices(ctx.place).chosen,
    };
    const saved = await saveSearch(ctx, ctx.services.search, saving);
    if (!saved.ok) return redirect(`/searches?refused=${saved.reason}`, 303);
    params.set('saved', '1');
    return redirect(`/offers?${params}`, 303);
  },
  remove: (ctx, form) => {
    const id = idIn(form);
    const undo = form.get('undo') === '1';
    changeSaved(ctx, id, { removed: !undo });
    return redirect(undo ? '/searches' : `/searches?removed=${id}`, 303);
  },
  mail: (ctx, form) => {
    changeSaved(ctx, idIn(form), { mail: form.get('mail') === '1' });
    return redirect('/searches', 303);
  },
});

function idIn(form: FormData): string {
  const id = form.get('id');
  if (typeof id !== 'string') throw new NotFound('no saved search named');
  return id;
}

export default function Searches() {
  return <SavedSearches {...useLoaderData<typeof loader>()} />;
}
