// A criterion in the reader's words: its plain name from the catalogue, else what the method's file calls it.
import { byLocale, type Locale } from '#app/domain/shared/locale.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { translatedField } from '#app/domain/shared/translated.ts';
import { typesetEnglishData } from './en/typeset.ts';
import { typesetFrenchData } from './fr/typeset.ts';
import type { Messages } from './messages.ts';

/** `label`: the method's name in the reader's language, for criteria that the catalogue does not know. */
export function criterionName({ id, label }: { id: string; label: string }, t: Messages, locale: Locale): string {
  return findOwnValue(t.criteria.names, id) ?? typesetData(label, locale);
}

type Reader = { t: Messages; locale: Locale };
type MethodCriterion = { id: string; label_fr: string; label_en: string; measures_fr: string; measures_en: string };

/** The plain name of a criterion as the method's file has it. */
export function shownCriterionName(criterion: MethodCriterion, { t, locale }: Reader): string {
  return criterionName({ id: criterion.id, label: translatedField(criterion, 'label', locale) }, t, locale);
}

/** A criterion's measure, exactly, in the reader's language and typography. */
export function exactMeasure(criterion: MethodCriterion, locale: Locale): string {
  return typesetData(translatedField(criterion, 'measures', locale), locale);
}

/** A text of a data file, which is ASCII, with the signs and spaces of the reader's language. */
export function typesetData(text: string, locale: Locale): string {
  return byLocale(typesetters, locale)(text);
}

const typesetters = { fr: typesetFrenchData, en: typesetEnglishData };
