// A field of an offer and its values, as a history or a preview says them.
import { columnOf } from '#app/domain/catalogue/cells.ts';
import type { Locale } from '#app/domain/shared/context.ts';
import { formatMoney } from './format.ts';
import type { Messages } from './messages.ts';

export function changedField(field: string, { offerDesk: o }: Messages): string {
  if (field === 'status') return o.fields.status;
  if (field === 'created') return o.created;
  const column = columnOf[field as keyof typeof columnOf];
  return column ? o.fields[column] : o.image;
}

export function changedValue(field: string, value: unknown, { offerDesk: o }: Messages, locale: Locale): string {
  if (value === null || value === undefined || value === '') return '–';
  if (field.endsWith('Cents')) return formatMoney(Number(value), locale);
  if (field === 'status') return o.statuses[value as keyof typeof o.statuses];
  return (typeof value === 'object' ? JSON.stringify(value) : String(value)).slice(0, 120);
}
