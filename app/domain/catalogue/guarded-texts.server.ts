// The claim guard before an offer's texts: a text that may not be shown is pending, and the one that passed stays.

import type { ClaimContext } from '#app/domain/claims/judge-text.ts';
import { endPendingText, holdText, isShowable } from '#app/domain/claims/pending-texts.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { listClaimEvidence, supplierFigures } from '#app/domain/suppliers/claim-evidence.server.ts';
import type { OfferDraft } from './draft.ts';
import { offerFieldContext } from './offer-facts.ts';
import { draftTexts } from './offer-texts.ts';
import type { OfferRow } from './offers.server.ts';
import { judgedName, type Variant } from './variants.ts';

export const guardedFields = ['nameFr', 'nameEn', 'descriptionFr', 'descriptionEn'] as const;
type GuardedField = (typeof guardedFields)[number];
type Described = {
  supplierId: string;
  category: string;
  attributes: Record<string, string>;
  recycledPercent: number | null;
};

/** Knowledge of the guard about an offer: its tested fields, and the evidence of its supplier that counts today. */
export function offerClaimContext(ctx: Pick<Ctx, 'db' | 'now' | 'town'>, offer: Described): ClaimContext {
  const own = offerFieldContext(offer);
  return {
    ...own,
    evidence: listClaimEvidence(ctx, offer.supplierId),
    filed: { ...own.filed, ...supplierFigures(ctx, offer.supplierId) },
  };
}

/** The fields of a change that may be shown; the others are pending, in the caller's transaction. */
export function withholdTexts(
  ctx: Ctx,
  offer: OfferRow,
  fields: Partial<OfferDraft>,
  note: string | null,
): Partial<OfferDraft> {
  const before = draftTexts(offer);
  const changed = guardedFields.filter((field) => fields[field] !== undefined && fields[field] !== before[field]);
  if (changed.length === 0) return fields;
  const context = offerClaimContext(ctx, { ...offer, ...fields });
  const variant = fields.variant === undefined ? offer.variant : fields.variant;
  const judged = (field: GuardedField) => judgedText(field, fields[field]!, variant);
  const pending = changed.filter((field) => !keepText(ctx, offer, field, judged(field), context, note));
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !pending.some((field) => field === name)));
}

/** A name is judged with the label of its variant, which is never judged alone. */
function judgedText(field: GuardedField, text: string, variant: Variant | null): string {
  return field === 'nameFr' || field === 'nameEn' ? judgedName(text, variant) : text;
}

/** Ends what its field has waiting if the text may be shown, else holds it. */
function keepText(
  ctx: Ctx,
  { id, supplierId }: { id: number; supplierId: string },
  field: GuardedField,
  text: string,
  context: ClaimContext,
  note: string | null,
): boolean {
  const place = { supplierId, offerId: id, imageId: null, field };
  const shown = text === '' || isShowable(ctx, supplierId, text, context);
  if (shown) endPendingText(ctx, place);
  else holdText(ctx, place, text, context, note);
  return shown;
}

/** Of a new offer's texts those that may not be shown. */
export function textsToHold(
  ctx: Pick<Ctx, 'db' | 'now' | 'town'>,
  supplierId: string,
  draft: OfferDraft,
): GuardedField[] {
  const context = offerClaimContext(ctx, { ...draft, supplierId });
  return guardedFields.filter((field) => {
    const text = judgedText(field, draft[field], draft.variant);
    return text !== '' && !isShowable(ctx, supplierId, text, context);
  });
}

/** Holds texts of an offer that was just created, in the caller's transaction. */
export function holdTexts(
  ctx: Ctx,
  offer: { id: number; supplierId: string },
  draft: OfferDraft,
  pending: readonly GuardedField[],
  note: string | null,
): void {
  const context = offerClaimContext(ctx, { ...draft, ...offer });
  for (const field of pending)
    holdText(
      ctx,
      { supplierId: offer.supplierId, offerId: offer.id, imageId: null, field },
      judgedText(field, draft[field], draft.variant),
      context,
      note,
    );
}

/** Whether the names of an offer may be shown, so that it may be on sale. */
export function hasShowableName(ctx: Pick<Ctx, 'db' | 'now' | 'town'>, offer: OfferRow): boolean {
  const context = offerClaimContext(ctx, offer);
  const { nameFr, nameEn } = draftTexts(offer);
  return [nameFr, nameEn]
    .map((name) => judgedName(name, offer.variant))
    .every((name) => name === '' || isShowable(ctx, offer.supplierId, name, context));
}
