import type { QueryRefusal } from '#app/domain/search/query.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { useMessages } from '#app/i18n/language.tsx';
import { catalogueHref } from './catalogue-href.ts';
import { useParameterNames } from './parameter-names.ts';

/** An invalid search: the wrong parameter, the reason, and a link to the search without it. */
export function InvalidQuery({ refusal, search }: { refusal: QueryRefusal; search: string }) {
  const t = useMessages();
  const name = findOwnValue(useParameterNames(), refusal.parameter) ?? refusal.parameter;
  const why = {
    invalid: t.catalogue.badParameter,
    composite: t.catalogue.compositeRefused,
    'territory-for-public': t.catalogue.publicRefused,
  }[refusal.reason];
  const without = new URLSearchParams([...new URLSearchParams(search)].filter(([own]) => own !== refusal.parameter));
  return (
    <div className="wrap section grid gap-4">
      <h1>{t.catalogue.refusedTitle}</h1>
      <p className="notice care" role="alert">
        {why(name)}
      </p>
      <p className="flex flex-wrap gap-3">
        <a className="button main" href={catalogueHref(without)}>
          {t.discovery.withoutFilter}
        </a>
        <a className="button quiet" href="/offers">
          {t.catalogue.start}
        </a>
      </p>
    </div>
  );
}
