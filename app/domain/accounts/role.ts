/** Roles of the town, granted by an administrator. */
export const townRoles = ['steward', 'administrator'] as const;
export type TownRole = (typeof townRoles)[number];

/** Roles of a person in an organisation. */
export const membershipRoles = ['buyer', 'admin'] as const;
