// The forms of a team's page, the same for an organisation and for a supplier: their schemas, and the answers.
import { z } from 'zod';
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { listInvitations } from '#app/domain/accounts/invitations.server.ts';
import {
  changeTeamRoles,
  inviteToTeam,
  leaveTeam,
  listTeam,
  offerTeam,
  type PartyTeam,
  removeFromTeam,
  type TeamRefusal,
  withdrawInvitation,
} from '#app/domain/accounts/teams.server.ts';
import { displayEmail } from '#app/domain/shared/identifiers/display-email.server.ts';
import type { Result } from '#app/domain/shared/result.ts';
import type { Editing } from './edit-conflicts.ts';
import { openEdit } from './edit-form.ts';
import { type FormAnswer, goTo, invalidForm, invalidInput } from './form-answer.ts';
import { email, rowId } from './form-fields.ts';
import type { RequestContext } from './request-context.server.ts';

/** A team with the page that shows it and the name that it has there. */
export type ShownTeam<R extends string> = { team: PartyTeam<R>; name: string; path: string };

/** The schemas of the forms of a team: each role is a box of its own name. */
export function teamSchemas<R extends string>(roles: readonly R[]) {
  const isTicked = (posted: Record<string, unknown>) => (role: R) =>
    typeof posted[role] === 'string' && posted[role] !== '';
  return {
    invite: z.looseObject({ email }).transform((posted, context) => {
      const ticked = roles.filter(isTicked(posted));
      if (ticked.length === 0) context.addIssue({ code: 'custom', message: 'role' });
      return { email: posted.email, roles: ticked };
    }),
    change: z.looseObject({ member: rowId }).transform((posted, context) => {
      const ticked = roles.filter(isTicked(posted));
      if (ticked.length === 0) context.addIssue({ code: 'custom', message: 'role' });
      return { member: posted.member, roles: ticked };
    }),
    offer: z
      .looseObject({ member: rowId })
      .transform((posted) => ({ member: posted.member, roles: roles.filter(isTicked(posted)) })),
    member: z.object({ member: rowId }),
    invitation: z.object({ invitation: rowId }),
  };
}

/** The data of a team's page for the actor. */
export function teamView<R extends string>(ctx: RequestContext, team: PartyTeam<R>) {
  const me = requireUserId(ctx);
  const members = listTeam(ctx, team);
  const isLead = members.some(({ userId, roles }) => userId === me && roles.includes(team.lead));
  const names = new Map(members.map(({ email: address, name }) => [address, name]));
  return {
    kind: team.party.kind,
    isLead,
    roles: team.roles,
    lead: team.lead,
    members: members.map(({ userId, name, email: address, roles }) => {
      const kept = boxesOf(team, roles);
      return {
        userId,
        name,
        email: displayEmail(address),
        roles: team.roles.filter((role) => roles.includes(role)),
        isMe: userId === me,
        kept,
        shown: openEdit(kept),
      };
    }),
    invitations: isLead
      ? listInvitations(ctx, team.party).map((one) => ({
          id: one.id,
          email: displayEmail(one.email),
          name: names.get(one.email) ?? null,
          roles: team.roles.filter((role) => one.roles.includes(role)),
          isOffer: one.giverKeeps !== null,
          expiresAt: one.expiresAt,
        }))
      : [],
  };
}

function boxesOf<R extends string>({ roles }: PartyTeam<R>, own: readonly R[]): Record<string, string> {
  return Object.fromEntries(roles.map((role) => [role, own.includes(role) ? 'on' : '']));
}

/** The roles of the member whose form was posted, as they are now. */
export function rolesEditing<R extends string>(ctx: RequestContext, team: PartyTeam<R>, member: unknown): Editing {
  const own = team.read(ctx).get(String(member)) ?? [];
  return {
    now: boxesOf(team, own),
    boxes: team.roles,
    describe: (_, text) => (text ? ctx.t.yes : ctx.t.no),
  };
}

export function answerInvite<R extends string>(
  ctx: RequestContext,
  { team, path }: ShownTeam<R>,
  input: { email: string; roles: R[] },
): FormAnswer {
  const invited = inviteToTeam(ctx, team, input);
  if (invited.ok) return goTo(path, ['team.invited', input.email]);
  const { teams } = ctx.t;
  return invalidInput({ email: invited.reason === 'member' ? teams.alreadyMember : teams.alreadyInvited });
}

export function answerOffer<R extends string>(
  ctx: RequestContext,
  { team, path }: ShownTeam<R>,
  input: { member: string; roles: R[] },
): FormAnswer {
  const offered = offerTeam(ctx, team, input.member, input.roles);
  const name = listTeam(ctx, team).find(({ userId }) => userId === input.member)?.name ?? '';
  if (offered.ok) return goTo(path, ['team.offered', name]);
  return offered.reason === 'open' ? invalidForm(ctx.t.teams.alreadyOffered) : goTo(path, ['team.not-now']);
}

export function answerWithdraw<R extends string>(
  ctx: RequestContext,
  { team, path }: ShownTeam<R>,
  invitation: string,
): FormAnswer {
  return goTo(path, withdrawInvitation(ctx, team, invitation) ? null : ['team.not-now']);
}

export function answerChange<R extends string>(
  ctx: RequestContext,
  shown: ShownTeam<R>,
  input: { member: string; roles: R[] },
): FormAnswer {
  return answerTeam(ctx, shown, changeTeamRoles(ctx, shown.team, input.member, input.roles), ['saved']);
}

export function answerRemove<R extends string>(ctx: RequestContext, shown: ShownTeam<R>, member: string): FormAnswer {
  return answerTeam(ctx, shown, removeFromTeam(ctx, shown.team, member), null);
}

/** A person who left goes to a page that they may still read. */
export function answerLeave<R extends string>(ctx: RequestContext, shown: ShownTeam<R>): FormAnswer {
  const left = leaveTeam(ctx, shown.team);
  return left.ok ? goTo('/account', ['team.left', shown.name]) : answerTeam(ctx, shown, left, null);
}

function answerTeam<R extends string>(
  ctx: RequestContext,
  { team, path }: ShownTeam<R>,
  result: Result<object, TeamRefusal>,
  flash: ['saved'] | null,
): FormAnswer {
  if (result.ok) return goTo(path, flash);
  return result.reason === 'not-now'
    ? goTo(path, ['team.not-now'])
    : invalidForm(ctx.t.teams[team.party.kind].lastLead);
}
