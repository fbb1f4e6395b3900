// Passkeys of people: a key that their device keeps, and that asks for PIN, finger or face. Owns passkeys.
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { blob, findRow, hasRow, integer, jsonOf, listRows, nullable, type Row, text } from '#db/rows.ts';
import { requireUserId } from './accounts.server.ts';
import { type ChallengeBinding, issueChallenge, spendChallenge } from './challenges.server.ts';
import type { RelyingParty } from './relying-party.ts';
import {
  makeCreationOptions,
  makeRequestOptions,
  type PasskeyAssertion,
  readAssertion,
  readChallenge,
  verifyAssertion,
  verifyRegistration,
} from './webauthn.server.ts';

const list = jsonOf('a list of text', (value): value is string[] => Array.isArray(value));
const ownPasskey = { id: text, name: text, transports: list, createdAt: text, usedAt: nullable(text) };
export type OwnPasskey = Row<typeof ownPasskey>;

const storedPasskey = { id: text, userId: text, publicKey: blob, counter: integer };
type StoredPasskey = Row<typeof storedPasskey>;

const maxPasskeys = 20;

export function listOwnPasskeys(ctx: Ctx): OwnPasskey[] {
  return listPasskeysOf(ctx, requireUserId(ctx));
}

/** The keys of a person whom a letter has named; the caller knows that its reader may see them. */
export function listPasskeysOf({ db }: Pick<Ctx, 'db'>, userId: string): OwnPasskey[] {
  return listRows(
    db,
    ownPasskey,
    `select id, name, transports, created_at as createdAt, used_at as usedAt
     from passkeys
     where user_id = ?
     order by created_at, id`,
    userId,
  );
}

export function hasPasskey({ db }: Pick<Ctx, 'db'>, userId: string): boolean {
  return hasRow(db, 'select 1 from passkeys where user_id = ?', userId);
}

/** Options to make a key in this session (`navigator.credentials.create`). */
export function offerNewPasskey(
  ctx: Ctx,
  party: RelyingParty,
  owner: { id: string; name: string; email: string },
  sessionId: string,
) {
  const challenge = issueChallenge(ctx.now, { purpose: 'register', holder: sessionId });
  return makeCreationOptions(party, owner, listOwnPasskeys(ctx), challenge);
}

/** Options to sign a challenge of this binding (`navigator.credentials.get`), with one of the actor's keys if there is one. */
export function askForPasskey(ctx: Ctx, party: RelyingParty, binding: ChallengeBinding) {
  const own = ctx.actor.kind === 'user' ? listOwnPasskeys(ctx) : [];
  return makeRequestOptions(party, own, issueChallenge(ctx.now, binding));
}

/** Options to sign `challenge`, such as the hash of a decision, with one of the actor's keys. */
export function askForSignature(ctx: Ctx, party: RelyingParty, challenge: string) {
  return makeRequestOptions(party, listOwnPasskeys(ctx), challenge);
}

type AddRefusal = { reason: 'not-verified' | 'known' | 'too-many' };

/** Stores the key that the actor's device made for this session. */
export async function addPasskey(
  ctx: Ctx,
  party: RelyingParty,
  sessionId: string,
  { name, credential }: { name: string; credential: string },
): Promise<Result<object, AddRefusal>> {
  const userId = requireUserId(ctx);
  const binding: ChallengeBinding = { purpose: 'register', holder: sessionId };
  const made = await verifyRegistration(party, credential, (challenge) => spendChallenge(ctx.now, challenge, binding));
  if (!made.ok) return made;
  return inTransaction(ctx, ({ db }) => {
    if (listOwnPasskeys(ctx).length >= maxPasskeys) return refused('too-many');
    const added = preparedSql(
      db,
      `insert into passkeys (id, user_id, name, public_key, counter, transports, created_at)
       values (?, ?, ?, ?, ?, ?, ?)
       on conflict do nothing`,
    ).run(made.id, userId, name, made.publicKey, made.counter, JSON.stringify(made.transports), isoUtc(ctx.now));
    if (added.changes === 0) return refused('known');
    recordSecurityEvent(ctx, { kind: 'passkey-added' });
    recordAudit(ctx, 'addPasskey', userId);
    return done();
  });
}

