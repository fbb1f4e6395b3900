/** Roles of the town, granted by an administrator. */
export const townRoles = ['steward', 'administrator'] as const;
export type TownRole = (typeof townRoles)[number];

/** A proposal waits for a second administrator, a sent invitation for its reader. */
export const roleInvitationStates = ['proposed', 'sent', 'accepted', 'ended'] as const;

/**
 * Roles of a person in an organisation, of which a person may hold several: `buy` orders for it, `account` reads its
 * orders, invoices and statements, `admin` has every right and alone changes its people and its facts.
 */
export const membershipRoles = ['buy', 'account', 'admin'] as const;
export type MembershipRole = (typeof membershipRoles)[number];

/** Whether the roles of a person in an organisation give the right of `wanted`. */
export function holdsMembershipRole(roles: readonly MembershipRole[], wanted: MembershipRole): boolean {
  return roles.includes('admin') || roles.includes(wanted);
}
