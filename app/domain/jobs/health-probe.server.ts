// Owns health_probes: one row that is written to see whether the database still takes anything.
import { isoUtc } from '#app/domain/shared/context.ts';
import { type Db, preparedSql } from '#db/client.ts';

/** Writes the row and commits it. Throws what the database throws: a full disk, a lock that is held too long. */
export function writeProbe(db: Pick<Db, '$client'>, at: Date): void {
  const write = 'insert into health_probes (id, at) values (1, ?) on conflict (id) do update set at = excluded.at';
  preparedSql(db, write).run(isoUtc(at));
}
