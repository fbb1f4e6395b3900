// The words of criteria: the domain does not know the catalogues, so that a version is checked here before it is
// published.

import type { Method } from '#app/domain/scoring/scoring-method.ts';
import type { FileFault } from '#app/domain/shared/file-fault.ts';
import { locales, sourceLocale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { catalogues } from '#app/i18n/messages.ts';

/** Criteria without an example, or without accepted evidence in a language that is not the one of the file. */
export function listMissingTexts({ criteria }: Method): FileFault[] {
  return locales.flatMap((locale) => {
    const { examples, accepted } = catalogues[locale].criteria;
    return criteria.flatMap(({ id }): FileFault[] => [
      ...(findOwnValue(examples, id)
        ? []
        : [{ field: `criteria.${id}.examples.${locale}`, problem: 'missing-text' as const }]),
      ...(findOwnValue(accepted, id) || locale === sourceLocale
        ? []
        : [{ field: `criteria.${id}.accepted.${locale}`, problem: 'missing-text' as const }]),
    ]);
  });
}
