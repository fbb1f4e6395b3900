// The texts of an offer in its two forms: one field a language in a draft, as forms and files have it, and one text by
// language in a row.
import type { SourceText } from '#app/domain/shared/translated.ts';
import { pickDraft } from './cells.ts';
import type { OfferDraft } from './draft.ts';
import type { OfferRow } from './offers.server.ts';

type Texts = { name: SourceText; description: SourceText };
type DraftTexts = Pick<OfferDraft, 'nameFr' | 'nameEn' | 'descriptionFr' | 'descriptionEn'>;

/** The draft of an existing offer. */
export function asDraft(offer: OfferRow): OfferDraft {
  return pickDraft({ ...offer, ...draftTexts(offer) });
}

export function draftTexts({ name, description }: Texts): DraftTexts {
  return { nameFr: name.fr, nameEn: name.en ?? '', descriptionFr: description.fr, descriptionEn: description.en ?? '' };
}

/** The columns of a draft. A text that it does not give, and one in a third language, stays as in `texts`. */
export function draftColumns<D extends Partial<OfferDraft>>(draft: D, { name, description }: Texts) {
  const { nameFr, nameEn, descriptionFr, descriptionEn, ...columns } = draft;
  return {
    ...columns,
    name: { ...name, fr: nameFr ?? name.fr, en: nameEn ?? name.en ?? null },
    description: {
      ...description,
      fr: descriptionFr ?? description.fr,
      en: descriptionEn ?? description.en ?? null,
    },
  };
}

/** The texts of an offer before any is written. */
export const noTexts: Texts = { name: { fr: '' }, description: { fr: '' } };
