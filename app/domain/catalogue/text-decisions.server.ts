// A steward's decision on a text that waits: allowed, it takes its place; refused, the seller reads why.
import { getPendingText, type PendingText, recordTextDecision } from '#app/domain/claims/pending-texts.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { requireImpartialSteward } from '#app/domain/suppliers/interests.server.ts';
import { updateProfile } from '#app/domain/suppliers/joining.server.ts';
import { findSuppliers } from '#app/domain/suppliers/suppliers.server.ts';
import { setImageAlt } from './images.server.ts';
import { type ListingCtx, updateOffer } from './listing.server.ts';
import { draftTexts } from './offer-texts.ts';
import { findOffers } from './offers.server.ts';
import { withdrawFamily } from './variant-edits.server.ts';
import { familyOfJudged } from './variants.ts';

/** Decides on a text; a reason is asked either way, because it is what the next seller is told. */
export function decidePendingText(
  ctx: ListingCtx,
  id: string,
  outcome: 'allowed' | 'refused',
  reason: string,
): Result<object, { reason: 'not-now' | 'reason-missing' }> {
  const pending = getPendingText(ctx, id);
  requireImpartialSteward(ctx, pending.supplierId);
  if (!reason) return refused('reason-missing');
  return inTransaction(ctx, () => {
    if (!recordTextDecision(ctx, id, outcome, reason)) return refused('not-now');
    if (outcome === 'allowed') applyText(ctx, pending);
    else if (pending.isLive) takeDownText(ctx, pending);
    enqueue(ctx, 'mail', `mail:text-decided:${id}:${ctx.now.getTime()}`, {
      template: 'text-decided',
      supplierId: pending.supplierId,
      accepted: outcome === 'allowed',
      text: pending.text.slice(0, 200),
      reason,
    });
    recordAudit(ctx, outcome === 'allowed' ? 'allowText' : 'refuseText', id);
    return done();
  });
}

function applyText(ctx: ListingCtx, { supplierId, offerId, imageId, field, text }: PendingText): void {
  if (imageId !== null) {
    setImageAlt(ctx, imageId, field === 'altEn' ? 'en' : 'fr', text);
    return;
  }
  if (offerId !== null) {
    const [offer] = findOffers(ctx, [offerId]);
    if (offer) updateOffer(ctx, offer, { [field]: familyOfJudged(text, offer.variant) }, 'form');
    return;
  }
  const [supplier] = findSuppliers(ctx, [supplierId]);
  invariant(supplier, 'a text is of a supplier');
  if (field === 'supplierName') {
    updateProfile(ctx, supplier, { name: text });
    return;
  }
  const column = field.startsWith('headline') ? 'headline' : 'story';
  updateProfile(ctx, supplier, { [column]: { ...supplier[column], [field.endsWith('En') ? 'en' : 'fr']: text } });
}

/**
 * Takes a text down that was on show: a description becomes the offer's name, an offer whose name it is becomes a draft. The
 * name of a supplier stays until it says another one. A text that was changed since stays.
 */
function takeDownText(ctx: ListingCtx, { supplierId, offerId, imageId, field, text }: PendingText): void {
  const [offer] = offerId === null ? [] : findOffers(ctx, [offerId]);
  if (imageId !== null) {
    setImageAlt(ctx, imageId, field === 'altEn' ? 'en' : 'fr', field === 'altEn' ? '' : (offer?.name.fr ?? ''));
    return;
  }
  if (offer) {
    if (draftTexts(offer)[field as keyof ReturnType<typeof draftTexts>] !== text) return;
    if (field === 'nameFr') withdrawFamily(ctx, offer);
    else updateOffer(ctx, offer, { [field]: field === 'descriptionFr' ? offer.name.fr : '' }, 'form');
    return;
  }
  if (field === 'supplierName') return;
  const [supplier] = findSuppliers(ctx, [supplierId]);
  invariant(supplier, 'a text is of a supplier');
  const column = field.startsWith('headline') ? 'headline' : 'story';
  updateProfile(ctx, supplier, { [column]: { ...supplier[column], [field.endsWith('En') ? 'en' : 'fr']: '' } });
}
