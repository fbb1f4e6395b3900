/** Purposes of the tokens in letters; no token serves another purpose than its own. */
export const letterPurposes = [
  'confirm-email',
  'reset-password',
  'change-email',
  'undo-email',
  'sign-in',
  'steward-invitation',
  'organisation-invitation',
  'supplier-invitation',
] as const;
export type LetterPurpose = (typeof letterPurposes)[number];

const hourMinutes = 60;
const dayMinutes = 24 * hourMinutes;

/** How long each token is good for, in minutes. */
export const letterTokenMinutes: Record<LetterPurpose, number> = {
  'confirm-email': 7 * dayMinutes,
  'reset-password': hourMinutes,
  'change-email': dayMinutes,
  'undo-email': 7 * dayMinutes,
  'sign-in': 15,
  'steward-invitation': 2 * dayMinutes,
  'organisation-invitation': 14 * dayMinutes,
  'supplier-invitation': 14 * dayMinutes,
};
