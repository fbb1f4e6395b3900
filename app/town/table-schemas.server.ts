// A Table Schema (specs.frictionlessdata.io, version 1) for each CSV file of the open data.
import { groupColumns, placeColumns } from '#app/domain/reporting/published-files.server.ts';
import { locales } from '#app/domain/shared/locale.ts';
import { catalogues } from '#app/i18n/messages.ts';

type Column = (typeof groupColumns)[number] | (typeof placeColumns)[number];

const columnsOf: Record<'categories' | 'months' | 'places', readonly Column[]> = {
  categories: groupColumns,
  months: groupColumns,
  places: placeColumns,
};
export type SchemaName = keyof typeof columnsOf;

const always: ReadonlySet<Column> = new Set(['key', 'orders', 'lines', 'spent_cents', 'insee', 'suppliers']);
const patterns: Record<SchemaName, string> = {
  categories: '[a-z-]+',
  months: '\\d{4}-\\d{2}(/\\d{4}-\\d{2})?',
  places: '[0-9AB]{5}',
};

/** An empty cell is not published, or unknown: it is a missing value, never zero. */
export function tableSchema(name: SchemaName): unknown {
  const [first, ...rest] = columnsOf[name];
  return {
    $schema: 'https://specs.frictionlessdata.io/schemas/table-schema.json',
    fields: [
      {
        name: first,
        type: 'string',
        description: inAllLanguages(first!),
        constraints: { required: true, unique: true, pattern: patterns[name] },
      },
      ...rest.map((column) => ({
        name: column,
        type: 'integer',
        description: always.has(column) ? inAllLanguages(column) : `${inAllLanguages(column)} (${emptyCell()})`,
        constraints: always.has(column) ? { required: true } : {},
      })),
    ],
    primaryKey: [first],
    missingValues: [''],
  };
}

/** A schema has one text: the languages stand side by side. */
function inAllLanguages(column: Column): string {
  return locales.map((locale) => catalogues[locale].openData.columns[column]).join(' / ');
}

function emptyCell(): string {
  return locales.map((locale) => catalogues[locale].openData.empty).join(' / ');
}
