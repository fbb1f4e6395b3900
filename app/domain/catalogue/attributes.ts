// Attributes that each category adds to an offer's name and price. Keys are stable; their labels are in i18n.
import type { Category } from './offer.ts';

export const attributesOf = {
  furniture: ['dimensions', 'material', 'colour', 'condition', 'core', 'remaining_life'],
  it: ['model', 'grade', 'warranty', 'tested', 'data_erased', 'remaining_life'],
  'paper-office': ['format', 'grammage', 'recycled_content'],
  food: ['origin', 'allergens', 'storage', 'growing', 'grown_in', 'processed'],
  meals: ['allergens', 'diet', 'included'],
  cleaning: ['composition', 'capacity', 'standard'],
  textiles: ['composition', 'size', 'colour', 'condition', 'remaining_life'],
  workwear: ['composition', 'size', 'standard', 'remaining_life'],
  maintenance: ['area', 'duration', 'included'],
  events: ['capacity', 'duration', 'included'],
  services: ['area', 'duration', 'included'],
  rentals: ['dimensions', 'capacity', 'included'],
  'reused-materials': ['dimensions', 'material', 'origin', 'condition'],
} as const satisfies Record<Category, readonly string[]>;

export type Attribute = (typeof attributesOf)[Category][number];

export const attributes = [...new Set(Object.values(attributesOf).flat())] as Attribute[];
