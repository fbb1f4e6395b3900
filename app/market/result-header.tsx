import { useMessages } from '#app/i18n/language.tsx';
import type { CatalogueData } from './catalogue-data.ts';
import { catalogueHref } from './catalogue-href.ts';
import { sortChoices } from './sort-choices.ts';

/** Number of results, sorting, list or map, and saving of the search. */
export function ResultHeader({ page }: { page: CatalogueData }) {
  const t = useMessages();
  const { query, search } = page;
  const { choices, chosen } = sortChoices(page);
  const other = new URLSearchParams(search);
  if (page.view === 'map') other.delete('view');
  else other.set('view', 'map');
  return (
    <div className="result-head">
      <p role="status" className="font-semibold">
        {t.count.offers(page.total)}
      </p>
      <span className="small">
        {page.saved ? (
          <a href="/searches">{t.discovery.saved.kept}</a>
        ) : page.signedIn ? (
          <button type="submit" form="save-search" className="link">
            {t.discovery.saved.save}
          </button>
        ) : (
          <a href={`/sign-in?to=${encodeURIComponent(`/offers?${search}`)}`}>{t.discovery.saved.save}</a>
        )}{' '}
        {!query.publicBuyer && <a href={catalogueHref(other)}>{t.discovery[page.view === 'map' ? 'list' : 'map']}</a>}
      </span>
      <label className="small">
        {t.catalogue.sort}
        <select name="sort" className="input w-auto text-base" defaultValue={chosen}>
          {choices.map(({ sort, value }) => (
            <option key={sort} value={value}>
              {t.catalogue.sorts[sort]}
            </option>
          ))}
        </select>
      </label>
      <noscript>
        <button type="submit" className="link">
          {t.discovery.sortNow}
        </button>
      </noscript>
      <a className="small" href="/ranking">
        {t.catalogue.ranking}
      </a>
    </div>
  );
}

/** Notices about the search: degraded engine, restricted filters, past day, corrected or partly matched terms. */
export function SearchNotices({ page }: { page: CatalogueData }) {
  const { discovery: t, catalogue } = useMessages();
  const { query, meant, total } = page;
  const anyDay = new URLSearchParams(
    [...new URLSearchParams(page.search)].filter(([name]) => name !== 'day' && name !== 'time' && name !== 'by'),
  );
  return (
    <>
      {page.degraded && <p className="notice mb-4">{t.degraded}</p>}
      {query.publicBuyer && <p className="notice mb-4">{t.publicOn}</p>}
      {!page.composites && !query.publicBuyer && <p className="notice mb-4">{catalogue.consumer}</p>}
      {page.dayPast && (
        <p className="notice care mb-4">
          {t.dayPast} <a href={catalogueHref(anyDay)}>{t.dayWithout}</a>
        </p>
      )}
      {!page.dayPast && total > 0 && <WhenNotice page={page} />}
      {total > 0 && meant && <p className="notice mb-4">{t.didYouMean(query.text, meant)}</p>}
    </>
  );
}

/** Says what a search by day keeps: of what is not booked no hour is promised. */
function WhenNotice({ page: { query, chips } }: { page: CatalogueData }) {
  const { when } = useMessages();
  const has = (name: string) => chips.some((chip) => chip.name === name);
  const isBookedOnly = (query.day !== null && query.time !== null) || has('free');
  if (query.day === null && !has('day') && !has('week')) return null;
  return <p className="small mb-4">{isBookedOnly ? when.bookedOnly : has('time') ? when.bookedHours : when.help}</p>;
}
