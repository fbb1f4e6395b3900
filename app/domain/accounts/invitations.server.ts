// Invitations to an organisation or to a supplier's team: one mechanism. An invitation is bound to an e-mail address, is
// taken once, expires, and ends with the role of who sent it. A hand-over is an invitation too: who accepts it takes the
// place of who offered it. The table has only the hash of the token; the letter has the token in its query.
import { createHash, randomBytes } from 'node:crypto';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, jsonOf, listRows, nullable, oneOf, type Row, text } from '#db/rows.ts';
import { findPerson, requireUserId } from './accounts.server.ts';
import { type InvitationEnding, invitationDays, type Party, partyKinds } from './invitation.ts';

const texts = jsonOf('a list of texts', (value): value is string[] => Array.isArray(value));
const invitation = {
  id: text,
  party: oneOf(partyKinds),
  partyId: text,
  email: text,
  roles: texts,
  giverKeeps: nullable(texts),
  invitedBy: text,
  createdAt: text,
  expiresAt: text,
};
export type Invitation = Row<typeof invitation>;

const columns = `id, party, party_id as partyId, email, roles, giver_keeps as giverKeeps, invited_by as invitedBy,
       created_at as createdAt, expires_at as expiresAt`;

export type InvitationInput = {
  email: string;
  roles: readonly string[];
  /** Of a hand-over: the roles that the giver keeps. */
  giverKeeps?: readonly string[];
};

/**
 * Writes an invitation and its letter, in the language of the inviter; who may invite is the caller's to know. Refused
 * while the address, or a hand-over of this party, has one that is open.
 */
export function openInvitation(ctx: Ctx, party: Party, input: InvitationInput): Result<object, { reason: 'open' }> {
  const invitedBy = requireUserId(ctx);
  const token = randomBytes(24).toString('base64url');
  return inTransaction(ctx, () => {
    endExpired(ctx, party);
    const open = listInvitations(ctx, party);
    const isSame = (one: Invitation) => one.email === input.email || (input.giverKeeps && one.giverKeeps);
    if (open.some(isSame)) return refused('open');
    const id = newId('inv');
    preparedSql(
      ctx.db,
      `insert into invitations (id, party, party_id, email, roles, giver_keeps, token_hash, invited_by, created_at, expires_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      id,
      party.kind,
      party.id,
      input.email,
      JSON.stringify(input.roles),
      input.giverKeeps ? JSON.stringify(input.giverKeeps) : null,
      hashOf(token),
      invitedBy,
      isoUtc(ctx.now),
      isoUtc(addMinutes(ctx.now, invitationDays * 24 * 60)),
    );
    enqueue(ctx, 'mail', `mail:invitation:${id}`, {
      template: 'invitation',
      to: input.email,
      locale: ctx.locale,
      party: party.kind,
      partyId: party.id,
      invitedBy,
      handsOver: input.giverKeeps !== undefined,
      secret: token,
    });
    recordAudit(ctx, input.giverKeeps ? 'offerHandOver' : 'invite', `${party.id}:${id}`);
    recordSecurityEvent(ctx, { kind: 'invitation-sent', detail: party.id });
    return done();
  });
}

/** The open invitations of a party, the oldest first. */
export function listInvitations(ctx: Pick<Ctx, 'db' | 'now'>, party: Party): Invitation[] {
  return listRows(
    ctx.db,
    invitation,
    `select ${columns}
     from invitations
     where party = ? and party_id = ? and ended_at is null and expires_at > ?
     order by created_at`,
    party.kind,
    party.id,
    isoUtc(ctx.now),
  );
}

/** The open invitation of a token; undefined when the token is wrong, used or expired. */
export function findInvitation(ctx: Pick<Ctx, 'db' | 'now'>, token: string): Invitation | undefined {
  return findRow(
    ctx.db,
    invitation,
    `select ${columns}
     from invitations
     where token_hash = ? and ended_at is null and expires_at > ?`,
    hashOf(token),
    isoUtc(ctx.now),
  );
}

/** Whether an invitation is for this person: the letter went to the address of their account. */
export function isInvited(ctx: Pick<Ctx, 'db'>, { email }: Pick<Invitation, 'email'>, userId: string): boolean {
  return findPerson(ctx, userId)?.email === email;
}

/** Ends an invitation, in the caller's transaction. False when it was ended before. */
export function endInvitation(ctx: Ctx, party: Party, id: string, as: InvitationEnding): boolean {
  const ended = preparedSql(
    ctx.db,
    `update invitations
     set ended_at = ?, ended_as = ?
     where id = ? and party = ? and party_id = ? and ended_at is null`,
  ).run(isoUtc(ctx.now), as, id, party.kind, party.id);
  if (ended.changes === 0) return false;
  recordAudit(ctx, `endInvitation:${as}`, `${party.id}:${id}`);
  return true;
}

/** Ends what a person has sent for a party, when they lose the role to do so; in the caller's transaction. */
export function endInvitationsOf(ctx: Ctx, party: Party, userId: string): void {
  preparedSql(
    ctx.db,
    `update invitations
     set ended_at = ?, ended_as = 'inviter-left'
     where party = ? and party_id = ? and invited_by = ? and ended_at is null`,
  ).run(isoUtc(ctx.now), party.kind, party.id, userId);
}

function endExpired(ctx: Ctx, party: Party): void {
  preparedSql(
    ctx.db,
    `update invitations
     set ended_at = expires_at, ended_as = 'expired'
     where party = ? and party_id = ? and ended_at is null and expires_at <= ?`,
  ).run(party.kind, party.id, isoUtc(ctx.now));
}

/** Deletes the invitations sent to an address and those that a person sent, in the caller's transaction. */
export function eraseInvitations({ db }: Pick<Ctx, 'db'>, email: string, userId: string): void {
  preparedSql(db, 'delete from invitations where email = ? or invited_by = ?').run(email, userId);
}

/** Deletes invitations whose time was over before `before`, at most `limit`; returns how many. */
export function eraseOldInvitations({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    'delete from invitations where id in (select id from invitations where expires_at < ? limit ?)',
  ).run(before, limit).changes;
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
