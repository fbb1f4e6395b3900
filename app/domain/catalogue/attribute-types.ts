// The types of the attributes that a thing gives to its offers. Pure.

/** The units that a measure of a thing can have, as things.psv writes them. */
export const attributeUnits = [
  'mm',
  'cm',
  'm',
  'km',
  'in',
  'm2',
  'm3',
  'ml',
  'cl',
  'l',
  'g',
  'kg',
  'W',
  'V',
  'A',
  'bar',
  'GB',
  'TB',
  '%',
  'hours',
  'days',
  'months',
] as const;
export type AttributeUnit = (typeof attributeUnits)[number];

/** `count`: a number without a unit. `flag`: yes or no. `choice`: one of the values, in their order. */
export type AttributeType =
  | { kind: 'measure'; unit: AttributeUnit }
  | { kind: 'count' | 'year' | 'flag' | 'text' }
  | { kind: 'choice'; values: readonly string[] };

const plainTypes = { n: 'count', year: 'year', yes: 'flag', text: 'text' } as const;

/** Reads "cm", "n", "year", "yes", "text" or "a/b/c"; undefined for another word. */
export function readAttributeType(typed: string): AttributeType | undefined {
  if (typed.includes('/')) return { kind: 'choice', values: typed.split('/') };
  for (const [word, kind] of Object.entries(plainTypes)) if (word === typed) return { kind };
  const unit = attributeUnits.find((one) => one === typed);
  return unit && { kind: 'measure', unit };
}
