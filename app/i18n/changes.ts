// Names and values of an offer's changed fields, as a history or a preview shows them.

import { textType } from '#app/domain/catalogue/attribute-types.ts';
import { type BookingTerms, blocks } from '#app/domain/catalogue/booking-terms.ts';
import { columnOf } from '#app/domain/catalogue/cells.ts';
import type { Content } from '#app/domain/catalogue/content.ts';
import type { Availability, ByProduct, PriceTier } from '#app/domain/catalogue/offer.ts';
import type { PieceWeight } from '#app/domain/catalogue/piece-weight.ts';
import type { Season } from '#app/domain/catalogue/season.ts';
import { type Variant, variantLabel } from '#app/domain/catalogue/variants.ts';
import { scenarioKey } from '#app/domain/impact/scenarios.ts';
import type { Scenario } from '#app/domain/impact/terms.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { formatDay, formatKilograms, formatMoney, formatNumber, formatRate, formatWeekday } from './format.ts';
import { attributeLabel } from './format-attribute.ts';
import { formatContent } from './format-content.ts';
import { formatRanges } from './format-season.ts';
import { formatWeight } from './format-weight.ts';
import type { Messages } from './messages.ts';

export function changedField(field: string, { offerEditor: messages, season }: Messages): string {
  if (field === 'status') return messages.fields.status;
  if (field === 'created') return messages.created;
  if (field === 'season') return season.title;
  if (field === 'forecast') return season.forecast;
  const column = columnOf[field as keyof typeof columnOf];
  return column ? messages.fields[column] : messages.image;
}

export function changedValue(field: string, value: unknown, t: Messages, locale: Locale): string {
  if (value === null || value === undefined || value === '') return '–';
  if (field.endsWith('Cents')) return formatMoney(Number(value), locale);
  const compound = findOwnValue(compounds, field);
  if (compound) return compound(value as never, t, locale).slice(0, 240) || '–';
  if (typeof value === 'boolean') return value ? t.yes : t.no;
  const messages = t.offerEditor;
  const labels: Record<string, Readonly<Record<string, string>>> = {
    status: messages.statuses,
    kind: t.kinds,
    category: t.categories,
    unit: t.units,
    orderUnit: messages.orderUnits,
    egalim: t.food.classes,
    foodFamily: t.food.families,
    repairedThing: messages.repairedThings,
  };
  const label = typeof value === 'string' ? findOwnValue(findOwnValue(labels, field), value) : undefined;
  return label ?? (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 120);
}

/** Values that are no plain text, in words. A history holds them as they were written then. */
const compounds: Record<string, (value: never, t: Messages, locale: Locale) => string> = {
  vatBasisPoints: (value: number, _, locale) => formatRate(value, locale),
  massGrams: (value: number, _, locale) => formatKilograms(value, locale),
  packMilli: (value: number, _, locale) => formatNumber(value / 1000, locale, 3),
  content: (value: Content, _, locale) => formatContent(value, locale),
  pieceWeight: ({ minGrams, maxGrams, kiloCents }: PieceWeight, { weighed }, locale) =>
    `${formatWeight(minGrams, locale)} – ${formatWeight(maxGrams, locale)}, ${weighed.kilo(formatMoney(kiloCents, locale))}`,
  variant: (value: Variant) => variantLabel(value),
  scenario: (value: Scenario) => scenarioKey(value),
  attributes: (value: Record<string, string>, t) =>
    Object.entries(value)
      .map(
        ([key, text]) =>
          `${attributeLabel(key, textType, t)}${t.colon}${text === 'yes' || text === 'no' ? t[text] : text}`,
      )
      .join(' ; '),
  priceTiers: (value: PriceTier[], t, locale) => formatTiers(value, t, locale),
  byProduct: ({ available, frequency }: ByProduct, { offerEditor }) =>
    `${available}, ${offerEditor.frequencies[frequency]}`,
  season: (value: Season, t, locale) => formatRanges(value, new Date().getUTCFullYear(), t, locale),
  bookingTerms: ({ way, units, prices }: BookingTerms, t, locale) =>
    [
      t.bookingEditor.ways[way],
      t.booking.capacity(units),
      ...blocks.flatMap((block) => {
        const cents = prices[block];
        return cents ? [`${t.booking.blocks[block]} ${formatMoney(cents, locale)}`] : [];
      }),
    ].join(' ; '),
  availability: ({ days, away }: Availability, _, locale) =>
    [
      days.map((day) => formatWeekday(day, locale)).join(', '),
      ...away.map(({ from, to }) => `${formatDay(from, locale)} – ${formatDay(to, locale)}`),
    ].join(' ; '),
};

/** "dès 10 : 9,50 € · dès 100 : 8,50 €"; a dash if there is none. */
export function formatTiers(tiers: readonly PriceTier[], { offer }: Messages, locale: Locale): string {
  if (tiers.length === 0) return '–';
  return tiers.map(({ from, priceCents }) => offer.tier(from, formatMoney(priceCents, locale))).join(' · ');
}
