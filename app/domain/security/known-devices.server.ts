// The browsers in which a person signed in before. The browser keeps a random token, the table its hash by person: on a
// shared computer one token serves several people. A known browser is never slowed down, an unknown one is told by letter.
import { createHash, randomBytes } from 'node:crypto';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { hasRow } from '#db/rows.ts';

/** For how long a browser is known after its last sign-in, in days. */
export const knownDeviceDays = 180;

/** Whether the person signed in with this token before. */
export function isKnownDevice({ db }: Pick<Ctx, 'db'>, userId: string, token: string | null): boolean {
  if (token === null) return false;
  return hasRow(db, 'select 1 from known_devices where token_hash = ? and user_id = ?', hashOf(token), userId);
}

/** The name of a browser in which any person signed in before, for counting; null for another one. */
export function findKnownBrowser({ db }: Pick<Ctx, 'db'>, token: string | null): string | null {
  if (token === null) return null;
  const hash = hashOf(token);
  return hasRow(db, 'select 1 from known_devices where token_hash = ?', hash) ? `browser:${hash.slice(0, 22)}` : null;
}

/** Whether the person has signed in anywhere while browsers were known. */
export function hasKnownDevice({ db }: Pick<Ctx, 'db'>, userId: string): boolean {
  return hasRow(db, 'select 1 from known_devices where user_id = ? limit 1', userId);
}

/** Remembers that the person signed in; returns the browser's token, a new one if it had none. */
export function rememberDevice(ctx: Pick<Ctx, 'db' | 'now'>, userId: string, token: string | null): string {
  const kept = token ?? randomBytes(24).toString('base64url');
  preparedSql(
    ctx.db,
    `insert into known_devices (token_hash, user_id, seen_at)
     values (?, ?, ?)
     on conflict (token_hash, user_id) do update
     set seen_at = excluded.seen_at`,
  ).run(hashOf(kept), userId, isoUtc(ctx.now));
  return kept;
}

/** No browser of the person is known any more: the account is erased, or its password was replaced. */
export function eraseDevices({ db }: Pick<Ctx, 'db'>, userId: string): void {
  preparedSql(db, 'delete from known_devices where user_id = ?').run(userId);
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
