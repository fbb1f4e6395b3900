// Attributes that each category adds to an offer's name and price. Keys are stable; their labels are in i18n.
import type { Category } from './offer.ts';

/** Of every category: the shares of its price, as `parsePriceParts` reads them. */
const ofEach = ['price_parts'] as const;

export const attributesOf = {
  furniture: ['dimensions', 'material', 'colour', 'condition', 'core', 'remaining_life', ...ofEach],
  it: ['model', 'grade', 'warranty', 'tested', 'data_erased', 'remaining_life', ...ofEach],
  'paper-office': ['format', 'grammage', 'recycled_content', ...ofEach],
  food: ['origin', 'allergens', 'storage', 'growing', 'grown_in', 'processed', ...ofEach],
  meals: ['allergens', 'diet', 'included', ...ofEach],
  cleaning: ['composition', 'capacity', 'standard', ...ofEach],
  textiles: ['composition', 'size', 'colour', 'condition', 'remaining_life', ...ofEach],
  workwear: ['composition', 'size', 'standard', 'remaining_life', ...ofEach],
  maintenance: ['area', 'duration', 'included', ...ofEach],
  events: ['capacity', 'duration', 'included', ...ofEach],
  services: ['area', 'duration', 'included', ...ofEach],
  rentals: ['dimensions', 'capacity', 'included', ...ofEach],
  'reused-materials': ['dimensions', 'material', 'origin', 'condition', ...ofEach],
} as const satisfies Record<Category, readonly string[]>;

export type Attribute = (typeof attributesOf)[Category][number];

export const attributes = [...new Set(Object.values(attributesOf).flat())] as Attribute[];
