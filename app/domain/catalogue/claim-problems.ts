// Claims in a typed offer that no evidence could make lawful: the form says so beside the field.
import type { ClaimKind } from '#app/domain/claims/claim-kinds.ts';
import { judgeText } from '#app/domain/claims/judge-text.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { OfferDraft, OfferProblem } from './draft.ts';
import { offerFieldContext } from './offer-facts.ts';

const texts = ['nameFr', 'nameEn', 'descriptionFr', 'descriptionEn'] as const;
/** Kinds that a short fact, such as a material, cannot be taken for. */
const judgedInFacts: readonly ClaimKind[] = ['generic', 'degradable', 'offset', 'refurbished'];

/** Refused claims in the texts that differ from `base`, which was judged before. A text that only waits is no problem. */
export function claimProblemsOf(draft: OfferDraft, base: OfferDraft): OfferProblem[] {
  return [
    ...texts.filter((field) => draft[field] !== base[field]).flatMap((field) => claimsIn(draft, field, draft[field])),
    ...refusedAttributes(draft).flatMap((key) =>
      claimsIn(draft, 'attributes', findOwnValue(draft.attributes, key) ?? ''),
    ),
    ...claimsIn(draft, 'byProduct', draft.byProduct?.available ?? ''),
  ];
}

/** Keys of the attributes whose text holds a refused claim. */
export function refusedAttributes(draft: OfferDraft): string[] {
  return Object.entries(draft.attributes)
    .filter(([, value]) => claimsIn(draft, 'attributes', value).length > 0)
    .map(([key]) => key);
}

function claimsIn(draft: OfferDraft, field: keyof OfferDraft, text: string): OfferProblem[] {
  return judgeText(text, offerFieldContext(draft))
    .findings.filter(
      ({ kind, verdict }) => verdict === 'refused' && (field !== 'attributes' || judgedInFacts.includes(kind)),
    )
    .map(({ kind, found }) => ({ field, problem: 'claim', claim: kind, found }));
}
