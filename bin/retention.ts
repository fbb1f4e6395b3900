// Prints the retention table: the term of each table, and how many of its rows are due for the next run of the job.
import { type RetentionRow, retention } from '#app/domain/erasure/retention.ts';
import { retentionName } from '#app/domain/erasure/run-retention.server.ts';
import type { Db } from '#db/client.ts';
import { getValue, integer } from '#db/rows.ts';

/** A line a row: table, term, who deletes, legal basis, and for terms in days the rows that are older. */
export function printRetention(db: Db): number {
  for (const row of retention) {
    const kept = typeof row.term === 'object' ? `${row.term.days} days` : row.term;
    const cells = [retentionName(row).padEnd(26), kept.padEnd(12), row.by.padEnd(16), row.basis.padEnd(20)];
    console.log([...cells, olderRows(db, row)].join(' ').trimEnd());
  }
  return 0;
}

/** Empty where the term is no number of days, or counts from a time of another table. */
function olderRows(db: Db, { table, column, term, only }: RetentionRow): string {
  if (typeof term === 'string' || column === null || column.includes('.') || only) return '';
  const before = new Date(Date.now() - term.days * 864e5);
  const limit = table === 'sessions' ? Math.floor(before.getTime() / 1000) : before.toISOString();
  const older = getValue(db, integer, `select count(*) from ${table} where ${column} < ?`, limit);
  return `${older} older`;
}
