// Names and values of an offer's changed fields, as a history or a preview shows them.
import { columnOf } from '#app/domain/catalogue/cells.ts';
import type { PriceTier } from '#app/domain/catalogue/offer.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatMoney } from './format.ts';
import type { Messages } from './messages.ts';

export function changedField(field: string, { offerEditor: messages }: Messages): string {
  if (field === 'status') return messages.fields.status;
  if (field === 'created') return messages.created;
  const column = columnOf[field as keyof typeof columnOf];
  return column ? messages.fields[column] : messages.image;
}

export function changedValue(field: string, value: unknown, t: Messages, locale: Locale): string {
  const { offerEditor: messages } = t;
  if (value === null || value === undefined || value === '') return '–';
  if (field.endsWith('Cents')) return formatMoney(Number(value), locale);
  if (field === 'priceTiers') return formatTiers(value as readonly PriceTier[], t, locale);
  if (field === 'status') return messages.statuses[value as keyof typeof messages.statuses];
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 120);
}

/** "dès 10 : 9,50 € · dès 100 : 8,50 €"; a dash if there is none. */
export function formatTiers(tiers: readonly PriceTier[], { offer }: Messages, locale: Locale): string {
  if (tiers.length === 0) return '–';
  return tiers.map(({ from, priceCents }) => offer.tier(from, formatMoney(priceCents, locale))).join(' · ');
}
