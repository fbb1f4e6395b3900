// Parses single values (choices, numbers, lists) as people type them in forms and files.
import { findOwnValue } from '#app/domain/shared/own-value.ts';

/** Synonyms that people and other shops use for our values; compared without accents or case. */
const synonyms: Record<string, string> = {
  neuf: 'new',
  occasion: 'reused',
  reemploi: 'reused',
  'seconde main': 'reused',
  used: 'reused',
  repare: 'repaired',
  reconditionne: 'repaired',
  refurbished: 'repaired',
  location: 'rental',
  prestation: 'service',
  coproduit: 'by-product',
  surplus: 'by-product',
  unite: 'piece',
  piece: 'piece',
  item: 'piece',
  items: 'piece',
  u: 'piece',
  kilo: 'kg',
  kilogramme: 'kg',
  kilogram: 'kg',
  l: 'litre',
  liter: 'litre',
  heure: 'hour',
  jour: 'day',
  'demi-journee': 'half-day',
  passage: 'visit',
  repas: 'meal',
  ramette: 'ream',
  metre: 'm',
  lot: 'set',
  personne: 'person',
  mobilier: 'furniture',
  informatique: 'it',
  papier: 'paper-office',
  alimentation: 'food',
  legumes: 'food',
  vegetables: 'food',
  fruits: 'food',
  fruit: 'food',
  entretien: 'cleaning',
  textile: 'textiles',
  evenements: 'events',
  oui: 'yes',
  vrai: 'yes',
  true: 'yes',
  '1': 'yes',
  non: 'no',
  faux: 'no',
  false: 'no',
  '0': 'no',
  bio: 'organic',
  brouillon: 'draft',
  'en vente': 'live',
  active: 'live',
  published: 'live',
  archive: 'archived',
  unpublished: 'draft',
};

export function foldCell(text: string): string {
  return text.trim().toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}

/** Matches a cell to one of `values`, by its own name or a synonym; undefined when nothing matches. */
export function matchValue<T extends string>(values: readonly T[], cell: string): T | undefined {
  const text = foldCell(cell);
  return (
    values.find((value) => foldCell(value) === text) ?? values.find((value) => value === findOwnValue(synonyms, text))
  );
}

/** "1 234,50" or "1,234.50" -> "1234.50"; null when the cell is not a number. */
export function normaliseDecimal(cell: string): string | null {
  let text = cell.replace(/[\s\u00a0\u202f€]/g, '').replace(/^\+/, '');
  const [comma, point] = [text.lastIndexOf(','), text.lastIndexOf('.')];
  if (comma > -1 && point > -1) text = text.replaceAll(comma > point ? '.' : ',', '');
  text = text.replace(',', '.');
  return /^\d{1,9}(\.\d{1,6})?$/.test(text) ? text : null;
}

/** Parses a decimal with at most `digits` decimals into an integer of its smallest unit ("9,5", 2 -> 950). */
export function parseScaled(cell: string, digits: number): number | null {
  const text = normaliseDecimal(cell);
  if (text === null) return null;
  const [whole, part = ''] = text.split('.') as [string, string?];
  const kept = part.replace(/0{1,6}$/, '');
  return kept.length > digits ? null : Number(whole + kept.padEnd(digits, '0'));
}

/** Splits a cell at semicolons and line ends. */
export function splitCell(value: string): string[] {
  return value
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);
}
