// The reader of an invitation takes a role of the town. The link in the letter shows that the address is theirs, and
// they accept while they are signed in under it, or with a new account.
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { addAccount, findPerson, findUserId, requireUserId } from './accounts.server.ts';
import { findLetterToken, redeemLetterToken } from './letter-tokens.server.ts';
import type { PasswordFault } from './password-faults.ts';
import { findFaultOf, hashPassword } from './passwords.server.ts';
import { countAdministrators, findRoleInvitation, type RoleInvitation } from './role-invitations.server.ts';
import { grantRole, isAdministrator, personNames } from './roles.server.ts';

export type RoleOffer = Pick<RoleInvitation, 'id' | 'email' | 'role'> & {
  /** Names of the administrators who invite; none if the operator does. */
  invitedBy: string[];
  hasAccount: boolean;
};

/** The offer behind a link; null if it is good no longer. An invitation ends with its inviters' role. */
export function findRoleOffer(ctx: Pick<Ctx, 'db' | 'now'>, token: string): RoleOffer | null {
  const found = findLetterToken(ctx, token, 'steward-invitation');
  const invitation = found && findRoleInvitation(ctx, String(found.payload.id));
  if (!invitation || !isOpen(ctx, invitation)) return null;
  const { id, email, role } = invitation;
  const names = personNames(ctx, inviters(invitation));
  return { id, email, role, invitedBy: [...names.values()], hasAccount: findUserId(ctx, email) !== null };
}

function isOpen(ctx: Pick<Ctx, 'db' | 'now'>, invitation: RoleInvitation): boolean {
  if (invitation.state !== 'sent') return false;
  const people = inviters(invitation);
  // The operator's link makes the first administrator and never a second one.
  if (people.length === 0) return countAdministrators(ctx) === 0;
  return people.every((userId) => isAdministrator(ctx, userId));
}

/** Ids of users; the command line is no person. */
function inviters({ proposedBy, confirmedBy }: RoleInvitation): string[] {
  return [proposedBy, confirmedBy].filter((id): id is string => id?.startsWith('usr_') ?? false);
}

type AcceptRefusal = { reason: 'link-ended' | 'another-address' };

/** The signed-in person accepts, and signs in again: sessions of a role are shorter. */
export function acceptRole(ctx: Ctx, token: string): Result<object, AcceptRefusal> {
  const userId = requireUserId(ctx);
  const offer = findRoleOffer(ctx, token);
  if (!offer) return refused('link-ended');
  if (findPerson(ctx, userId)?.email.toLowerCase() !== offer.email.toLowerCase()) return refused('another-address');
  return takeRole(ctx, token);
}

/** Opens an account under the address of the letter, and accepts. Refused if the address has one: its owner signs in. */
export async function acceptRoleWithAccount(
  ctx: Ctx,
  token: string,
  { name, password }: { name: string; password: string },
): Promise<Result<object, AcceptRefusal | { reason: PasswordFault }>> {
  const offer = findRoleOffer(ctx, token);
  if (!offer) return refused('link-ended');
  if (offer.hasAccount) return refused('another-address');
  const { email } = offer;
  const fault = await findFaultOf(ctx, password, [name, email]);
  if (fault) return refused(fault);
  const passwordHash = await hashPassword(password);
  return inTransaction(ctx, () => {
    if (!findRoleOffer(ctx, token)) return refused('link-ended');
    const added = addAccount(ctx, { name, email, passwordHash, locale: ctx.locale, organisation: null });
    return added.ok ? takeRole(ctx, token) : refused('another-address');
  });
}

function takeRole(ctx: Ctx, token: string): Result<object, AcceptRefusal> {
  return inTransaction(ctx, () => {
    const offer = findRoleOffer(ctx, token);
    if (!offer || !redeemLetterToken(ctx, token, 'steward-invitation')) return refused('link-ended');
    preparedSql(ctx.db, `update role_invitations set state = 'accepted', ended_at = ? where id = ?`).run(
      isoUtc(ctx.now),
      offer.id,
    );
    const granted = grantRole({ ...ctx, actor: { kind: 'system', name: offer.id } }, offer.email, offer.role);
    if (!granted.ok) return refused('link-ended');
    const userId = findUserId(ctx, offer.email);
    recordSecurityEvent(ctx, { kind: 'invitation-accepted', userId, detail: offer.role });
    return done();
  });
}
