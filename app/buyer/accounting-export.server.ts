// An organisation's purchases of one month for its accountant, as a French accounting entries file (FEC).
import { stringify } from 'csv-stringify/sync';
import { buyerJournal } from '#app/domain/settlement/accounting.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

const options = { delimiter: ';', escape_formulas: true, record_delimiter: '\r\n' } as const;
/** Column names of the French tax administration (Livre des procédures fiscales, art. A. 47 A-1). */
const columns = [
  'JournalCode',
  'JournalLib',
  'EcritureNum',
  'EcritureDate',
  'CompteNum',
  'CompteLib',
  'CompAuxNum',
  'CompAuxLib',
  'PieceRef',
  'PieceDate',
  'EcritureLib',
  'Debit',
  'Credit',
];

/** The month of the address, YYYY-MM. Throws a 400 response for anything else. */
export function monthOf(ctx: RequestContext): string {
  const month = ctx.url.searchParams.get('month') ?? '';
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Response(null, { status: 400 });
  return month;
}

/** Amounts with a decimal comma and dates without dashes, as the standard requires. */
export function accountingCsv(ctx: RequestContext, month: string): string {
  const t = ctx.t.accounting;
  const euros = (cents: number) => (cents / 100).toFixed(2).replace('.', ',');
  const rows = buyerJournal(ctx, month).map((line) => {
    const day = line.day.replaceAll('-', '');
    const isSupplier = line.account === '401000';
    const rate = line.vatBasisPoints === null ? '' : ` ${String(line.vatBasisPoints / 100).replace('.', ',')} %`;
    return [
      line.journal,
      t.journals[line.journal],
      line.entry,
      day,
      line.account,
      `${t.accounts[line.account]}${rate}`,
      isSupplier ? line.supplier.slug : '',
      isSupplier ? line.supplier.name : '',
      line.piece.number,
      line.piece.day.replaceAll('-', ''),
      `${line.orderNumber} ${line.supplier.name}`,
      euros(line.debitCents),
      euros(line.creditCents),
    ];
  });
  return stringify([columns, ...rows], options);
}
