// The organisation or the supplier that an invitation is to. Both are taken through the same verbs.
import { findOrganisation, findPerson, requireUserId } from '#app/domain/accounts/accounts.server.ts';
import type { Party } from '#app/domain/accounts/invitation.ts';
import { findInvitation, isInvited } from '#app/domain/accounts/invitations.server.ts';
import { organisationTeam } from '#app/domain/accounts/memberships.server.ts';
import {
  acceptIntoTeam,
  declineTeam,
  findValidInvitation,
  type InvitationRefusal,
} from '#app/domain/accounts/teams.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { type Result, refused } from '#app/domain/shared/result.ts';
import { supplierTeam } from './members.server.ts';
import { findSuppliers } from './suppliers.server.ts';

export type InvitedParty = Party & { name: string; siret: string | null; slug: string | null };

/** An organisation or a supplier by name; undefined when it is gone. */
export function findParty(ctx: Pick<Ctx, 'db'>, { kind, id }: Party): InvitedParty | undefined {
  if (kind === 'supplier') {
    const [supplier] = findSuppliers(ctx, [id]);
    return supplier && { kind, id, name: supplier.name, siret: supplier.siret, slug: supplier.slug };
  }
  const organisation = findOrganisation(ctx, id);
  return organisation?.name ? { kind, id, slug: null, ...organisation } : undefined;
}

/** The invitation of a token, and whether it is for the actor; undefined when it cannot be taken any more. */
export function readInvitation(ctx: Ctx, token: string) {
  const sent = findInvitation(ctx, token);
  const party = sent && findParty(ctx, { kind: sent.party, id: sent.partyId });
  const invitation =
    party &&
    (party.kind === 'supplier'
      ? findValidInvitation(ctx, supplierTeam(party.id), token)
      : findValidInvitation(ctx, organisationTeam(party.id), token));
  if (!invitation) return undefined;
  return {
    ...invitation,
    party,
    inviter: findPerson(ctx, invitation.invitedBy)?.name ?? '',
    isMine: ctx.actor.kind === 'user' && isInvited(ctx, invitation, requireUserId(ctx)),
  };
}

/** The actor takes the invitation of a token. */
export function acceptInvitation(ctx: Ctx, token: string): Result<{ party: InvitedParty }, InvitationRefusal> {
  return answerInvitation(ctx, token, acceptIntoTeam);
}

/** The actor declines the invitation of a token. */
export function declineInvitation(ctx: Ctx, token: string): Result<{ party: InvitedParty }, InvitationRefusal> {
  return answerInvitation(ctx, token, declineTeam);
}

function answerInvitation(
  ctx: Ctx,
  token: string,
  answer: typeof acceptIntoTeam,
): Result<{ party: InvitedParty }, InvitationRefusal> {
  const sent = findInvitation(ctx, token);
  const party = sent && findParty(ctx, { kind: sent.party, id: sent.partyId });
  if (!party) return refused('gone');
  const answered =
    party.kind === 'supplier'
      ? answer(ctx, supplierTeam(party.id), token)
      : answer(ctx, organisationTeam(party.id), token);
  return answered.ok ? { ok: true, party } : answered;
}
