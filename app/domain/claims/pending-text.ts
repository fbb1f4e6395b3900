// A text of a seller that is not shown: where it belongs, and the states of its life.

/** Fields of an offer, of a supplier, and of a picture, one a language. */
export const pendingFields = [
  'nameFr',
  'nameEn',
  'descriptionFr',
  'descriptionEn',
  'headlineFr',
  'headlineEn',
  'storyFr',
  'storyEn',
  'supplierName',
  'altFr',
  'altEn',
] as const;
export type PendingField = (typeof pendingFields)[number];

/** `waiting` for a steward; `refused`, kept as a draft; `allowed`: these words pass; `ended`: replaced or withdrawn. */
export const pendingTextStates = ['waiting', 'refused', 'allowed', 'ended'] as const;

/** The place of a text: one field of an offer, of one of its pictures, or of the supplier itself. */
export type TextPlace = { supplierId: string; offerId: number | null; imageId: string | null; field: PendingField };

/** Places of live texts, in the order in which newer rules judge them. */
export const judgedPlaces = ['offers', 'pictures', 'suppliers'] as const;
export type JudgedPlace = (typeof judgedPlaces)[number];
