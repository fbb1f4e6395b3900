// The texts of an offer in its two forms: one field a language in a draft, as forms and files have it, and one text by
// language in a row.
import type { SourceText } from '#app/domain/shared/translated.ts';
import { pickDraft } from './cells.ts';
import type { OfferDraft } from './draft.ts';
import { type TranslatedField, translatedFields } from './offer.ts';
import type { OfferRow } from './offers.server.ts';
import { familyName, type Variant, variantName } from './variants.ts';

/** The name of a row ends with its variant; that of a draft is the family's. */
type Texts = { name: SourceText; description: SourceText; variant: Variant | null };
type DraftTexts = Pick<OfferDraft, 'nameFr' | 'nameEn' | 'descriptionFr' | 'descriptionEn'>;

/** The draft of an existing offer. */
export function asDraft(offer: OfferRow): OfferDraft {
  return pickDraft({ ...offer, ...draftTexts(offer), thing: offer.chosenThing });
}

export function draftTexts({ name: whole, description, variant }: Texts): DraftTexts {
  const name = familyName(whole, variant);
  return { nameFr: name.fr, nameEn: name.en ?? '', descriptionFr: description.fr, descriptionEn: description.en ?? '' };
}

/** The columns of a draft; an empty translation is null. A text that it does not give, or in a third language, stays. */
export function draftColumns<D extends Partial<OfferDraft>>(draft: D, before: Texts) {
  const { description } = before;
  const name = familyName(before.name, before.variant);
  const variant = draft.variant === undefined ? before.variant : draft.variant;
  const { nameFr, nameEn, descriptionFr, descriptionEn, thing, ...columns } = draft;
  return {
    ...columns,
    ...(thing !== undefined && { chosenThing: thing }),
    name: variantName({ ...name, fr: nameFr ?? name.fr, en: (nameEn ?? name.en) || null }, variant),
    description: {
      ...description,
      fr: descriptionFr ?? description.fr,
      en: (descriptionEn ?? description.en) || null,
    },
  };
}

const sourceOf = { nameEn: 'nameFr', descriptionEn: 'descriptionFr' } as const;

/**
 * The translations that are to be made again after a change of the fields `changed`: those that were already, and those
 * whose source changed; not those that changed too, are empty, or still fit.
 */
export function outdatedTexts(
  { toTranslate }: { toTranslate: readonly TranslatedField[] },
  after: DraftTexts,
  changed: readonly string[],
  fitting: readonly TranslatedField[],
): TranslatedField[] {
  return translatedFields.filter(
    (field) =>
      after[field] !== '' &&
      !changed.includes(field) &&
      !fitting.includes(field) &&
      (toTranslate.includes(field) || changed.includes(sourceOf[field])),
  );
}

/** The texts of an offer before any is written. */
export const noTexts: Texts = { name: { fr: '' }, description: { fr: '' }, variant: null };
