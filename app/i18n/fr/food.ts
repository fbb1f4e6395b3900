// Classes and families of food, as the law on canteens has them.
import type { EgalimClass, FoodFamily } from '#app/domain/catalogue/food.ts';

export const food = {
  classes: {
    organic: 'agriculture biologique',
    'organic-conversion': 'en conversion vers le bio',
    'label-rouge': 'Label Rouge',
    'aoc-aop': 'AOC ou AOP',
    igp: 'IGP',
    stg: 'STG',
    hve: 'HVE (niveau 3)',
    'level-2': 'certification environnementale de niveau 2',
    'sustainable-fishing': 'écolabel Pêche durable',
    rup: 'logo RUP',
    'fair-trade': 'commerce équitable',
    farm: 'fermier',
    'other-quality': 'autre signe de qualité',
    none: 'sans signe',
  } satisfies Record<EgalimClass, string>,
  families: {
    VIANDES_VOLAILLES: 'viandes et volailles',
    CHARCUTERIE: 'charcuterie',
    PRODUITS_DE_LA_MER: 'poissons et produits de la mer',
    FRUITS_ET_LEGUMES: 'fruits et légumes',
    PRODUITS_LAITIERS: 'produits laitiers et œufs',
    BOULANGERIE: 'boulangerie',
    BOISSONS: 'boissons',
    AUTRES: 'épicerie et autres',
  } satisfies Record<FoodFamily, string>,
};
