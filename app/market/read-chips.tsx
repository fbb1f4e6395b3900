import type { ReadChip, ReadName } from '#app/domain/search/understanding/read-chip.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatDate, formatDistance, formatEuros, formatNumber } from '#app/i18n/format.ts';
import { useLocale, useMessages } from '#app/i18n/language.tsx';
import type { Messages } from '#app/i18n/messages.ts';
import { catalogueHref } from './catalogue-href.ts';
import { formatAskedDays, formatAskedHours } from './when-fields.tsx';

/** The readings of the words, each with a link to the same search that leaves it among them. */
export function ReadChips({
  chips,
  unread,
  search,
}: {
  chips: readonly ReadChip[];
  unread: readonly ReadName[];
  search: string;
}) {
  const t = useMessages();
  const locale = useLocale();
  if (chips.length === 0 && unread.length === 0) return null;
  return (
    <>
      {chips.length > 0 && (
        <ul className="chips" aria-label={t.reading.title}>
          {chips.map((chip) => {
            const name = readChipName(chip, t, locale);
            return (
              <li key={`${chip.name} ${chip.value}`}>
                <a
                  className="pill"
                  href={catalogueHref(withUnread(search, chip.name, true))}
                  aria-label={t.reading.asText(name, chip.text)}
                >
                  {name}
                </a>
              </li>
            );
          })}
        </ul>
      )}
      {unread.map((name) => (
        <p key={name} className="small mb-4">
          <input type="hidden" name="unread" value={name} />
          {t.reading.unread(t.reading.names[name])}{' '}
          <a href={catalogueHref(withUnread(search, name, false))}>{t.reading.readAgain}</a>
        </p>
      ))}
    </>
  );
}

/** A reading as people say it. */
function readChipName({ name, value }: ReadChip, t: Messages, locale: Locale): string {
  const { reading } = t;
  switch (name) {
    case 'price_max':
      return reading.priceMax(formatEuros(Number(value), locale));
    case 'price_min':
      return reading.priceMin(formatEuros(Number(value), locale));
    case 'sort':
      return reading.names.sort;
    case 'day':
      return value.includes('/') ? formatAskedDays(value, t, locale) : reading.day(formatDate(value, locale));
    case 'time':
      return formatAskedHours(value, t);
    case 'free':
      return reading.names.free;
    case 'week':
      return reading.week(formatDate(value, locale));
    case 'people':
      return reading.people(formatNumber(Number(value), locale));
    case 'quantity':
      return reading.quantity(formatNumber(Number(value), locale));
    case 'distance':
      return reading.distance(formatDistance(Number(value), locale));
    case 'reference':
      return reading.reference(value);
    case 'diet':
      return findOwnValue(reading.diets, value) ?? value;
    case 'label':
      return findOwnValue(t.labels, value) ?? value;
    case 'kind':
      return findOwnValue(t.kinds, value) ?? value;
    case 'size':
      return value.replace(/(\d)\.(\d)/, `$1${formatNumber(1.5, locale, 1)[1]}$2`);
  }
}

/** The search with the reading left among the words, or read again. */
function withUnread(search: string, name: ReadName, isUnread: boolean): URLSearchParams {
  const params = new URLSearchParams(
    [...new URLSearchParams(search)].filter((pair) => pair[0] !== 'unread' || pair[1] !== name),
  );
  if (isUnread) params.append('unread', name);
  return params;
}
