// A claim of a lender after inspecting a lent thing. Pure.

/** `contested`: a steward hears both sides. `paid` and `dropped` are its ends; until then its buyer can pay it. */
export const claimStates = ['open', 'contested', 'paid', 'dropped'] as const;
export type ClaimState = (typeof claimStates)[number];

/** Days in which a buyer can contest. */
export const answerDays = 7;

/** The prefix of the ids of claims, which are references of payments beside those of orders. */
export const claimPrefix = 'clm';

/** Whether the reference of a payment is that of a claim. */
export function isClaimReference(reference: string): boolean {
  return reference.startsWith(`${claimPrefix}_`);
}

/** All that a buyer is asked for, in cents incl. the VAT of the price of being late. */
export function claimedCents(claim: { lateHtCents: number; lateVatCents: number; damageCents: number }): number {
  return claim.lateHtCents + claim.lateVatCents + claim.damageCents;
}
