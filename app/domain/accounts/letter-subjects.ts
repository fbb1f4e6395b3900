/**
 * Subjects of letters that a person can switch off: orders, proofs, payouts and team of a supplier, and new offers of
 * saved searches, and invitations to visits. Letters about a person's own account, their own orders and a decision on a supplier have none.
 */
export const letterSubjects = ['orders', 'proofs', 'payouts', 'team', 'searches', 'visits'] as const;
export type LetterSubject = (typeof letterSubjects)[number];
