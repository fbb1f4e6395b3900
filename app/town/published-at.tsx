import type { Publication } from '#app/domain/reporting/publication.server.ts';
import { formatDateTime, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';

/** The night of the published figures, and the number of ledger entries they cover. */
export function PublishedAt({ publication: { size, at } }: { publication: Publication }) {
  const t = useMessages().ledger;
  const locale = useLocale();
  return (
    <p className="small">{at ? t.published(formatDateTime(at, locale), formatNumber(size, locale)) : t.unpublished}</p>
  );
}
