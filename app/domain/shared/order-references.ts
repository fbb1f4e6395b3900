// The buyer's own references of an order, which its documents repeat. Pure.

/**
 * - `orderNumber`: of the buyer's purchase order, `engagement`: of a public body's engagement (both BT-13 of EN 16931)
 * - `serviceCode`: the service of the buyer that the invoice is for (BT-10)
 * - `costCentre`: code of the cost centre that bears it (BT-19)
 *
 * Empty where the buyer gave none.
 */
export const referenceNames = ['orderNumber', 'engagement', 'serviceCode', 'costCentre'] as const;
export type ReferenceName = (typeof referenceNames)[number];
export type OrderReferences = Record<ReferenceName, string>;

/** The most characters of a reference: what Chorus Pro takes for an engagement number, and for a service code. */
export const maxReferenceLength: Record<ReferenceName, number> = {
  orderNumber: 50,
  engagement: 50,
  serviceCode: 100,
  costCentre: 30,
};

export const noReferences: OrderReferences = { orderNumber: '', engagement: '', serviceCode: '', costCentre: '' };

/** The references that were given, in the order in which documents name them. */
export function givenReferences(references: OrderReferences | undefined): { name: ReferenceName; text: string }[] {
  if (!references) return [];
  return referenceNames.flatMap((name) => (references[name] ? [{ name, text: references[name] }] : []));
}
