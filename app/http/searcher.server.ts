// By what the people of searches without an answer are told apart: the account, else the network address.
import type { IncomingMessage } from 'node:http';
import { findSeenUser } from '#app/domain/accounts/sessions.server.ts';
import { groupAddress } from '#app/domain/security/client-address.ts';
import type { Services } from '#app/wiring.server.ts';
import { readCookies } from './cookies.ts';
import { findClientAddress, type TrustedProxy } from './trusted-proxy.ts';

type Searched = Pick<IncomingMessage, 'headers'> & { socket: Pick<IncomingMessage['socket'], 'remoteAddress'> };

/** Null for a page that is fetched ahead, which no person asked for, and for a client without an address. */
export function findSearcher(
  {
    db,
    clock,
    sessions,
  }: Pick<Services, 'db' | 'clock'> & { sessions: Pick<Services['sessions'], 'sessionCookieName'> },
  { headers, socket }: Searched,
  trusted: TrustedProxy | null,
): string | null {
  const purpose = [headers['sec-purpose'], headers.purpose].flat().join();
  if (/prefetch|prerender/.test(purpose)) return null;
  const sessionId = readCookies(headers.cookie ?? null).get(sessions.sessionCookieName);
  const userId = sessionId ? findSeenUser(db, sessionId, clock.now()) : null;
  if (userId !== null) return `user ${userId}`;
  const forwarded = headers['x-forwarded-for'];
  const address = findClientAddress(socket.remoteAddress, [forwarded ?? []].flat().join(',') || undefined, trusted);
  return address ? `address ${groupAddress(address)}` : null;
}
