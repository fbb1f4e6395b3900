// Finds which column of a bank statement is what: by its headers, else by what its cells hold. Never by a guess.
import { parse } from 'csv-parse/sync';
import { foldCell } from '#app/domain/catalogue/cell-values.ts';
import { bankDay, bankSign, signedCents } from './bank-cells.ts';

export const columnRoles = [
  'date',
  'label',
  'amount',
  'debit',
  'credit',
  'balance',
  'currency',
  'sign',
  'reference',
  'ignored',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/** The rows of a statement below its headers, and the role of each column; null until a steward says. */
export type BankTable = { rows: string[][]; roles: ColumnRole[] | null; guess: ColumnRole[] };

const delimiters = ['\t', ';', '|', ','];
const headerNames: Record<Exclude<ColumnRole, 'ignored'>, readonly string[]> = {
  date: ['date', 'date operation', 'date de l operation', 'date comptable', 'date d operation', 'booking date', 'jour'],
  label: ['libelle', 'libelle operation', 'intitule', 'label', 'description', 'details', 'motif', 'communication'],
  amount: ['montant', 'amount', 'montant operation', 'montant de l operation'],
  debit: ['debit', 'montant debit', 'sortie', 'money out'],
  credit: ['credit', 'montant credit', 'entree', 'money in'],
  balance: ['solde', 'balance', 'solde apres operation', 'solde courant', 'running balance'],
  currency: ['devise', 'currency', 'monnaie'],
  sign: ['sens', 'd c', 'c d', 'debit credit', 'credit debit', 'sign', 'dc', 'cd'],
  reference: ['reference', 'ref', 'reference bancaire', 'reference operation', 'reference de l operation', 'id'],
};

/** Reads a statement as text: one line a row, in any of the usual delimiters, quoted or not. */
export function readBankTable(text: string): BankTable {
  const rows = splitRows(text);
  const width = Math.max(0, ...rows.map((row) => row.length));
  const headers = rows.findIndex((row, i) => i < 20 && isHeader(row));
  if (headers !== -1) {
    const named = padded(rows[headers]!.map(roleOfHeader), width);
    return { rows: rows.slice(headers + 1), roles: isComplete(named) ? named : null, guess: named };
  }
  const guess = rolesOfCells(rows, width);
  return { rows, roles: isComplete(guess) ? guess : null, guess };
}

/** Whether lines can be read by these roles: a date, a label, and one way to say how much came in. */
export function isComplete(roles: readonly ColumnRole[]): boolean {
  const count = (role: ColumnRole) => roles.filter((one) => one === role).length;
  const amounts = count('amount') === 1 ? count('credit') + count('debit') === 0 : count('credit') === 1;
  const single = (['date', 'amount', 'debit', 'credit', 'currency', 'sign', 'reference'] as const).every(
    (role) => count(role) < 2,
  );
  return count('date') === 1 && count('label') > 0 && amounts && single;
}

/** The first delimiter by which half of the lines have a date, a label and an amount; else each line is one cell. */
function splitRows(text: string): string[][] {
  const tables = delimiters.map(
    (delimiter) => readRows(text, delimiter, '"') ?? readRows(text, delimiter, false) ?? [],
  );
  return tables.find((rows) => rows.filter((row) => row.length >= 3).length * 2 >= rows.length) ?? tables.at(-1)!;
}

/** Null if a quote is opened and never closed. */
function readRows(text: string, delimiter: string, quote: '"' | false): string[][] | null {
  const options = { delimiter, quote, bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true };
  try {
    const rows: string[][] = parse(text, { ...options, trim: true });
    return rows.map((row) => row.map((cell) => cell.trim())).filter((row) => row.some((cell) => cell !== ''));
  } catch {
    return null;
  }
}

function isHeader(row: readonly string[]): boolean {
  const roles = row.map(roleOfHeader);
  return roles.includes('date') && roles.filter((role) => role !== 'ignored').length >= 2;
}

function roleOfHeader(header: string): ColumnRole {
  const name = foldCell(header)
    .replace(/\(?\b(?:en )?(?:eur|euros?)\b\)?|€/g, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  const roles = Object.keys(headerNames) as Exclude<ColumnRole, 'ignored'>[];
  return roles.find((role) => headerNames[role].includes(name)) ?? 'ignored';
}

/**
 * Roles of columns without headers. One column of amounts is the amount. Of several one may be the balance, and beside an
 * empty one it may be the debits alone, so a steward says.
 */
function rolesOfCells(rows: readonly string[][], width: number): ColumnRole[] {
  const dated = rows.filter((row) => row.some((cell) => bankDay(cell) !== null));
  const cellsOf = (column: number) => dated.map((row) => row[column] ?? '').filter((cell) => cell !== '');
  const kinds = Array.from({ length: width }, (_, column) => kindOf(cellsOf(column)));
  const amounts = kinds.filter((kind, column) => kind === 'amount' || cellsOf(column).length === 0).length;
  const firstDate = kinds.indexOf('date');
  return kinds.map((kind, column) => {
    if (kind === 'date' && column !== firstDate) return 'ignored';
    return kind === 'amount' && amounts > 1 ? 'ignored' : kind;
  });
}

function kindOf(cells: readonly string[]): ColumnRole {
  if (cells.length === 0) return 'ignored';
  if (cells.every((cell) => bankDay(cell) !== null)) return 'date';
  if (cells.every((cell) => /^(?:eur|euros?|€)$/i.test(cell))) return 'currency';
  if (cells.every((cell) => bankSign(cell) !== null)) return 'sign';
  if (cells.every((cell) => signedCents(cell) !== null)) return 'amount';
  return 'label';
}

function padded(roles: ColumnRole[], width: number): ColumnRole[] {
  return Array.from({ length: width }, (_, i) => roles[i] ?? 'ignored');
}
