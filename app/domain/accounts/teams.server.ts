// The people of an organisation or of a supplier, and their roles: one set of verbs for both. A team always has a person
// who leads it: the last one cannot leave, be removed or lose the role, but can hand the team over, in one act that both
// confirm.
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { Forbidden } from '#app/domain/shared/errors.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { findUserId, listPeople, requireUserId } from './accounts.server.ts';
import type { Party } from './invitation.ts';
import {
  endInvitation,
  endInvitationsOf,
  findInvitation,
  type Invitation,
  isInvited,
  listInvitations,
  openInvitation,
} from './invitations.server.ts';

type Reader = Pick<Ctx, 'db'>;

/** A team as its own room keeps it. */
export type PartyTeam<R extends string> = {
  party: Party;
  /** The closed list of roles, in the order that pages show them. */
  roles: readonly R[];
  /** The role that has every right. */
  lead: R;
  /** The roles of each member, by user id. */
  read: (ctx: Reader) => Map<string, R[]>;
  /** Replaces the roles of a person, in the caller's transaction; none of them is no member any more. */
  write: (ctx: Ctx, userId: string, roles: readonly R[]) => void;
};

export type TeamRefusal = { reason: 'last-lead' | 'not-now' };

/** The members with their roles, by name. */
export function listTeam<R extends string>(ctx: Reader, team: PartyTeam<R>) {
  const members = team.read(ctx);
  return listPeople(ctx, [...members.keys()]).map(({ id, ...person }) => ({
    ...person,
    userId: id,
    roles: members.get(id) ?? [],
  }));
}

/** Invites an address to the roles. Refused for a member, and while the address has an open invitation. */
export function inviteToTeam<R extends string>(
  ctx: Ctx,
  team: PartyTeam<R>,
  input: { email: string; roles: readonly R[] },
): Result<object, { reason: 'member' | 'open' }> {
  return inTransaction(ctx, () => {
    requireLead(ctx, team);
    const invited = findUserId(ctx, input.email);
    if (invited && team.read(ctx).has(invited)) return refused('member');
    return openInvitation(ctx, team.party, input);
  });
}

/** Offers a member the place of the actor, who keeps the roles `keeps`. Refused while another offer is open. */
export function offerTeam<R extends string>(
  ctx: Ctx,
  team: PartyTeam<R>,
  userId: string,
  keeps: readonly R[],
): Result<object, { reason: 'open' | 'not-now' }> {
  return inTransaction(ctx, () => {
    const giver = requireLead(ctx, team);
    const member = listTeam(ctx, team).find((one) => one.userId === userId);
    if (!member || userId === giver) return refused('not-now');
    const kept = keeps.filter((role) => role !== team.lead);
    return openInvitation(ctx, team.party, { email: member.email, roles: [team.lead], giverKeeps: kept });
  });
}

/** Gives a member other roles. Refuses to take the lead from its last holder, and with `not-now` for no member. */
export function changeTeamRoles<R extends string>(
  ctx: Ctx,
  team: PartyTeam<R>,
  userId: string,
  roles: readonly R[],
): Result<object, TeamRefusal> {
  return inTransaction(ctx, () => {
    requireLead(ctx, team);
    const changed = writeRoles(ctx, team, userId, roles);
    if (changed.ok) recordAudit(ctx, `changeRoles:${roles.join(',')}`, `${team.party.id}:${userId}`);
    return changed;
  });
}

/** Removes a member; refusals as of `changeTeamRoles`. */
export function removeFromTeam<R extends string>(
  ctx: Ctx,
  team: PartyTeam<R>,
  userId: string,
): Result<object, TeamRefusal> {
  return inTransaction(ctx, () => {
    requireLead(ctx, team);
    const removed = writeRoles(ctx, team, userId, []);
    if (removed.ok) recordAudit(ctx, 'removeMember', `${team.party.id}:${userId}`);
    return removed;
  });
}

/** The actor leaves; refusals as of `changeTeamRoles`. */
export function leaveTeam<R extends string>(ctx: Ctx, team: PartyTeam<R>): Result<object, TeamRefusal> {
  const userId = requireUserId(ctx);
  return inTransaction(ctx, () => {
    const left = writeRoles(ctx, team, userId, []);
    if (left.ok) recordAudit(ctx, 'leaveTeam', `${team.party.id}:${userId}`);
    return left;
  });
}

/** Withdraws what was sent. False when it was accepted or ended before. */
export function withdrawInvitation<R extends string>(ctx: Ctx, team: PartyTeam<R>, invitationId: string): boolean {
  return inTransaction(ctx, () => {
    requireLead(ctx, team);
    return endInvitation(ctx, team.party, invitationId, 'withdrawn');
  });
}

export type InvitationRefusal = { reason: 'gone' | 'other-address' };

/** The open invitation of a token whose sender may still invite; undefined otherwise. */
export function findValidInvitation<R extends string>(
  ctx: Pick<Ctx, 'db' | 'now'>,
  team: PartyTeam<R>,
  token: string,
): Invitation | undefined {
  const invitation = findInvitation(ctx, token);
  const isOfTeam = invitation?.party === team.party.kind && invitation.partyId === team.party.id;
  return isOfTeam && isLead(team.read(ctx), team, invitation.invitedBy) ? invitation : undefined;
}

