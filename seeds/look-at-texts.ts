// The stewards' look at the town's texts before it opens: what is a fact that they know passes, and the rest must obey.
import { guardedFields, offerClaimContext } from '#app/domain/catalogue/guarded-texts.server.ts';
import { listOffersAfter } from '#app/domain/catalogue/listing.server.ts';
import { draftTexts } from '#app/domain/catalogue/offer-texts.ts';
import { type ClaimContext, judgeText } from '#app/domain/claims/judge-text.ts';
import type { TextPlace } from '#app/domain/claims/pending-text.ts';
import { allowText, isShowable } from '#app/domain/claims/pending-texts.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { listClaimEvidence } from '#app/domain/suppliers/claim-evidence.server.ts';
import { listSuppliers, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';

/** Allows the texts that wait. Throws for one that is refused: the town may not say it. */
export function lookAtTexts(ctx: Ctx): void {
  for (const supplier of listSuppliers(ctx)) {
    lookAtSupplier(ctx, supplier);
    for (const offer of listOffersAfter(ctx, supplier.id, 0, 1000)) {
      const texts = draftTexts(offer);
      const context = offerClaimContext(ctx, offer);
      for (const field of guardedFields)
        look(ctx, { supplierId: supplier.id, offerId: offer.id, imageId: null, field }, texts[field], context);
    }
  }
}

function lookAtSupplier(ctx: Ctx, { id, name, headline, story }: Supplier): void {
  const context = { evidence: listClaimEvidence(ctx, id) };
  const at = (field: TextPlace['field']) => ({ supplierId: id, offerId: null, imageId: null, field });
  look(ctx, at('supplierName'), name, { ...context, supplierName: true });
  look(ctx, at('headlineFr'), headline.fr, context);
  look(ctx, at('headlineEn'), headline.en ?? '', context);
  look(ctx, at('storyFr'), story.fr, context);
  look(ctx, at('storyEn'), story.en ?? '', context);
}

function look(ctx: Ctx, place: TextPlace, text: string, context: ClaimContext): void {
  if (text === '' || isShowable(ctx, place.supplierId, text, context)) return;
  const { verdict, findings } = judgeText(text, context);
  if (verdict === 'refused')
    throw new Error(`seeds: "${text}" claims ${findings.map(({ found }) => found).join(', ')}`);
  allowText(ctx, place, text, context, 'Fait vu à l’ouverture du marché.');
}
