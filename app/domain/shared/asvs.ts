// The table of OWASP ASVS 5.0 in docs/asvs.csv: the rows of levels 1 and 2 that apply, and what shows each.
import { parse } from 'csv-parse/sync';
import { z } from 'zod';

export const asvsVerdicts = ['met', 'partly', 'not met'] as const;
export type AsvsVerdict = (typeof asvsVerdicts)[number];

/**
 * `shown_by` is a file, or a test as "file > title"; empty where nothing shows the row. The test names the row in the
 * message of an assertion: `expect(status, 'V3.4.1')`.
 */
const row = z.strictObject({
  id: z.string().regex(/^V\d{1,2}\.\d{1,2}\.\d{1,2}$/),
  level: z.enum(['L1', 'L2']),
  verdict: z.enum(asvsVerdicts),
  shown_by: z.string(),
  note: z.string().min(1),
});
export type AsvsRow = z.output<typeof row>;

/** Parses the file. Throws ZodError for a row of another shape. */
export function parseAsvs(text: string): AsvsRow[] {
  return z.array(row).parse(parse(text, { columns: true }));
}

/** The file and the title of the test that shows a row; the title is null for a file alone. */
export function shownTest({ shown_by: shown }: Pick<AsvsRow, 'shown_by'>): { file: string; title: string | null } {
  const [file = '', title = null] = shown.split(/ > (.*)/s);
  return { file, title };
}

/** How many rows have each verdict. */
export function countVerdicts(rows: readonly AsvsRow[]): Record<AsvsVerdict, number> {
  const count = (verdict: AsvsVerdict) => rows.filter((one) => one.verdict === verdict).length;
  return { met: count('met'), partly: count('partly'), 'not met': count('not met') };
}