/** Names one of the actor's keys; of another person nothing happens. */
export function renamePasskey(ctx: Ctx, id: string, name: string): void {
  preparedSql(ctx.db, 'update passkeys set name = ? where id = ? and user_id = ?').run(name, id, requireUserId(ctx));
}

/** Removes one of the actor's keys, unless no other way in would be left. */
export function removePasskey(ctx: Ctx, id: string): Result<object, { reason: 'last-way-in' }> {
  const userId = requireUserId(ctx);
  return inTransaction(ctx, ({ db }) => {
    const hasPassword = hasRow(db, `select 1 from users where id = ? and password_hash <> ''`, userId);
    if (!hasPassword && listOwnPasskeys(ctx).length < 2) return refused('last-way-in');
    const removed = preparedSql(db, 'delete from passkeys where id = ? and user_id = ?').run(id, userId);
    if (removed.changes > 0) {
      recordSecurityEvent(ctx, { kind: 'passkey-removed' });
      recordAudit(ctx, 'removePasskey', userId);
    }
    return done();
  });
}

/** Removes all keys of a person with a new password, in the caller's transaction. */
export function endPasskeys(ctx: Ctx, userId: string): void {
  const ended = preparedSql(ctx.db, 'delete from passkeys where user_id = ?').run(userId);
  if (ended.changes > 0) recordSecurityEvent(ctx, { kind: 'passkey-removed', userId, detail: 'password-reset' });
}

/** `counter`: the authenticator signed less often than it said before, so that a copy of it may exist. */
export type PasskeyRefusal = { reason: 'not-verified' | 'unknown-key' | 'counter' };

/** The person whose key signed a challenge of this binding. The challenge is used up, whatever comes of it. */
export async function authenticateByPasskey(
  ctx: Ctx,
  party: RelyingParty,
  typed: string,
  binding: ChallengeBinding,
): Promise<Result<{ userId: string }, PasskeyRefusal>> {
  const signed = readAssertion(typed);
  const challenge = signed && readChallenge(signed.response.clientDataJSON);
  if (!signed || !challenge || !spendChallenge(ctx.now, challenge, binding)) return refused('not-verified');
  const checked = await checkAssertion(ctx, party, signed, challenge);
  return checked.ok ? { ok: true, userId: checked.passkey.userId } : checked;
}

/** The same for a challenge that the caller knows and uses up: the hash of what the actor decides. */
export async function verifySignature(
  ctx: Ctx,
  party: RelyingParty,
  typed: string,
  challenge: string,
): Promise<Result<{ signed: PasskeyAssertion; publicKey: Buffer }, PasskeyRefusal>> {
  const signed = readAssertion(typed);
  if (!signed) return refused('not-verified');
  const checked = await checkAssertion(ctx, party, signed, challenge);
  return checked.ok ? { ok: true, signed, publicKey: checked.passkey.publicKey } : checked;
}

/** Verifies a signature and stores its counter. A signed-in actor's own key only. */
async function checkAssertion(
  ctx: Ctx,
  party: RelyingParty,
  signed: PasskeyAssertion,
  challenge: string,
): Promise<Result<{ passkey: StoredPasskey }, PasskeyRefusal>> {
  const passkey = findRow(
    ctx.db,
    storedPasskey,
    'select id, user_id as userId, public_key as publicKey, counter from passkeys where id = ?',
    signed.id,
  );
  if (!passkey) return refused('unknown-key');
  if (ctx.actor.kind === 'user' && passkey.userId !== ctx.actor.userId) return refused('unknown-key');
  const verified = await verifyAssertion(party, signed, passkey, challenge);
  if (!verified.ok) return verified;
  const { counter } = verified;
  // Authenticators without a counter always say 0. In one statement: of two requests with one signature one gets on.
  const stored = preparedSql(
    ctx.db,
    `update passkeys
     set counter = @counter, used_at = @now
     where id = @id and (counter < @counter or (counter = 0 and @counter = 0))`,
  ).run({ id: passkey.id, counter, now: isoUtc(ctx.now) });
  const event = { userId: passkey.userId, detail: stored.changes > 0 ? 'verified' : 'counter' };
  recordSecurityEvent(ctx, { kind: 'passkey-used', ...event });
  return stored.changes > 0 ? { ok: true, passkey } : refused('counter');
}
