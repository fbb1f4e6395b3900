// The values of attributes as people type them, and as they are kept: a decimal in the unit of the attribute, "yes" or
// "no", one of the values, codes. Pure.
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { type AttributeType, type AttributeUnit, allergens } from './attribute-types.ts';
import { foldCell, matchValue, normaliseDecimal } from './cell-values.ts';

/** Size of each written unit in the first of its line, and the words for it. */
const unitLines: readonly Record<string, number>[] = [
  {
    mm: 0.001,
    cm: 0.01,
    dm: 0.1,
    m: 1,
    metre: 1,
    metres: 1,
    km: 1000,
    in: 0.0254,
    '"': 0.0254,
    pouce: 0.0254,
    pouces: 0.0254,
  },
  { m2: 1, 'm²': 1 },
  { m3: 1000, 'm³': 1000, l: 1, litre: 1, litres: 1, dl: 0.1, cl: 0.01, ml: 0.001 },
  { g: 0.001, kg: 1, t: 1000 },
  { w: 1, kw: 1000 },
  { v: 1 },
  { a: 1 },
  { bar: 1, bars: 1 },
  { gb: 1, go: 1, tb: 1000, to: 1000 },
  { '%': 1 },
  { hours: 1, hour: 1, heure: 1, heures: 1, h: 1 },
  { days: 1, day: 1, jour: 1, jours: 1, j: 1 },
  { months: 1, month: 1, mois: 1, an: 12, ans: 12, annees: 12, year: 12, years: 12 },
];

const allergenNames: Record<string, readonly string[]> = {
  gluten: ['ble', 'wheat'],
  crustaceans: ['crustaces'],
  eggs: ['oeufs', 'œufs', 'oeuf', 'egg'],
  fish: ['poisson', 'poissons'],
  peanuts: ['arachides', 'arachide', 'cacahuetes'],
  soy: ['soja', 'soya'],
  milk: ['lait'],
  nuts: ['fruits a coque', 'noix', 'amandes', 'noisettes'],
  celery: ['celeri'],
  mustard: ['moutarde'],
  sesame: [],
  sulphites: ['sulfites'],
  lupin: [],
  molluscs: ['mollusques'],
};

/** A typed value as it is kept; null when it is no value of the type. An empty one is the caller's affair. */
export function readAttributeValue(type: AttributeType, typed: string): string | null {
  const text = typed.trim();
  switch (type.kind) {
    case 'text':
      return text;
    case 'flag':
      return matchValue(['yes', 'no'], text) ?? null;
    case 'choice':
      return type.values.find((value) => foldCell(value) === foldCell(text)) ?? null;
    case 'count':
      return normaliseDecimal(text)?.replace(/\.0+$/, '') ?? null;
    case 'year':
      return /^(19|20)\d{2}$/.test(text) ? text : null;
    case 'measure':
      return readMeasure(text, type.unit);
    case 'allergens':
      return readAllergens(text);
  }
}

/** "1,80 m" as centimetres is "180"; a number alone is in the unit of the attribute. */
function readMeasure(text: string, unit: AttributeUnit): string | null {
  const [, amount = '', written = ''] =
    /^([\d\s.,\u00a0\u202f]{1,20}?)\s*([a-z]{1,8}[23²³]?|[%"])?$/i.exec(foldCell(text)) ?? [];
  const decimal = normaliseDecimal(amount);
  if (decimal === null) return null;
  const own = unit.toLowerCase();
  const line = unitLines.find((one) => findOwnValue(one, own) !== undefined) ?? {};
  const from = written === '' ? findOwnValue(line, own) : findOwnValue(line, written);
  const to = findOwnValue(line, own);
  if (from === undefined || to === undefined) return null;
  return String(Math.round((Number(decimal) * from * 1000) / to) / 1000);
}

function readAllergens(text: string): string | null {
  const names = text
    .split(/[,;]| et | and /)
    .map(foldCell)
    .filter(Boolean);
  if (names.length === 1 && ['none', 'aucun', 'sans', 'non', 'no'].includes(names[0]!)) return 'none';
  const codes = names.map((name) =>
    allergens.find((code) => code === name || findOwnValue(allergenNames, code)?.includes(name)),
  );
  return codes.length === 0 || codes.includes(undefined)
    ? null
    : allergens.filter((code) => codes.includes(code)).join(',');
}
