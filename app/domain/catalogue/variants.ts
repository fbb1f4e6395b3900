// Variants: offers of one supplier that are one thing in several sizes or colours. The fields that they share are the same in each of
// them, and the name of each ends with its own values: "Tablier, bleu, L". Pure.
import { judgeText } from '#app/domain/claims/judge-text.ts';
import type { SourceText } from '#app/domain/shared/translated.ts';
import { foldCell, splitCell } from './cell-values.ts';

/** In what variants can differ; their labels are in i18n, and all but `model` are attributes too. */
export const variantAxes = ['size', 'colour', 'capacity', 'material', 'model'] as const;
export type VariantAxis = (typeof variantAxes)[number];
/** One or two values, each of another axis, in the order in which the family names them. */
export type Variant = readonly { axis: VariantAxis; value: string }[];

const maxValue = 40;

/** Words of other shops for an axis, without case or accents; what none of them is, is a model. */
const axisNames: Record<Exclude<VariantAxis, 'model'>, readonly string[]> = {
  size: ['size', 'taille', 'pointure', 'dimension', 'dimensions', 'longueur', 'length'],
  colour: ['colour', 'color', 'couleur', 'coloris', 'teinte'],
  capacity: ['capacity', 'contenance', 'volume', 'poids', 'weight', 'format', 'conditionnement', 'quantite'],
  material: ['material', 'matiere', 'materiau', 'tissu', 'bois'],
};

/** The axis that a header or an option of another shop means. */
export function axisNamed(name: string): VariantAxis {
  const folded = foldCell(name);
  return variantAxes.find((axis) => axis !== 'model' && axisNames[axis].includes(folded)) ?? 'model';
}

/**
 * Reads "size=L; colour=bleu", an axis by any of its words; null when it is no label of one or two values. A value has at
 * most 40 characters.
 */
export function readVariant(cell: string): Variant | null {
  const parts = splitCell(cell).map((part) => {
    const at = part.indexOf('=');
    return { axis: axisNamed(part.slice(0, at)), value: part.slice(at + 1).trim(), isPair: at > 0 };
  });
  const variant = parts.map(({ axis, value }) => ({ axis, value }));
  return parts.every(({ isPair }) => isPair) && isVariant(variant) ? variant : null;
}

/** As `readVariant` reads it; empty for none. */
export function writeVariant(variant: Variant | null): string {
  return variant?.map(({ axis, value }) => `${axis}=${value}`).join('; ') ?? '';
}

export function isVariant(value: unknown): value is Variant {
  if (!Array.isArray(value) || value.length < 1 || value.length > 2) return false;
  const axes = new Set(value.map((one: Partial<Variant[number]>) => one.axis));
  return value.length === axes.size && value.every(isVariantValue);
}

function isVariantValue({ axis, value }: { axis?: unknown; value?: unknown }): boolean {
  const isValue = typeof value === 'string' && value.trim() !== '' && value.length <= maxValue && !/[;=\n]/.test(value);
  return isValue && variantAxes.some((one) => one === axis);
}

/** "bleu, L". */
export function variantLabel(variant: Variant): string {
  return variant.map(({ value }) => value).join(', ');
}

/** Whether two labels say the same, whatever their case and accents. */
export function isSameVariant(one: Variant, other: Variant): boolean {
  return foldCell(writeVariant(one)) === foldCell(writeVariant(other));
}

/** The name of a variant: that of its family and its own values, in each language. */
export function variantName(family: SourceText, variant: Variant | null): SourceText {
  return variant ? eachText(family, (text) => `${text}, ${variantLabel(variant)}`) : family;
}

/** The name of the family of a variant, which is what `variantName` made longer. */
export function familyName(name: SourceText, variant: Variant | null): SourceText {
  if (!variant) return name;
  const end = `, ${variantLabel(variant)}`;
  return eachText(name, (text) => (text.endsWith(end) ? text.slice(0, -end.length) : text));
}

function eachText(name: SourceText, change: (text: string) => string): SourceText {
  const changed = Object.entries(name).map(([locale, text]) => [locale, text ? change(text) : text]);
  return { ...name, ...Object.fromEntries(changed) };
}

/** As the guard reads a value, so that "vert" is a colour. */
const judgedAs: Record<VariantAxis, string> = {
  size: 'taille',
  colour: 'couleur',
  capacity: 'contenance',
  material: 'matière',
  model: '',
};

/** The name of a variant as the guard reads it, with a word for each axis: "Tablier, couleur vert". */
export function judgedName(family: string, variant: Variant | null): string {
  if (!variant || family === '') return family;
  return `${family}, ${variant.map(({ axis, value }) => `${judgedAs[axis]} ${value}`.trim()).join(', ')}`;
}

/** The name of the family in what `judgedName` made of it; another text as it is. */
export function familyOfJudged(text: string, variant: Variant | null): string {
  const end = judgedName('x', variant).slice(1);
  return end && text.endsWith(end) ? text.slice(0, -end.length) : text;
}

/** The claims that a label adds to the name of its family, refused ones and those that a steward looks at. */
export function claimsInVariant(family: string, variant: Variant) {
  const before = new Set(judgeText(family, {}).findings.map(({ found }) => found));
  return judgeText(judgedName(family, variant), {}).findings.filter(({ found }) => !before.has(found));
}
