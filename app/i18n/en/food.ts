import type { food as source } from '../fr/food.ts';

export const food: typeof source = {
  classes: {
    organic: 'organic farming',
    'organic-conversion': 'in conversion to organic',
    'label-rouge': 'Label Rouge',
    'aoc-aop': 'AOC or AOP (PDO)',
    igp: 'IGP (PGI)',
    stg: 'STG (TSG)',
    hve: 'HVE (level 3)',
    'level-2': 'environmental certification, level 2',
    'sustainable-fishing': 'Pêche durable ecolabel',
    rup: 'outermost regions logo',
    'fair-trade': 'fair trade',
    farm: '“fermier”',
    'other-quality': 'other quality label',
    none: 'no label',
  },
  families: {
    VIANDES_VOLAILLES: 'meat and poultry',
    CHARCUTERIE: 'charcuterie',
    PRODUITS_DE_LA_MER: 'fish and seafood',
    FRUITS_ET_LEGUMES: 'fruit and vegetables',
    PRODUITS_LAITIERS: 'dairy and eggs',
    BOULANGERIE: 'bakery',
    BOISSONS: 'drinks',
    AUTRES: 'grocery and others',
  },
};
