// Owns role_invitations: a role of the town is offered to an address and accepted by the person who reads its mail.
// The command line offers the first one; after that an administrator proposes and another one consents.
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, hasRow, listRows, nullable, oneOf, type Row, text } from '#db/rows.ts';
import { issueLetterToken } from './letter-tokens.server.ts';
import { letterTokenMinutes } from './letter-tokens.ts';
import { roleInvitationStates, type TownRole, townRoles } from './role.ts';
import { requireRole } from './roles.server.ts';

const roleInvitation = {
  id: text,
  email: text,
  role: oneOf(townRoles),
  state: oneOf(roleInvitationStates),
  /** The id of an administrator, or the name of the command line. */
  proposedBy: text,
  confirmedBy: nullable(text),
  expiresAt: text,
};
export type RoleInvitation = Row<typeof roleInvitation>;

const columns =
  'id, email, role, state, proposed_by as proposedBy, confirmed_by as confirmedBy, expires_at as expiresAt';
const commandLine = 'command line';

/** How many people are administrators. A single one names others alone: there is no second to ask. */
export function countAdministrators({ db }: Pick<Ctx, 'db'>): number {
  return listRows(db, { id: text }, `select user_id as id from user_roles where role = 'administrator'`).length;
}

/**
 * Offers the first administrator's role to an address, and returns the token of a link that is good once, for two days.
 * A second call ends the link of the first. Only the system may do so, and only while there is no administrator.
 */
export function inviteFirstAdministrator(
  ctx: Ctx,
  email: string,
): Result<{ token: string }, { reason: 'has-administrator' }> {
  return inTransaction(ctx, () => {
    if (ctx.actor.kind !== 'system' || countAdministrators(ctx) > 0) return refused('has-administrator');
    endOpenInvitations(ctx, { proposedBy: commandLine });
    const id = addInvitation(ctx, { email, role: 'administrator', proposedBy: commandLine, state: 'sent' });
    recordAudit(ctx, 'inviteFirstAdministrator', id);
    return done({ token: issueToken(ctx, id, email) });
  });
}

/**
 * Proposes a role for the reader of an address. The letter leaves when another administrator consents; while there is
 * only one administrator, at once.
 */
export function proposeRole(
  ctx: Ctx,
  email: string,
  role: TownRole,
): Result<{ sent: boolean }, { reason: 'holds-role' | 'invited-already' }> {
  const proposedBy = requireRole(ctx, 'administrator');
  return inTransaction(ctx, () => {
    if (holds(ctx, email, role)) return refused('holds-role');
    endOpenInvitations(ctx, { expiredAt: isoUtc(ctx.now) });
    if (findOpen(ctx, email, role)) return refused('invited-already');
    const alone = countAdministrators(ctx) === 1;
    const id = addInvitation(ctx, { email, role, proposedBy, state: alone ? 'sent' : 'proposed' });
    recordAudit(ctx, `proposeRole:${role}`, id);
    if (alone) sendLetter(ctx, id, email);
    return done({ sent: alone });
  });
}

/** A second administrator consents: the letter leaves. Refused to the proposer, and when it is not proposed any more. */
export function consentToRole(ctx: Ctx, id: string): Result<object, { reason: 'own-proposal' | 'not-now' }> {
  const confirmedBy = requireRole(ctx, 'administrator');
  return inTransaction(ctx, () => {
    const invitation = findRoleInvitation(ctx, id);
    if (invitation?.proposedBy === confirmedBy) return refused('own-proposal');
    const sent = preparedSql(
      ctx.db,
      `update role_invitations
       set state = 'sent', confirmed_by = @confirmedBy, expires_at = @expiresAt
       where id = @id and state = 'proposed' and expires_at > @now and proposed_by <> @confirmedBy`,
    ).run({ id, confirmedBy, now: isoUtc(ctx.now), expiresAt: tokenEnd(ctx) });
    if (!invitation || sent.changes === 0) return refused('not-now');
    recordAudit(ctx, `consentToRole:${invitation.role}`, id);
    sendLetter(ctx, id, invitation.email);
    return done();
  });
}

