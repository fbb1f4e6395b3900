import type { InvoiceContent } from '#app/domain/invoicing/invoice.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import { formatMonth } from '#app/i18n/format.ts';
import { catalogues } from '#app/i18n/messages.ts';

/** A line of an invoice as its PDF and its data name it, in the language of the invoice. */
export function invoiceLineName(
  line: InvoiceContent['lines'][number],
  { locale, period, deliveredOn }: Pick<InvoiceContent, 'locale' | 'period' | 'deliveredOn'>,
): string {
  const t = catalogues[locale].invoices;
  if (line.kind === 'delivery') return t.delivery;
  if (line.kind === 'contribution')
    return t.contribution(formatMonth((period?.from ?? deliveredOn).slice(0, 7), locale));
  const name = translatedField(line, 'name', locale);
  if (line.kind === 'late') return t.late(name);
  return line.kind === 'cancellation' ? t.cancellation(name) : name;
}
