import type { RelaxedFilter } from '#app/domain/search/relax-filters.server.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { catalogueHref } from './catalogue-href.ts';
import { useParameterNames } from './parameter-names.ts';

/** After an empty result: which filter to drop, and how many offers that would give. */
export function RelaxedFilters({ choices, search, text }: { choices: RelaxedFilter[]; search: string; text: string }) {
  const t = useMessages();
  const names: Record<string, string> = { ...useParameterNames(), q: text };
  const without = (parameters: readonly string[]) =>
    new URLSearchParams([...new URLSearchParams(search)].filter(([name]) => !parameters.includes(name)));
  return (
    <div className="panel grid gap-3">
      <h2>{t.catalogue.empty}</h2>
      {choices.length > 0 && <p>{t.catalogue.loosen}</p>}
      <ul className="grid gap-2">
        {choices.map(({ filter, parameters, total }) => (
          <li key={filter}>
            <a href={catalogueHref(without(parameters))}>
              {t.catalogue.without(findOwnValue(names, filter) ?? filter, t.count.offers(total))}
            </a>
          </li>
        ))}
        <li>
          <a href="/offers">{t.catalogue.start}</a>
        </li>
      </ul>
    </div>
  );
}
