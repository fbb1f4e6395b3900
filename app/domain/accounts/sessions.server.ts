// The only file that uses Lucia. The browser holds a random session id; the table holds only its SHA-256.
import { createHash } from 'node:crypto';
import { DrizzleSQLiteAdapter } from '@lucia-auth/adapter-drizzle';
import { type Adapter, type Cookie, type DatabaseSession, Lucia } from 'lucia';
import type { Db } from '#db/client.ts';
import { findRow, integer, text } from '#db/rows.ts';
import { sessions, users } from '#db/schema/accounts.ts';

declare module 'lucia' {
  interface Register {
    Lucia: Lucia<Record<never, never>, { name: string; email: string }>;
    DatabaseUserAttributes: { name: string; email: string };
  }
}

export type Sessions = Lucia<Record<never, never>, { name: string; email: string }>;

/** `secure` gives the cookie its __Host- prefix; only plain HTTP on a developer's machine runs without it. */
export function createSessions(db: Db, secure: boolean): Sessions {
  return new Lucia(hashingAdapter(db, new DrizzleSQLiteAdapter(db, sessions, users)), {
    sessionCookie: {
      name: secure ? '__Host-halle-session' : 'halle-session',
      attributes: { secure, sameSite: 'lax', path: '/' },
    },
    getUserAttributes: ({ name, email }) => ({ name, email }),
  });
}

/** Creates a session and its cookie, and invalidates the browser's previous session (rotation at login). */
export async function openSession(lucia: Sessions, userId: string, previous: string | null): Promise<Cookie> {
  if (previous) await lucia.invalidateSession(previous);
  const session = await lucia.createSession(userId, {});
  return lucia.createSessionCookie(session.id);
}

/** A prepared statement, because it runs on every request of a signed-in user. */
const sessionRow = { userId: text, expiresAt: integer, name: text, email: text };
const sessionSql = `
  select s.user_id as userId, s.expires_at as expiresAt, u.name, u.email
  from sessions s
  join users u on u.id = s.user_id
  where s.id = ?`;

const hashed = (id: string) => createHash('sha256').update(id).digest('hex');

/** The user of a session, also of one whose time is over; null if it was ended otherwise or never was. */
export function findSessionUser(db: Db, sessionId: string): string | null {
  return findRow(db, sessionRow, sessionSql, hashed(sessionId))?.userId ?? null;
}

function hashingAdapter(db: Db, inner: Adapter): Adapter {
  const store = (session: DatabaseSession) => ({ ...session, id: hashed(session.id) });
  return {
    getSessionAndUser: async (id) => {
      const row = findRow(db, sessionRow, sessionSql, hashed(id));
      if (!row) return [null, null];
      const { userId, expiresAt, name, email } = row;
      return [
        { id, userId, expiresAt: new Date(expiresAt * 1000), attributes: {} },
        { id: userId, attributes: { name, email } },
      ];
    },
    getUserSessions: (userId) => inner.getUserSessions(userId),
    setSession: (session) => inner.setSession(store(session)),
    updateSessionExpiration: (id, expiresAt) => inner.updateSessionExpiration(hashed(id), expiresAt),
    deleteSession: (id) => inner.deleteSession(hashed(id)),
    deleteUserSessions: (userId) => inner.deleteUserSessions(userId),
    deleteExpiredSessions: () => inner.deleteExpiredSessions(),
  };
}
