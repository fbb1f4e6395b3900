// Fields of an offer on which claims rest. "Reconditionné" has a legal meaning (decree 2022-190): all functions tested
// and data erased; "recycled" names its share (Code de l'environnement L. 541-9-1).
import { findOwnValue } from '#app/domain/shared/own-value.ts';

type TestedOffer = { category: string; attributes: Record<string, string> };

/** Whether an offer was tested and, for IT, its data erased; null if its seller does not say. */
export function testedField({ category, attributes }: TestedOffer): boolean | null {
  const fields = category === 'it' ? ['tested', 'data_erased'] : ['tested'];
  const values = fields.map((key) => findOwnValue(attributes, key)?.trim() ?? '');
  if (values.some((value) => value === '')) return null;
  return values.every((value) => /^(?:oui|yes)$/i.test(value));
}
