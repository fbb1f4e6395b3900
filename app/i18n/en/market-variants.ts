import type { variants as fr } from '../fr/market-variants.ts';

const counted = (one: string, many: string) => (n: number) => `${n}\u00a0${n === 1 ? one : many}`;

export const variants: typeof fr = {
  axes: { size: 'Size', colour: 'Colour', capacity: 'Capacity', material: 'Material', model: 'Model' },
  both: (first, second) => `${first} and ${second.toLowerCase()}`,
  count: {
    size: counted('size', 'sizes'),
    colour: counted('colour', 'colours'),
    capacity: counted('capacity', 'capacities'),
    material: counted('material', 'materials'),
    model: counted('variant', 'variants'),
  },
  from: 'from',
  choose: 'Choose which one.',
  soldOut: 'sold out',
  details: 'In detail',
};
