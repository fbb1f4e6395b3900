// The texts of an offer in its two forms: one field a language in a draft, as forms and files have it, and one text by
// language in a row.
import type { SourceText } from '#app/domain/shared/translated.ts';
import { pickDraft } from './cells.ts';
import type { OfferDraft } from './draft.ts';
import { type TranslatedField, translatedFields } from './offer.ts';
import type { OfferRow } from './offers.server.ts';

type Texts = { name: SourceText; description: SourceText };
type DraftTexts = Pick<OfferDraft, 'nameFr' | 'nameEn' | 'descriptionFr' | 'descriptionEn'>;

/** The draft of an existing offer. */
export function asDraft(offer: OfferRow): OfferDraft {
  return pickDraft({ ...offer, ...draftTexts(offer), thing: offer.chosenThing });
}

export function draftTexts({ name, description }: Texts): DraftTexts {
  return { nameFr: name.fr, nameEn: name.en ?? '', descriptionFr: description.fr, descriptionEn: description.en ?? '' };
}

/** The columns of a draft; an empty translation is null. A text that it does not give, or in a third language, stays. */
export function draftColumns<D extends Partial<OfferDraft>>(draft: D, { name, description }: Texts) {
  const { nameFr, nameEn, descriptionFr, descriptionEn, thing, ...columns } = draft;
  return {
    ...columns,
    ...(thing !== undefined && { chosenThing: thing }),
    name: { ...name, fr: nameFr ?? name.fr, en: (nameEn ?? name.en) || null },
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
export const noTexts: Texts = { name: { fr: '' }, description: { fr: '' } };
