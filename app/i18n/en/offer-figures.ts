import type { figures as fr } from '../fr/offer-figures.ts';

export const figures: typeof fr = {
  none: 'This offer is sold without a CO₂e figure:',
  stewards: 'It waits for a steward.',
  faults: {
    thing: 'what it is does not match the named reference, or that reference is closed',
    kind: 'this kind of offer (new, reuse, rental) is not compared with this reference',
    unit: 'it is not sold in the unit of the reference',
    mass: 'its mass is outside the frame of the reference',
    units: 'it states more units of the reference than it contains',
    price: 'its price is outside the frame of the reference',
    months: 'the reference does not hold in the month of the hand-over',
    growing: 'it is not said that it grew in the open, or in a heated house',
    place: 'the place where it grew is not said, or is no commune of the region',
    processed: 'it is cooked, peeled, frozen or pressed, and the reference is raw',
    dish: 'its dish is not that of the reference, or is not said',
    core: 'it is not said whether the mattress is of foam or of springs',
    uses: 'the number of uses in its life is outside the frame',
    words: 'its own words say that it is new, and it is sold as reuse',
    'euro-outlier': 'its CO₂e for a euro is too far from similar offers',
    'mass-outlier': 'its CO₂e for a kilogram is too far from similar offers',
    line: 'the line is too large to be signed before a steward has seen it',
  },
};
