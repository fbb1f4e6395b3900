import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { knownDeviceDays } from './known-devices.server.ts';
import { keptEventDays } from './security-event.ts';

const dayMinutes = 24 * 60;

/** Deletes the counts whose window ended, the salts of the days before yesterday, and the events whose term is over. */
export function pruneSecurity(ctx: Ctx): void {
  inTransaction(ctx, ({ db, now }) => {
    const before = (days: number) => isoUtc(addMinutes(now, -days * dayMinutes));
    preparedSql(db, 'delete from limit_counts where until <= ?').run(isoUtc(now));
    preparedSql(db, 'delete from address_salts where day < ?').run(before(1).slice(0, 10));
    preparedSql(db, 'delete from known_devices where seen_at < ?').run(before(knownDeviceDays));
    // By the clock of the database too, which is the one that its trigger believes.
    preparedSql(
      db,
      `delete from security_events
       where at < ? and at < strftime('%Y-%m-%dT%H:%M:%fZ', 'now', ?)`,
    ).run(before(keptEventDays), `-${keptEventDays} days`);
  });
}
