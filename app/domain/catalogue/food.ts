// Words of the law for food that is bought for collective restaurants (EGalim, Code rural L. 230-5-1, R. 230-30-1 to -3).

/** By rank: a purchase counts once, in the first class that fits. `word` is that of ma cantine's file. */
export const foodClasses = {
  organic: { word: 'BIO', rank: 1 },
  'organic-conversion': { word: 'BIO', rank: 1 },
  'label-rouge': { word: 'LABEL_ROUGE', rank: 2 },
  'aoc-aop': { word: 'AOCAOP', rank: 2 },
  igp: { word: 'IGP', rank: 2 },
  stg: { word: 'STG', rank: 2 },
  hve: { word: 'HVE', rank: 3 },
  /** "Certification environnementale de niveau 2": nothing for deliveries from 1 January 2027. */
  'level-2': { word: 'HVE', rank: 3 },
  'sustainable-fishing': { word: 'PECHE_DURABLE', rank: 3 },
  rup: { word: 'RUP', rank: 3 },
  'fair-trade': { word: 'COMMERCE_EQUITABLE', rank: 3 },
  farm: { word: 'FERMIER', rank: 3 },
  externalities: { word: 'EXTERNALITES', rank: 4 },
  performance: { word: 'PERFORMANCE', rank: 4 },
} as const;
export type FoodClass = keyof typeof foodClasses;

/** Classes that a seller may name: those that a certificate of a supplier gives, another label, or none. */
export const egalimClasses = [
  'organic',
  'organic-conversion',
  'label-rouge',
  'aoc-aop',
  'igp',
  'stg',
  'hve',
  'level-2',
  'sustainable-fishing',
  'rup',
  'fair-trade',
  'farm',
  'other-quality',
  'none',
] as const;
export type EgalimClass = (typeof egalimClasses)[number];

/** The classes that a certificate of a supplier gives. */
export const certifiedClasses = egalimClasses.filter((one) => one !== 'other-quality' && one !== 'none');

/** Families of food, in the words of ma cantine's file (its schema "achats_siret", state of 30 June 2026). */
export const foodFamilies = [
  'VIANDES_VOLAILLES',
  'CHARCUTERIE',
  'PRODUITS_DE_LA_MER',
  'FRUITS_ET_LEGUMES',
  'PRODUITS_LAITIERS',
  'BOULANGERIE',
  'BOISSONS',
  'AUTRES',
] as const;
export type FoodFamily = (typeof foodFamilies)[number];
