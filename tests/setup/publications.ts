// Publications as a test needs them, whatever could be published: every order line of the first entries, at once.
import { listImpactHistory } from '#app/domain/ledger/impact-lines.server.ts';
import { nothingHidden } from '#app/domain/reporting/publication-plan.ts';
import type { TestTown } from './test-town.ts';

/** Replaces all publications by one of the first `size` entries of the ledger. */
export function publishAsOf({ db }: Pick<TestTown, 'db'>, size: number, at: Date): void {
  for (const table of ['published_entries', 'published_files', 'town_publications'])
    db.$client.exec(`drop trigger if exists ${table}_kept; delete from ${table}`);
  const publication = 'insert into town_publications (size, published_at, hidden, seed) values (?, ?, ?, ?)';
  db.$client.prepare(publication).run(size, at.toISOString(), JSON.stringify(nothingHidden()), Buffer.alloc(32));
  const entry = db.$client.prepare(
    `insert into published_entries (idx, size, category, month, paid_month, sold_in, bought_in)
     values (?, ?, 'other', '2026-01', '2026-01', '', '')`,
  );
  for (const { index, reversedAt } of listImpactHistory({ db }, size))
    for (const published of [index, ...(reversedAt === null ? [] : [reversedAt])]) entry.run(published, size);
}
