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

/** The 17 categories of AGEC article 58, in the words of the national schema. */
export const agecCategories = [
  "Produits textiles à l'exception des équipements de protection individuels",
  'Matériel informatique et téléphonie',
  "Matériel de reprographie et d'impression",
  "Consommables d'impression",
  'Papier',
  'Fournitures de bureau',
  'Engins de transport et pièces détachées',
  'Véhicules et pièces détachées',
  "Mobilier et aménagement d'intérieur",
  'Mobilier urbain',
  'Equipements de collecte de déchets',
  'Bocaux et flacons',
  'Articles et équipement sportifs',
  "Matériel d'entretien des espaces verts",
  'Bâtiments modulaires ou préfabriqués',
  'Gros électroménager, y compris appareils professionnels',
  'Jeux et jouets',
] as const;

export const egalimClasses = ['organic', 'other-quality', 'none'] as const;
