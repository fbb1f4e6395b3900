import { useMessages } from '#app/i18n/language.tsx';
import { AttributeFields } from './attribute-fields.tsx';
import { Distances, type FilterData, HiddenFields, ScoreSliders, WhatChecks } from './filter-fields.tsx';
import { WhenFields, whenFields } from './when-fields.tsx';

const shown = [
  'q',
  'lang',
  'category',
  'attribute',
  'kind',
  'score_min',
  'eco_min',
  'soc_min',
  'env_min',
  'declared',
  'within_km',
  'sort',
  ...whenFields,
];

/** The most used filters, beside the results, with a link to all of them. */
export function CatalogueFilters({ page }: { page: FilterData }) {
  const t = useMessages();
  const { query, search } = page;
  return (
    <>
      <HiddenFields search={search} shown={shown} />
      <WhatChecks {...page} />
      <WhenFields query={query} today={page.today} />
      <AttributeFields shelf={page.shelf} query={query} />
      {page.composites && <ScoreSliders {...page} />}
      <div className="group grid gap-3">
        {!query.publicBuyer && <Distances {...page} from="/offers" />}
        <div className="flex flex-wrap gap-2">
          <button className="button main !px-4" type="submit">
            {t.catalogue.apply}
          </button>
          <a className="button quiet !px-4" href={`/filters?${search}`}>
            {t.discovery.allFilters}
          </a>
        </div>
      </div>
    </>
  );
}
