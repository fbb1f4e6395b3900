// The right to bring Meilisearch up to date: of several processes one has it.
import { isoUtc } from '#app/domain/shared/context.ts';
import { type Db, preparedSql } from '#db/client.ts';

export type Lease = { mustHold: () => void; release: () => void };

const leaseSeconds = 60;

/**
 * Takes the lease with a guarded update and renews it until release; null while another process has it. The lease of a
 * process that died ends in a minute.
 */
export function takeLease(db: Db): Lease | null {
  const owner = crypto.randomUUID();
  const until = () => isoUtc(new Date(Date.now() + leaseSeconds * 1000));
  const taken = preparedSql(
    db,
    'update search_remote set leased_by = ?, leased_until = ? where id = 1 and leased_until < ?',
  );
  if (taken.run(owner, until(), isoUtc(new Date())).changes === 0) return null;
  const renew = () =>
    preparedSql(db, 'update search_remote set leased_until = ? where id = 1 and leased_by = ?').run(until(), owner)
      .changes;
  const timer = setInterval(renew, (leaseSeconds * 1000) / 4);
  timer.unref();
  return {
    mustHold() {
      if (renew() === 0) throw new Error('another process brings Meilisearch up to date');
    },
    release() {
      clearInterval(timer);
      preparedSql(db, "update search_remote set leased_until = '' where id = 1 and leased_by = ?").run(owner);
    },
  };
}
