// Readings taken out of a search before its words are matched: the chips of the page and the API.

/** The names of readings, as addresses and the API have them. */
export const readNames = [
  'price_max',
  'price_min',
  'sort',
  'day',
  'time',
  'free',
  'week',
  'people',
  'diet',
  'label',
  'kind',
  'size',
  'quantity',
  'distance',
  'reference',
] as const;
export type ReadName = (typeof readNames)[number];

export const diets = [
  'vegetarian',
  'vegan',
  'no-pork',
  'no-alcohol',
  'halal',
  'kosher',
  'gluten-free',
  'lactose-free',
] as const;
export type Diet = (typeof diets)[number];

/**
 * One reading: `value` is in cents (prices), YYYY-MM-DD (days; a week by its Monday; from one to another with a slash), a part
 * of the day or HH:MM-HH:MM (time), metres (distance), a number and its unit (size), or one of the words of its name.
 * `text`: the words as typed.
 */
export type ReadChip = { name: ReadName; value: string; text: string };
