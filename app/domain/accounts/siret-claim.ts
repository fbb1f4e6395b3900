/** A claim waits, was granted or refused by a steward, lapsed unused, or was replaced by a newer one of its party. */
export const siretClaimStates = ['open', 'granted', 'refused', 'lapsed', 'replaced'] as const;
export type SiretClaimState = (typeof siretClaimStates)[number];

/** So long an open claim counts; a supplier that waits for a steward does not lose it. */
export const siretClaimDays = 60;

/** Whether a claimed number is one of the register of associations (RNA, W and nine characters); a SIRET is digits alone. */
export function isRna(number: string): boolean {
  return number.startsWith('W');
}
