// Addresses are kept as hashes only. Each day has its own salt, which is deleted two days later: from then on the
// town cannot tell whose a hash was.
import { createHash, randomBytes } from 'node:crypto';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { blob, findValue, getValue } from '#db/rows.ts';
import { groupAddress } from './client-address.ts';

/** The client's address, hashed with the salt of the day (UTC); null for work that no request asked for. */
export function hashAddress(ctx: Pick<Ctx, 'db' | 'now' | 'address'>): string | null {
  if (ctx.address === undefined) return null;
  const grouped = groupAddress(ctx.address);
  return createHash('sha256').update(dailySalt(ctx)).update(grouped).digest('base64url').slice(0, 16);
}

/** The day's salt; the first request of the day makes it. */
export function dailySalt({ db, now }: Pick<Ctx, 'db' | 'now'>): Buffer {
  const day = isoUtc(now).slice(0, 10);
  const select = 'select salt from address_salts where day = ?';
  const known = findValue(db, blob, select, day);
  if (known) return known;
  preparedSql(db, 'insert into address_salts (day, salt) values (?, ?) on conflict (day) do nothing').run(
    day,
    randomBytes(32),
  );
  return getValue(db, blob, select, day);
}
