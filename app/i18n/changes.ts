// Names and values of an offer's changed fields, as a history or a preview shows them.
import { columnOf } from '#app/domain/catalogue/cells.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatMoney } from './format.ts';
import type { Messages } from './messages.ts';

export function changedField(field: string, { offerEditor: messages }: Messages): string {
  if (field === 'status') return messages.fields.status;
  if (field === 'created') return messages.created;
  const column = columnOf[field as keyof typeof columnOf];
  return column ? messages.fields[column] : messages.image;
}

export function changedValue(
  field: string,
  value: unknown,
  { offerEditor: messages }: Messages,
  locale: Locale,
): string {
  if (value === null || value === undefined || value === '') return '–';
  if (field.endsWith('Cents')) return formatMoney(Number(value), locale);
  if (field === 'status') return messages.statuses[value as keyof typeof messages.statuses];
  return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 120);
}
