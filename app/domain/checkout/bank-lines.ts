// The lines of a bank statement as understood, each with the key of its transfer. Pure.
import { createHash } from 'node:crypto';
import { foldCell } from '#app/domain/catalogue/cell-values.ts';
import { bankDay, bankSign, signedCents } from './bank-cells.ts';
import type { ColumnRole } from './bank-columns.ts';

/** Why a line has no amount that can be entered. */
export type LineFault = 'no-date' | 'no-amount' | 'two-amounts' | 'currency' | 'sign';

/** One line: `amountCents` is negative for money that left; null with the reason in `fault`. */
export type BankLine = {
  /** Row below the headers, from 1. */
  row: number;
  day: string | null;
  label: string;
  reference: string;
  amountCents: number | null;
  fault: LineFault | null;
  /**
   * Names one transfer: day, amount, label and bank reference as read, and how many equal lines stand before it in the
   * statement. The same line written otherwise has the same key; the second of two equal transfers has its own.
   */
  key: string;
};

/** Reads rows by the roles of their columns. */
export function readBankLines(rows: readonly string[][], roles: readonly ColumnRole[]): BankLine[] {
  const seen = new Map<string, number>();
  return rows.map((cells, i) => {
    const of = (role: ColumnRole) =>
      roles.flatMap((one, column) => (one === role && cells[column] ? [cells[column]] : [])).join(' ');
    const { amountCents, fault } = readAmount(of);
    const day = bankDay(of('date'));
    const identity = JSON.stringify([day, amountCents, plainText(of('label')), plainText(of('reference'))]);
    const before = seen.get(identity) ?? 0;
    seen.set(identity, before + 1);
    return {
      row: i + 1,
      day,
      label: of('label'),
      reference: of('reference'),
      amountCents: day ? amountCents : null,
      fault: day ? fault : 'no-date',
      key: createHash('sha256').update(`${identity} ${before}`).digest('hex').slice(0, 32),
    };
  });
}

/** Letters and digits alone, without case or accents: a bank writes one label with other blanks in another file. */
function plainText(text: string): string {
  return foldCell(text).replace(/[^a-z0-9]/g, '');
}

type Amount = { amountCents: number | null; fault: LineFault | null };

function readAmount(of: (role: ColumnRole) => string): Amount {
  const unread = (fault: LineFault): Amount => ({ amountCents: null, fault });
  const currency = of('currency');
  if (currency && !/^(?:eur|euros?|€)$/i.test(currency)) return unread('currency');
  const [credit, debit, amount] = [of('credit'), of('debit'), of('amount')].map((cell) => (isZero(cell) ? '' : cell));
  if (credit && debit) return unread('two-amounts');
  const cents = signedCents(credit || debit || amount || '');
  if (cents === null || cents === 0) return unread('no-amount');
  if (debit) return { amountCents: 0 - Math.abs(cents), fault: null };
  const sign = of('sign');
  if (!sign) return { amountCents: cents, fault: null };
  const direction = bankSign(sign);
  if (direction === null || (direction === 1 && cents < 0)) return unread('sign');
  return { amountCents: direction * Math.abs(cents), fault: null };
}

/** Some banks write 0,00 in the column that does not apply. */
function isZero(cell: string): boolean {
  return cell !== '' && signedCents(cell) === 0;
}
