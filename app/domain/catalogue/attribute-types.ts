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

/** Allergens that the law names (Regulation (EU) 1169/2011, annex II), as codes. */
export const allergens = [
  ...['gluten', 'crustaceans', 'eggs', 'fish', 'peanuts', 'soy', 'milk'],
  ...['nuts', 'celery', 'mustard', 'sesame', 'sulphites', 'lupin', 'molluscs'],
] as const;

/**
 * `count`: a number without a unit. `flag`: yes or no. `choice`: one of the values, in their order. `allergens`: codes
 * joined by commas, or "none".
 */
export type AttributeType =
  | { kind: 'measure'; unit: AttributeUnit }
  | { kind: 'count' | 'year' | 'flag' | 'text' | 'allergens' }
  | { kind: 'choice'; values: readonly string[] };

const plainTypes = { n: 'count', year: 'year', yes: 'flag', text: 'text', allergens: 'allergens' } as const;

/** The type of a text: where nothing says which one an attribute has. */
export const textType: AttributeType = { kind: 'text' };

/** Reads "width:cm organic:yes condition:A/B/C/D". Throws for a type that does not exist. */
export function readAttributeTypes(typed: string): ReadonlyMap<string, AttributeType> {
  const pairs = typed.split(/\s+/).filter(Boolean);
  return new Map(
    pairs.map((pair) => {
      const [key, written] = pair.split(':') as [string, string?];
      const type = readAttributeType(written ?? '');
      if (!type) throw new Error(`no type of the attribute ${pair}`);
      return [key, type];
    }),
  );
}

/** Reads "cm", "n", "year", "yes", "text", "allergens" or "a/b/c"; undefined for another word. */
export function readAttributeType(typed: string): AttributeType | undefined {
  if (typed.includes('/')) return { kind: 'choice', values: typed.split('/') };
  for (const [word, kind] of Object.entries(plainTypes)) if (word === typed) return { kind };
  const unit = attributeUnits.find((one) => one === typed);
  return unit && { kind: 'measure', unit };
}
