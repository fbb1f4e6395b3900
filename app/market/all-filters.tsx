import { parameters } from '#app/domain/search/query.ts';
import { evidenceLevels } from '#app/domain/shared/evidence-level.ts';
import { supplierTypes } from '#app/domain/suppliers/legal-forms.ts';
import { formatDecimal, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import { AttributeFields } from './attribute-fields.tsx';
import { Checks, Distances, type FilterData, HiddenFields, ScoreSliders, WhatChecks } from './filter-fields.tsx';
import { SearchBox } from './search-box.tsx';
import { AllWhenFields, whenFields } from './when-fields.tsx';

const elsewhere = ['thing', 'near', 'sort', 'page', 'per_page', 'audience'];
const shown = [...parameters.filter((name) => !elsewhere.includes(name)), 'lang', ...whenFields];

type Page = FilterData & { total: number; suppliers: { slug: string; name: string }[] };

/** Every filter of the market on one page: for phones, and for the rarer filters. */
export function AllFilters({ page }: { page: Page }) {
  const t = useMessages();
  const { query, search, facets } = page;
  return (
    <form method="get" action="/offers" className="wrap section" data-plain>
      <h1>{t.discovery.filtersTitle}</h1>
      <p className="lead mt-2 mb-6">{t.discovery.filtersLead}</p>
      <HiddenFields search={search} shown={shown} />
      <div className="mb-6">
        <SearchBox text={query.text} />
      </div>
      <div className="filters filter-sheet">
        <section className="panel">
          <h2>{t.discovery.whereTitle}</h2>
          {!query.publicBuyer && <Distances {...page} from="/filters" />}
        </section>
        <section className="panel">
          <h2>{t.when.title}</h2>
          <AllWhenFields query={query} today={page.today} />
        </section>
        <section className="panel">
          <h2>{t.discovery.proofTitle}</h2>
          {page.composites && <ScoreSliders {...page} />}
          <Evidence page={page} />
          <Checks
            legend={t.discovery.label}
            name="label"
            all={[...new Set([...Object.keys(t.labels), ...Object.keys(facets.label ?? {}), ...query.labels])]}
            names={{ ...t.food.classes, ...t.labels } as Record<string, string>}
            counts={facets.label}
            chosen={query.labels}
          />
        </section>
        <section className="panel">
          <h2>{t.discovery.whatTitle}</h2>
          <WhatChecks {...page} />
          <AttributeFields shelf={page.shelf} query={query} />
        </section>
        <section className="panel">
          <h2>{t.discovery.whoTitle}</h2>
          <Checks
            legend={t.discovery.supplierType}
            name="supplier_type"
            all={supplierTypes}
            names={t.discovery.supplierTypes}
            counts={facets.supplierType}
            chosen={query.supplierTypes}
          />
          <Checks
            legend={t.catalogue.supplier}
            name="supplier"
            all={page.suppliers.map(({ slug }) => slug)}
            names={Object.fromEntries(page.suppliers.map(({ slug, name }) => [slug, name]))}
            counts={undefined}
            chosen={query.suppliers}
          />
        </section>
        <section className="panel">
          <h2>{t.discovery.priceTitle}</h2>
          <PriceAndStock page={page} />
        </section>
      </div>
      <p className="filter-bar">
        <button className="button main" type="submit" data-shows={t.discovery.showUnknown}>
          {t.discovery.show(t.count.offers(page.total))}
        </button>
        <a className="button quiet" href={query.text ? `/offers?q=${encodeURIComponent(query.text)}` : '/offers'}>
          {t.catalogue.clear}
        </a>
      </p>
    </form>
  );
}

function Evidence({ page: { query, facets } }: { page: Page }) {
  const t = useMessages();
  const reaching = (level: string) =>
    evidenceLevels
      .slice(evidenceLevels.indexOf(level as 'L1'))
      .reduce((sum, own) => sum + (facets.evidence?.[own] ?? 0), 0);
  return (
    <label className="field">
      <span className="font-semibold">{t.catalogue.evidence}</span>
      <select className="input" name="evidence" defaultValue={query.evidence ?? ''}>
        <option value="">{t.catalogue.anyEvidence}</option>
        {evidenceLevels.slice(1).map((level) => (
          <option key={level} value={level}>
            {t.discovery.evidenceAtLeast(t.levels[level], t.count.offers(reaching(level)))}
          </option>
        ))}
      </select>
    </label>
  );
}

function PriceAndStock({ page }: { page: Page }) {
  const { query, facets } = page;
  const t = useMessages();
  const locale = useLocale();
  return (
    <div className="grid gap-3">
      <label className="field">
        <span className="font-semibold">{t.catalogue.priceMax(query.priceField === 'priceCents' ? t.ht : t.ttc)}</span>
        <input
          className="input"
          type="text"
          inputMode="decimal"
          name="price_max_eur"
          autoComplete="off"
          defaultValue={
            query.priceMaxCents === null ? undefined : formatDecimal((query.priceMaxCents / 100).toFixed(2), locale)
          }
        />
      </label>
      <label className="check" data-count={formatNumber(facets.inStock?.true ?? 0, locale)}>
        <input type="checkbox" name="in_stock" value="1" defaultChecked={query.inStock} />
        {t.catalogue.inStock}
      </label>
    </div>
  );
}
