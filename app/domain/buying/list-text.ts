// Pasted, typed or uploaded text as the lines of a list: none is lost. Pure.
import { parse } from 'csv-parse/sync';
import { foldCell } from '#app/domain/catalogue/cell-values.ts';
import { guessMapping } from '#app/domain/imports/formats.ts';
import { decodeText, detectDelimiter, detectEncoding } from '#app/domain/imports/read-text.ts';

const maxCells = 60;

/** One line a row of a table, or a line of text, or a part of it between semicolons. Empty ones are none. */
export function splitList(text: string): string[] {
  const rows = text
    .split(/\r\n|\n|\r/)
    .map((row) => row.trim())
    .filter(Boolean);
  const table = readTable(rows.join('\n'));
  return (
    table ??
    rows
      .flatMap((row) => row.split(';'))
      .map(tidyLine)
      .filter(Boolean)
  );
}

/** A file in any encoding that the imports of offers read; null for one that is no text, such as a workbook. */
export function splitListFile(bytes: Buffer): string[] | null {
  const isArchive = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const isOldWorkbook = bytes[0] === 0xd0 && bytes[1] === 0xcf;
  if (isArchive || isOldWorkbook || bytes.includes(0) !== detectEncoding(bytes).startsWith('utf-16')) return null;
  return splitList([...decodeText(bytes, detectEncoding(bytes))].join('').replace(/^\uFEFF/, ''));
}

/**
 * The rows of a table as lines, `12 kg name`; null for a text that is no table: one is told by its tabs, by a row of
 * names of columns, or by a number alone in a cell of each row.
 */
function readTable(text: string): string[] | null {
  const delimiter = text.includes('\t') ? '\t' : detectDelimiter(text);
  let rows: string[][];
  try {
    rows = parse(text, { delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, trim: true });
  } catch {
    return null;
  }
  const [head = [], ...others] = rows;
  if (head.length < 2 || head.length > maxCells) return null;
  const columns = columnsOf(head);
  if (columns && others.length > 0) return others.map((row) => lineOf(row, columns)).filter(Boolean);
  const isTable = rows.every((row) => row.length === head.length && row.filter(isNumber).length === 1);
  if (!isTable && delimiter !== '\t') return null;
  return rows
    .map((row) => tidyLine([...row.filter(isNumber).slice(0, 1), ...row.filter((cell) => !isNumber(cell))].join(' ')))
    .filter(Boolean);
}

type Columns = { name: number; quantity: number; unit: number; reference: number };

/** The columns that a first row names; null when it names no goods. */
function columnsOf(head: readonly string[]): Columns | null {
  if (head.some(isNumber)) return null;
  const guessed = guessMapping(head);
  const at = (...names: (string | undefined)[]) =>
    Math.max(...names.map((name) => (name === undefined ? -1 : head.indexOf(name))));
  const quantity = head.findIndex((cell) => ['quantite', 'qte', 'quantity', 'qty', 'nombre'].includes(foldCell(cell)));
  const columns = {
    name: at(guessed.name_fr, guessed.name_en),
    quantity,
    unit: at(guessed.unit),
    reference: at(guessed.sku),
  };
  return columns.name < 0 && columns.reference < 0 ? null : columns;
}

/** A row with a name reads as it; else by its reference. A row of other cells alone keeps all of them. */
function lineOf(row: readonly string[], { name, quantity, unit, reference }: Columns): string {
  const cell = (at: number) => (at < 0 ? '' : (row[at] ?? ''));
  const named = cell(name) || cell(reference);
  if (named === '') return tidyLine(row.join(' '));
  const number = cell(quantity);
  const beside = /^(?:pieces?|pce?s?|u|unites?)$/.test(foldCell(cell(unit))) ? '' : cell(unit);
  return tidyLine([number, number && beside, named].filter(Boolean).join(' '));
}

function isNumber(cell: string): boolean {
  return /^\d{1,6}(?:[.,]\d{1,3})?$/.test(cell.trim());
}

/** A line without its bullet, and with its number in front: "- chaises x 12", "12 x chaises" and "12× chaises" are one. */
export function tidyLine(line: string): string {
  const plain = line
    .replace(/^[\s\-–•*·]+(?=\S)/u, '')
    .replace(/\s+/g, ' ')
    .trim();
  const front = plain.replace(/^(\d+(?:[.,]\d+)?) ?[x×] ?(?=\p{L})/iu, '$1 ');
  const behind = /^(\D.*?) ?(?:[x×:=]) ?(\d{1,5})$/iu.exec(front);
  return behind ? `${behind[2]} ${behind[1]}` : front;
}
