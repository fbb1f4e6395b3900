import { createHash } from 'node:crypto';
import type { TestTown } from './test-town.ts';

/** Tables that a refused request writes too. */
const ofRefusals = ['security_events', 'limit_counts', 'address_salts'];

/** A hash of all rows of all tables, but for those that a refusal writes, and `others`. */
export function databaseDigest({ db: { $client } }: Pick<TestTown, 'db'>, others: readonly string[] = []): string {
  const tables = $client
    .prepare(`select name from pragma_table_list where schema = 'main' and type = 'table' order by name`)
    .pluck()
    .all() as string[];
  const hash = createHash('sha256');
  for (const table of tables.filter((name) => ![...ofRefusals, ...others].includes(name)))
    for (const row of $client.prepare(`select * from "${table}"`).raw().iterate()) hash.update(JSON.stringify(row));
  return hash.digest('hex');
}
