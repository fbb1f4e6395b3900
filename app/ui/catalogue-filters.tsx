import { categories, kinds } from '#app/domain/catalogue/offer.ts';
import type { CatalogueQuery } from '#app/domain/search/query.ts';
import { useLocale, useMessages } from '#app/i18n/context.tsx';
import { formatNumber } from '#app/i18n/format.ts';

type FilterPage = {
  composites: boolean;
  query: CatalogueQuery;
  place: string;
  search: string;
  facets: Record<'category' | 'kind' | 'evidence' | 'inStock', Record<string, number>>;
  supplier: { slug: string; name: string }[];
};

const kilometres = [1.25, 3.75, 7.5, 15, 25];
const evidenceChoices = ['L1', 'L2', 'L2P', 'L3', 'L4'] as const;

/** Every filter with the count that choosing it would give. All of it is one GET form. */
export function CatalogueFilters({ page }: { page: FilterPage }) {
  const t = useMessages();
  const locale = useLocale();
  const { query, facets } = page;
  const count = (n: number | undefined) => <small>{formatNumber(n ?? 0, locale)}</small>;
  const shown = <T extends string>(all: readonly T[], counts: Partial<Record<T, number>>, chosen: readonly string[]) =>
    all.filter((id) => counts[id] || chosen.includes(id));
  return (
    <>
      <fieldset hidden={shown(categories, facets.category, query.categories).length === 0}>
        <legend>{t.catalogue.category}</legend>
        {shown(categories, facets.category, query.categories).map((id) => (
          <label key={id} className="check">
            <input type="checkbox" name="category" value={id} defaultChecked={query.categories.includes(id)} />
            {t.categories[id]} {count(facets.category[id])}
          </label>
        ))}
      </fieldset>
      <fieldset hidden={shown(kinds, facets.kind, query.kinds).length === 0}>
        <legend>{t.catalogue.kind}</legend>
        {shown(kinds, facets.kind, query.kinds).map((id) => (
          <label key={id} className="check">
            <input type="checkbox" name="kind" value={id} defaultChecked={query.kinds.includes(id)} />
            {t.kinds[id]} {count(facets.kind[id])}
          </label>
        ))}
      </fieldset>
      {page.supplier.length > 0 && (
        <fieldset>
          <legend>{t.catalogue.supplier}</legend>
          {page.supplier.map(({ slug, name }) => (
            <label key={slug} className="check">
              <input type="checkbox" name="supplier" value={slug} defaultChecked /> {name}
            </label>
          ))}
        </fieldset>
      )}
      {page.composites && (
        <fieldset>
          <legend>{t.catalogue.minimum}</legend>
          {(['score', 'eco', 'soc', 'env'] as const).map((name) => (
            <label key={name} className="check">
              {name === 'score' ? t.catalogue.overall : t.pillars[name]}
              <input
                className="input ml-auto !w-20"
                type="number"
                name={`${name}_min`}
                min="0"
                max="100"
                step="1"
                defaultValue={query.minimum[name]}
              />
            </label>
          ))}
        </fieldset>
      )}
      <div className="group grid gap-3">
        <label className="field">
          <span className="font-semibold">
            {t.catalogue.within}, {t.from(page.place)}{' '}
            <a className="small" href={`/place?to=${encodeURIComponent(`/offers?${page.search}`)}`}>
              {t.audience.switchTo}
            </a>
          </span>
          <select
            className="input"
            name="within_km"
            defaultValue={query.withinMeters === null ? '' : String(query.withinMeters / 1000)}
          >
            <option value="">{t.catalogue.withinAny}</option>
            {withOwn(kilometres, query.withinMeters).map((km) => (
              <option key={km} value={km}>
                {t.catalogue.withinKm(formatNumber(km, locale, 2))}
              </option>
            ))}
          </select>
        </label>
        <label className="field font-semibold">
          {t.catalogue.evidence}
          <select className="input font-normal" name="evidence" defaultValue={query.evidence ?? ''}>
            <option value="">{t.catalogue.anyEvidence}</option>
            {evidenceChoices.map((level) => (
              <option key={level} value={level}>
                {t.levels[level]} ({facets.evidence[level] ?? 0})
              </option>
            ))}
          </select>
        </label>
        <label className="field font-semibold">
          {t.catalogue.priceMax}
          <input
            className="input font-normal"
            type="number"
            inputMode="decimal"
            name="price_max_eur"
            min="0"
            step="0.01"
            defaultValue={query.priceMaxCents === null ? undefined : query.priceMaxCents / 100}
          />
        </label>
        <label className="check">
          <input type="checkbox" name="in_stock" value="1" defaultChecked={query.inStock} />
          {t.catalogue.inStock} {count(facets.inStock.true)}
        </label>
        <div className="flex gap-2">
          <button className="button main !px-4" type="submit">
            {t.catalogue.apply}
          </button>
          <a className="button quiet !px-4" href="/offers">
            {t.catalogue.clear}
          </a>
        </div>
      </div>
    </>
  );
}

/** A distance that came by URL stays in the list, so that the form shows the truth. */
function withOwn(choices: number[], withinMeters: number | null): number[] {
  const own = withinMeters === null ? null : withinMeters / 1000;
  return own === null || choices.includes(own) ? choices : [...choices, own].sort((a, b) => a - b);
}
