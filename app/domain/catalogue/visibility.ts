// Explains why buyers do not see a supplier or an offer, one issue for each rule that hides it. Pure.
import { isClosed } from '#app/domain/calendar/opening.ts';
import { judgeText } from '#app/domain/claims/judge-text.ts';
import { choicesOf } from '#app/domain/suppliers/supplier.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { minimumQuantity } from './offer.ts';
import { testedField } from './offer-facts.ts';
import type { Offer } from './offers.server.ts';
import { isInSeason } from './season.ts';

export type HiddenReason =
  | `supplier-${'draft' | 'submitted' | 'returned' | 'approved' | 'suspended'}`
  | 'no-delivery'
  | 'no-offer'
  | 'closed-now'
  | 'offer-draft'
  | 'offer-archived'
  | 'offer-claim'
  | 'sold-out'
  | 'out-of-season';

/** A reason, with the page that fixes it. `hides` is false when the issue only limits sales. */
export type VisibilityIssue = { reason: HiddenReason; hides: boolean; to: string | null };

/** Empty when nothing hides or limits the supplier. `day` is today, YYYY-MM-DD. */
export function whySupplierHidden(supplier: Supplier, liveOffers: number, day: string): VisibilityIssue[] {
  const base = `/supplier/${supplier.slug}`;
  const reasons: VisibilityIssue[] = [];
  if (supplier.status !== 'live')
    reasons.push({
      reason: `supplier-${supplier.status}`,
      hides: true,
      to: supplier.status === 'submitted' ? null : `${base}#checklist`,
    });
  if (choicesOf(supplier).length === 0) reasons.push({ reason: 'no-delivery', hides: true, to: `${base}/delivery` });
  if (liveOffers === 0) reasons.push({ reason: 'no-offer', hides: true, to: `${base}/offers` });
  if (isClosed(supplier.closures, day)) reasons.push({ reason: 'closed-now', hides: false, to: `${base}/delivery` });
  return reasons;
}

export function whyOfferHidden(offer: Offer, supplier: Supplier, day: string): VisibilityIssue[] {
  const to = `/supplier/${supplier.slug}/offers/${offer.id}`;
  const reasons = whySupplierHidden(supplier, 1, day);
  if (offer.ownStatus === 'draft') reasons.push({ reason: 'offer-draft', hides: true, to: `${to}#state` });
  if (offer.ownStatus === 'archived') reasons.push({ reason: 'offer-archived', hides: true, to: `${to}#state` });
  if (isDraftWithClaim(offer)) reasons.push({ reason: 'offer-claim', hides: true, to });
  if (!isInSeason(offer.season, day)) reasons.push({ reason: 'out-of-season', hides: false, to: `${to}/season` });
  else if (offer.stock !== null && offer.stock < minimumQuantity(offer))
    reasons.push({ reason: 'sold-out', hides: false, to: `${to}#stock` });
  return reasons;
}

/** A draft whose name claims what is refused: it cannot be on sale under it. An offer on sale has passed the guard. */
function isDraftWithClaim(offer: Offer): boolean {
  const names = Object.values(offer.name).filter((name) => typeof name === 'string');
  return (
    offer.ownStatus === 'draft' &&
    names.some((name) => judgeText(name, { tested: testedField(offer) }).verdict === 'refused')
  );
}
