// The only file that uses Lucia. The browser holds a random session id; the table holds only its SHA-256.
import { createHash } from 'node:crypto';
import { DrizzleSQLiteAdapter } from '@lucia-auth/adapter-drizzle';
import { type Adapter, type Cookie, type DatabaseSession, Lucia, TimeSpan } from 'lucia';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { type Db, preparedSql } from '#db/client.ts';
import { findRow, hasRow, integer, listRows, oneOf, type Row, text } from '#db/rows.ts';
import { sessions, users } from '#db/schema/accounts.ts';
import { requireUserId } from './accounts.server.ts';
import { holdsRole } from './roles.server.ts';
import {
  browsers,
  type Device,
  personHours,
  readDevice,
  roleHours,
  type SessionMethod,
  seenMinutes,
  sessionMethods,
  systems,
} from './session.ts';

type SessionAttributes = { createdAt: string; seenAt: string; method: SessionMethod; authenticatedAt: string };
type StoredAttributes = SessionAttributes & Device;
export type Sessions = Lucia<SessionAttributes, { name: string; email: string }>;

declare module 'lucia' {
  interface Register {
    Lucia: Sessions;
    DatabaseSessionAttributes: StoredAttributes;
    DatabaseUserAttributes: { name: string; email: string };
  }
}