/** Takes an open invitation back; its link ends. Refused when it is open no longer. */
export function withdrawRole(ctx: Ctx, id: string): Result<object, { reason: 'not-now' }> {
  requireRole(ctx, 'administrator');
  return inTransaction(ctx, () => {
    const ended = preparedSql(
      ctx.db,
      `update role_invitations set state = 'ended', ended_at = ? where id = ? and state in ('proposed', 'sent')`,
    ).run(isoUtc(ctx.now), id);
    if (ended.changes === 0) return refused('not-now');
    recordAudit(ctx, 'withdrawRole', id);
    return done();
  });
}

/** Invitations that wait for a consent or for their reader, the oldest first. */
export function listRoleInvitations({ db, now }: Pick<Ctx, 'db' | 'now'>): RoleInvitation[] {
  return listRows(
    db,
    roleInvitation,
    `select ${columns} from role_invitations where state in ('proposed', 'sent') and expires_at > ? order by proposed_at`,
    isoUtc(now),
  );
}

export function findRoleInvitation({ db }: Pick<Ctx, 'db'>, id: string): RoleInvitation | undefined {
  return findRow(db, roleInvitation, `select ${columns} from role_invitations where id = ?`, id);
}

function addInvitation(
  ctx: Ctx,
  added: { email: string; role: TownRole; proposedBy: string; state: 'proposed' | 'sent' },
): string {
  const id = newId('rol');
  preparedSql(
    ctx.db,
    `insert into role_invitations (id, email, role, state, proposed_by, proposed_at, expires_at)
     values (@id, @email, @role, @state, @proposedBy, @proposedAt, @expiresAt)`,
  ).run({ ...added, id, proposedAt: isoUtc(ctx.now), expiresAt: tokenEnd(ctx, added.state) });
  return id;
}

const proposalDays = 14;

/** A proposal waits for two weeks, a link for as long as its token is good. */
function tokenEnd({ now }: Pick<Ctx, 'now'>, state: 'proposed' | 'sent' = 'sent'): string {
  const minutes = state === 'sent' ? letterTokenMinutes['steward-invitation'] : proposalDays * 24 * 60;
  return isoUtc(addMinutes(now, minutes));
}

function issueToken(ctx: Ctx, id: string, email: string): string {
  return issueLetterToken(ctx, { purpose: 'steward-invitation', userId: null, email, payload: { id } });
}

function sendLetter(ctx: Ctx, id: string, email: string): void {
  const secret = issueToken(ctx, id, email);
  enqueue(ctx, 'mail', `mail:role-invitation:${id}`, { template: 'role-invitation', secret });
  recordSecurityEvent(ctx, { kind: 'invitation-sent', userId: null, detail: 'role' });
}

/** Ends the open invitations of a proposer, or those whose time is over. */
function endOpenInvitations(ctx: Ctx, of: { proposedBy?: string; expiredAt?: string }): void {
  preparedSql(
    ctx.db,
    `update role_invitations
     set state = 'ended', ended_at = @now
     where state in ('proposed', 'sent') and (proposed_by = @proposedBy or expires_at <= @expiredAt)`,
  ).run({ now: isoUtc(ctx.now), proposedBy: of.proposedBy ?? null, expiredAt: of.expiredAt ?? null });
}

function findOpen({ db }: Pick<Ctx, 'db'>, email: string, role: TownRole): boolean {
  return hasRow(
    db,
    `select 1 from role_invitations where email = ? and role = ? and state in ('proposed', 'sent')`,
    email,
    role,
  );
}

function holds({ db }: Pick<Ctx, 'db'>, email: string, role: TownRole): boolean {
  return hasRow(
    db,
    'select 1 from user_roles r join users u on u.id = r.user_id where u.email = ? and r.role = ?',
    email,
    role,
  );
}

/** Deletes invitations whose time was over before `before`, at most `limit`; returns how many. */
export function eraseOldRoleInvitations({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    'delete from role_invitations where id in (select id from role_invitations where expires_at < ? limit ?)',
  ).run(before, limit).changes;
}

/** Deletes the invitations sent to an address or proposed by a person, in the caller's transaction. */
export function eraseRoleInvitations({ db }: Pick<Ctx, 'db'>, email: string, userId: string): void {
  preparedSql(db, 'delete from role_invitations where email = ? or proposed_by = ?').run(email, userId);
}
