// Filter controls of the market, each part of one GET form: checkboxes with counts, score sliders over the
// distribution of offers, distances by quarter of an hour.

import { categories, offerKinds } from '#app/domain/catalogue/offer.ts';
import type { CatalogueQuery } from '#app/domain/search/query.ts';
import { pillarNames } from '#app/domain/search/search.ts';
import type { AttributeFacet } from '#app/domain/search/shelf-attributes.server.ts';
import { quarterHourMeters } from '#app/domain/shared/geo.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { Messages } from '#app/i18n/messages.ts';

export type Counts = Record<string, number>;
export type FilterData = {
  composites: boolean;
  query: CatalogueQuery;
  place: string;
  search: string;
  facets: Record<string, Counts>;
  /** YYYY-MM-DD in the town. */
  today: string;
  /** Attributes of the one chosen category. */
  shelf: readonly AttributeFacet[];
};

/** Checkboxes for values that are chosen or would find something, each with its count. */
export function Checks<T extends string>({
  legend,
  name,
  all,
  names,
  counts,
  chosen,
}: {
  legend: string;
  name: string;
  all: readonly T[];
  names: Record<T, string>;
  counts: Counts | undefined;
  chosen: readonly string[];
}) {
  const locale = useLocale();
  const countOf = (id: T) => findOwnValue(counts, id) ?? 0;
  const shown = all.filter((id) => countOf(id) > 0 || chosen.includes(id));
  if (shown.length === 0) return null;
  return (
    <fieldset>
      <legend>{legend}</legend>
      {shown.map((id) => (
        <label key={id} className="check" data-count={formatNumber(countOf(id), locale)}>
          <input type="checkbox" name={name} value={id} defaultChecked={chosen.includes(id)} />
          {findOwnValue(names, id) ?? id}
        </label>
      ))}
    </fieldset>
  );
}

/** Category and kind of offer. */
export function WhatChecks({ query, facets }: FilterData) {
  const t = useMessages();
  return (
    <>
      <Checks
        legend={t.catalogue.category}
        name="category"
        all={categories}
        names={t.categories}
        counts={facets.category}
        chosen={query.categories}
      />
      <Checks
        legend={t.catalogue.kind}
        name="kind"
        all={offerKinds}
        names={t.kinds}
        counts={facets.kind}
        chosen={query.kinds}
      />
    </>
  );
}

/** One slider per pillar that can be filtered, over the number of offers in each ten points. */
export function ScoreSliders({ query, facets }: FilterData) {
  const t = useMessages();
  const counted = query.declared ? 'declared' : 'proven';
  const shown = pillarNames.filter((pillar) => facets[`${counted}.${pillar}`]);
  return (
    <fieldset className="sliders">
      <legend>{t.discovery.scores}</legend>
      {shown.map((pillar) => {
        const name = pillar === 'score' ? t.catalogue.overall : t.pillars[pillar];
        const value = query.minimum[pillar] ?? 0;
        return (
          <label key={pillar} className={pillar}>
            <span data-none={name} data-some={t.discovery.scoreAtLeast(name, '#')}>
              {value > 0 ? t.discovery.scoreAtLeast(name, String(value)) : name}
            </span>
            <Spread id={`spread-${pillar}`} counts={facets[`${counted}.${pillar}`] ?? {}} />
            <input
              type="range"
              name={`${pillar}_min`}
              min="0"
              max="100"
              step="5"
              defaultValue={value}
              aria-describedby={`spread-${pillar}`}
            />
          </label>
        );
      })}
      <label className="check">
        <input type="checkbox" name="declared" value="1" defaultChecked={query.declared} />
        {t.discovery.declared}
      </label>
    </fieldset>
  );
}

/** The number of offers in each ten points; as text for screen readers. */
function Spread({ id, counts }: { id: string; counts: Counts }) {
  const t = useMessages();
  const tenths = Array.from({ length: 10 }, (_, i) => counts[i] ?? 0);
  const maxCount = Math.max(1, ...tenths);
  const bars = tenths
    .map((n, i) => (n === 0 ? '' : `M${i * 10 + 0.5} 20v-${(2 + (18 * n) / maxCount).toFixed(1)}h9V20z`))
    .join('');
  const ranges = tenths.map((n, i) => t.discovery.tenth(i * 10, i === 9 ? 100 : i * 10 + 9, n));
  return (
    <>
      <svg viewBox="0 0 100 20" preserveAspectRatio="none" aria-hidden="true">
        <path d={bars || 'M0 0'} />
      </svg>
      <span id={id} hidden>
        {t.discovery.distribution(ranges.join(', '))}
      </span>
    </>
  );
}

const { foot, bicycle } = quarterHourMeters;
/** The distances offered, as quarters of an hour on foot or by bicycle. */
const steps = [
  { meters: foot, way: 'walk', minutes: '15' },
  { meters: bicycle, way: 'ride', minutes: '15' },
  { meters: 2 * bicycle, way: 'ride', minutes: '30' },
  { meters: 3 * bicycle, way: 'ride', minutes: '45' },
  { meters: 4 * bicycle, way: 'ride', minutes: '60' },
  { meters: 25_000, way: null, minutes: '' },
] as const;

/** "15 min à vélo (3,75 km)", or the kilometres alone. */
export function distanceLabel(meters: number, t: Messages, locale: Locale): string {
  const step = steps.find((one) => one.meters === meters);
  const time = step?.way ? t.discovery.distances[step.way](step.minutes) : null;
  return t.discovery.within(time, formatNumber(meters / 1000, locale, 2));
}

/**
 * Quarters of an hour with their kilometres; another distance from the address is added, so that the form shows it.
 */
export function Distances({ query, place, search, from }: FilterData & { from: string }) {
  const t = useMessages();
  const locale = useLocale();
  const own = query.withinMeters;
  const known = steps.some(({ meters }) => meters === own);
  const all = own === null || known ? steps : [...steps, { meters: own, way: null, minutes: '' }];
  return (
    <label className="field">
      <span className="font-semibold">
        {t.catalogue.within}, {t.from(place)}{' '}
        <a className="small" href={`/place?to=${encodeURIComponent(`${from}?${search}`)}`}>
          {t.audience.switchTo}
        </a>
      </span>
      <select className="input" name="within_km" defaultValue={own === null ? '' : String(own / 1000)}>
        <option value="">{t.catalogue.withinAny}</option>
        {all
          .toSorted((a, b) => a.meters - b.meters)
          .map(({ meters }) => (
            <option key={meters} value={meters / 1000}>
              {distanceLabel(meters, t, locale)}
            </option>
          ))}
      </select>
    </label>
  );
}

/** Keeps the search parameters that the form has no field for. */
export function HiddenFields({ search, shown }: { search: string; shown: readonly string[] }) {
  return [...new URLSearchParams(search)]
    .filter(([name]) => !shown.includes(name))
    .map(([name, value]) => <input key={`${name} ${value}`} type="hidden" name={name} value={value} />);
}