/** `secure` gives the cookie its __Host- prefix; only plain HTTP on a developer's machine runs without it. */
export function createSessions(db: Db, secure: boolean): Sessions {
  return new Lucia(ownAdapter(db, new DrizzleSQLiteAdapter(db, sessions, users)), {
    sessionExpiresIn: new TimeSpan(personHours, 'h'),
    sessionCookie: {
      name: secure ? '__Host-halle-session' : 'halle-session',
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
    getSessionAttributes: ({ createdAt, seenAt, method, authenticatedAt }) => ({
      createdAt,
      seenAt,
      method,
      authenticatedAt,
    }),
    getUserAttributes: ({ name, email }) => ({ name, email }),
  });
}

export type SessionOpening = { method: SessionMethod; userAgent: string };

/**
 * Creates a session and its cookie, and ends the browser's previous session: at sign-in, and whenever the person has
 * shown again who they are.
 */
export async function openSession(
  lucia: Sessions,
  userId: string,
  previous: string | null,
  { method, userAgent }: SessionOpening,
): Promise<Cookie> {
  if (previous) await lucia.invalidateSession(previous);
  const now = isoUtc(new Date());
  const attributes = { createdAt: now, seenAt: now, method, authenticatedAt: now, ...readDevice(userAgent) };
  const session = await lucia.createSession(userId, attributes);
  return lucia.createSessionCookie(session.id);
}

/** A prepared statement, because it runs on every request of a signed-in user. */
const sessionRow = {
  userId: text,
  expiresAt: integer,
  createdAt: text,
  seenAt: text,
  browser: oneOf(browsers),
  system: oneOf(systems),
  method: oneOf(sessionMethods),
  authenticatedAt: text,
  name: text,
  email: text,
};
const sessionSql = `
  select s.user_id as userId, s.expires_at as expiresAt, s.created_at as createdAt, s.seen_at as seenAt, s.browser,
         s.system, s.method, s.authenticated_at as authenticatedAt, u.name, u.email
  from sessions s
  join users u on u.id = s.user_id
  where s.id = ?`;

/** The id under which a session is stored. */
export function hashOfSession(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

/** The user of a session, also of one whose time is over; null if it was ended otherwise or never was. */
export function findSessionUser(db: Db, sessionId: string): string | null {
  return findRow(db, sessionRow, sessionSql, hashOfSession(sessionId))?.userId ?? null;
}

/**
 * The user of a session that is open and was seen within the last minutes, so that nothing of it is to be written; null for
 * every other.
 */
export function findSeenUser(db: Db, sessionId: string, now: Date): string | null {
  const found = findRow(db, sessionRow, sessionSql, hashOfSession(sessionId));
  if (!found || found.expiresAt * 1000 <= now.getTime()) return null;
  return found.seenAt > isoUtc(addMinutes(now, -seenMinutes)) ? found.userId : null;
}

/** Writes when a session was last seen, unless that was minutes ago: not every reading is to be a writing. */
export function recordSeen({ db, now }: Pick<Ctx, 'db' | 'now'>, sessionId: string, seenAt: string): void {
  if (seenAt > isoUtc(addMinutes(now, -seenMinutes))) return;
  preparedSql(db, 'update sessions set seen_at = ? where id = ?').run(isoUtc(now), hashOfSession(sessionId));
}

const ownSession = {
  id: text,
  createdAt: text,
  seenAt: text,
  expiresAt: integer,
  browser: oneOf(browsers),
  system: oneOf(systems),
  method: oneOf(sessionMethods),
};
export type OwnSession = Row<typeof ownSession> & { isThis: boolean };

/** The actor's sessions, the last seen first. `id` is the stored hash; it opens nothing. */
export function listOwnSessions(ctx: Ctx, sessionId: string): OwnSession[] {
  const rows = listRows(
    ctx.db,
    ownSession,
    `select id, created_at as createdAt, seen_at as seenAt, expires_at as expiresAt, browser, system, method
     from sessions
     where user_id = ? and expires_at > ?
     order by seen_at desc, id`,
    requireUserId(ctx),
    seconds(ctx.now),
  );
  return rows.map((row) => ({ ...row, isThis: row.id === hashOfSession(sessionId) }));
}

/** Ends one session of the actor; of another person nothing happens. */
export function endOwnSession(ctx: Ctx, id: string): void {
  preparedSql(ctx.db, 'delete from sessions where id = ? and user_id = ?').run(id, requireUserId(ctx));
}

/** Ends all sessions of the actor but this one. */
export function endOtherSessions(ctx: Ctx, sessionId: string): void {
  preparedSql(ctx.db, 'delete from sessions where user_id = ? and id <> ?').run(
    requireUserId(ctx),
    hashOfSession(sessionId),
  );
}

/** Ends the sessions of a person, or everybody's for null: the operator does so when keys or devices were stolen. */
export function endSessionsOf(ctx: Ctx, userId: string | null): number {
  if (ctx.actor.kind !== 'system') throw new Forbidden('the operator only');
  return inTransaction(ctx, ({ db }) => {
    const ended = preparedSql(db, 'delete from sessions where user_id = coalesce(?, user_id)').run(userId).changes;
    recordSecurityEvent(ctx, { kind: 'sessions-ended', userId, detail: userId ? 'of one' : 'of all' });
    return ended;
  });
}

export function hasExpiredSession({ db, now }: Pick<Ctx, 'db' | 'now'>): boolean {
  return hasRow(db, 'select 1 from sessions where expires_at <= ?', seconds(now));
}

export function eraseExpiredSessions({ db, now }: Pick<Ctx, 'db' | 'now'>): void {
  preparedSql(db, 'delete from sessions where expires_at <= ?').run(seconds(now));
}

function seconds(date: Date): number {
  return Math.floor(date.getTime() / 1000);
}

/**
 * Stores hashes, and ends each session when its time is over whatever is done in it: Lucia would prolong a session
 * that is used. People with a role of the town have the shorter time.
 */
function ownAdapter(db: Db, inner: Adapter): Adapter {
  const store = (session: DatabaseSession): DatabaseSession => {
    const { createdAt } = session.attributes;
    const hours = holdsRole({ db }, session.userId) ? roleHours : personHours;
    return { ...session, id: hashOfSession(session.id), expiresAt: addMinutes(new Date(createdAt), hours * 60) };
  };
  return {
    getSessionAndUser: async (id) => {
      const row = findRow(db, sessionRow, sessionSql, hashOfSession(id));
      if (!row) return [null, null];
      const { userId, expiresAt, name, email, ...attributes } = row;
      return [
        { id, userId, expiresAt: new Date(expiresAt * 1000), attributes },
        { id: userId, attributes: { name, email } },
      ];
    },
    getUserSessions: (userId) => inner.getUserSessions(userId),
    setSession: (session) => inner.setSession(store(session)),
    updateSessionExpiration: async () => {},
    deleteSession: (id) => inner.deleteSession(hashOfSession(id)),
    deleteUserSessions: (userId) => inner.deleteUserSessions(userId),
    deleteExpiredSessions: () => inner.deleteExpiredSessions(),
  };
}