function findOwnInvitation<R extends string>(
  ctx: Ctx,
  team: PartyTeam<R>,
  token: string,
  userId: string,
): Result<{ invitation: Invitation }, InvitationRefusal> {
  const invitation = findValidInvitation(ctx, team, token);
  if (!invitation) return refused('gone');
  return isInvited(ctx, invitation, userId) ? done({ invitation }) : refused('other-address');
}

/**
 * The signed-in actor takes the invitation of a token: the roles are added to theirs. Of a hand-over the giver keeps
 * the roles that they said, and both get a letter. Refused for another address than the one invited.
 */
export function acceptIntoTeam<R extends string>(
  ctx: Ctx,
  team: PartyTeam<R>,
  token: string,
): Result<object, InvitationRefusal> {
  const userId = requireUserId(ctx);
  return inTransaction(ctx, () => {
    const found = findOwnInvitation(ctx, team, token, userId);
    if (!found.ok) return found;
    const { invitation } = found;
    const before = team.read(ctx).get(userId) ?? [];
    const given = team.roles.filter((role) => before.includes(role) || invitation.roles.includes(role));
    if (invitation.giverKeeps && before.length === 0) return refused('gone');
    endInvitation(ctx, team.party, invitation.id, 'accepted');
    team.write(ctx, userId, given);
    if (invitation.giverKeeps) {
      const kept = invitation.giverKeeps;
      writeRoles(
        ctx,
        team,
        invitation.invitedBy,
        team.roles.filter((role) => kept.includes(role)),
      );
      tellHandOver(ctx, team.party, invitation.invitedBy, userId);
    } else tellJoined(ctx, team, userId, invitation.id);
    recordAudit(ctx, invitation.giverKeeps ? 'acceptHandOver' : 'acceptInvitation', `${team.party.id}:${userId}`);
    recordSecurityEvent(ctx, { kind: 'invitation-accepted', detail: team.party.id });
    return done();
  });
}

/** The signed-in actor declines what was sent to their address. */
export function declineTeam<R extends string>(
  ctx: Ctx,
  team: PartyTeam<R>,
  token: string,
): Result<object, InvitationRefusal> {
  const userId = requireUserId(ctx);
  return inTransaction(ctx, () => {
    const found = findOwnInvitation(ctx, team, token, userId);
    if (!found.ok) return found;
    const { invitation } = found;
    endInvitation(ctx, team.party, invitation.id, 'declined');
    return done();
  });
}

/** In the caller's transaction, which is what keeps two people from removing each other at once. */
function writeRoles<R extends string>(
  ctx: Ctx,
  team: PartyTeam<R>,
  userId: string,
  roles: readonly R[],
): Result<object, TeamRefusal> {
  const members = team.read(ctx);
  if (!members.has(userId)) return refused('not-now');
  const losesLead = isLead(members, team, userId) && !roles.includes(team.lead);
  if (losesLead && countLeads(members, team) === 1) return refused('last-lead');
  team.write(ctx, userId, roles);
  if (losesLead) endInvitationsOf(ctx, team.party, userId);
  if (roles.length === 0) endOffersTo(ctx, team.party, userId);
  return done();
}

/** An offer to a member ends when they are none any more. */
function endOffersTo(ctx: Ctx, party: Party, userId: string): void {
  const offer = listInvitations(ctx, party).find((one) => one.giverKeeps && isInvited(ctx, one, userId));
  if (offer) endInvitation(ctx, party, offer.id, 'withdrawn');
}

function isLead<R extends string>(members: ReadonlyMap<string, R[]>, { lead }: PartyTeam<R>, userId: string): boolean {
  return members.get(userId)?.includes(lead) ?? false;
}

function countLeads<R extends string>(members: ReadonlyMap<string, R[]>, { lead }: PartyTeam<R>): number {
  return [...members.values()].filter((roles) => roles.includes(lead)).length;
}

/** The actor's user id. Throws Forbidden for who does not lead the team. */
function requireLead<R extends string>(ctx: Ctx, team: PartyTeam<R>): string {
  const userId = requireUserId(ctx);
  if (!isLead(team.read(ctx), team, userId)) throw new Forbidden(`${team.lead} only`);
  return userId;
}

/** To the people who lead the team, of whom one has invited. */
function tellJoined<R extends string>(ctx: Ctx, team: PartyTeam<R>, joined: string, invitationId: string): void {
  for (const [userId, roles] of team.read(ctx))
    if (roles.includes(team.lead) && userId !== joined)
      enqueue(ctx, 'mail', `mail:team-joined:${invitationId}:${userId}`, {
        template: 'team-joined',
        userId,
        party: team.party.kind,
        partyId: team.party.id,
        joined,
      });
}

function tellHandOver(ctx: Ctx, party: Party, from: string, to: string): void {
  const id = newId('hov');
  for (const userId of [from, to])
    enqueue(ctx, 'mail', `mail:team-handed-over:${id}:${userId}`, {
      template: 'team-handed-over',
      userId,
      party: party.kind,
      partyId: party.id,
      from,
      to,
    });
}
