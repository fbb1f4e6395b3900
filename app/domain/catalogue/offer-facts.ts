// Fields of an offer on which claims rest. "Reconditionné" has a legal meaning (decree 2022-190): all functions tested
// and data erased; "recycled" names its share (Code de l'environnement L. 541-9-1).
import type { ClaimContext } from '#app/domain/claims/judge-text.ts';
import { readGuarantee } from '#app/domain/claims/stated-figures.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';

type TestedOffer = { category: string; attributes: Record<string, string> };

/** Whether an offer was tested and, for IT, its data erased; null if its seller does not say. */
export function testedField({ category, attributes }: TestedOffer): boolean | null {
  const fields = category === 'it' ? ['tested', 'data_erased'] : ['tested'];
  const values = fields.map((key) => findOwnValue(attributes, key)?.trim() ?? '');
  if (values.some((value) => value === '')) return null;
  return values.every((value) => /^(?:oui|yes)$/i.test(value));
}

/** The guarantee is kept in months; older texts name their unit. */
function monthsText(kept: string): string {
  return /^\d+$/.test(kept) ? `${kept} mois` : kept;
}

/** Knowledge of the guard from the offer's own fields: whether it was tested, its recycled share, its guarantee. */
export function offerFieldContext(offer: TestedOffer & { recycledPercent: number | null }): ClaimContext {
  return {
    tested: testedField(offer),
    recycledShare: offer.recycledPercent,
    filed: { guaranteeMonths: readGuarantee(monthsText(findOwnValue(offer.attributes, 'warranty') ?? '')) },
  };
}
