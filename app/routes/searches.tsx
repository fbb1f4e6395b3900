import { redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { withoutScores } from '#app/domain/search/query.ts';
import {
  changeSaved,
  getOwnSaved,
  lasting,
  listSaved,
  queryOf,
  type SavedSearch,
  saveSearch,
} from '#app/domain/search/saved.server.ts';
import { listSupplierNames } from '#app/domain/search/suppliers.server.ts';
import { today } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { placeChoices } from '#app/domain/shared/town.ts';
import { act, answer } from '#app/http/answer.server.ts';
import { plainParams } from '#app/http/catalogue.server.ts';
import { titled } from '#app/http/meta.ts';
import type { Visit } from '#app/http/visit.server.ts';
import { chipsOf } from '#app/ui/filter-chips.tsx';
import { SavedSearches } from '#app/ui/saved-searches.tsx';

export const meta = titled;

/** A search that was kept for an organisation, as a consumer may ask it: without scores. */
function forAudience<S extends SavedSearch>(visit: Visit, saved: S): S {
  if (visit.audience === saved.audience || visit.audience === 'professional') return saved;
  const search = withoutScores(new URLSearchParams(saved.search)).toString();
  return { ...saved, search, audience: 'consumer' };
}

/** What a search asks, in words. */
function nameOf(visit: Visit, saved: Parameters<typeof queryOf>[0]): string {
  const query = queryOf(saved);
  if (!query) return saved.search;
  const chips = chipsOf({ query, suppliers: listSupplierNames(visit, query.suppliers) }, visit.t, visit.locale);
  const words = query.words ? [visit.t.discovery.chip.words(query.words)] : [];
  return [...words, ...chips.map(({ name }) => name)].join(', ') || visit.t.discovery.saved.everything;
}

export const loader = answer('searches', (visit) => {
  const params = visit.url.searchParams;
  const refused = params.get('refused');
  const removed = params.get('removed');
  return {
    title: visit.t.discovery.saved.title,
    searches: listSaved(visit)
      .map((saved) => forAudience(visit, saved))
      .map((saved) => ({
        ...saved,
        name: nameOf(visit, saved),
        since: today(new Date(saved.createdAt)),
      })),
    removed: removed ? { id: removed, name: nameOf(visit, forAudience(visit, getOwnSaved(visit, removed))) } : null,
    refused: refused === 'full' || refused === 'bad' ? (refused as 'full' | 'bad') : null,
  };
});

export const action = act('searches', {
  save: async (visit, form) => {
    const params = plainParams(new URLSearchParams(String(form.get('search') ?? '')));
    const saving = {
      search: lasting(params.toString()),
      audience: visit.audience,
      insee: placeChoices(visit.place).chosen,
    };
    const saved = await saveSearch(visit, visit.hall.search, saving);
    if (!saved.ok) return redirect(`/searches?refused=${saved.reason}`, 303);
    params.set('saved', '1');
    return redirect(`/offers?${params}`, 303);
  },
  remove: (visit, form) => {
    const id = idIn(form);
    const undo = form.get('undo') === '1';
    changeSaved(visit, id, { removed: !undo });
    return redirect(undo ? '/searches' : `/searches?removed=${id}`, 303);
  },
  mail: (visit, form) => {
    changeSaved(visit, idIn(form), { mail: form.get('mail') === '1' });
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
