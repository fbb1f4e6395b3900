/** A person can be invited to these. */
export const partyKinds = ['organisation', 'supplier'] as const;
export type PartyKind = (typeof partyKinds)[number];
/** An organisation or a supplier, by its id. */
export type Party = { kind: PartyKind; id: string };

/** How an invitation ends: `inviter-left` when who invited lost the role to do so. */
export const invitationEndings = ['accepted', 'withdrawn', 'declined', 'expired', 'inviter-left'] as const;
export type InvitationEnding = (typeof invitationEndings)[number];

/** Shorter than a letter is kept by those who should not have it. */
export const invitationDays = 7;
