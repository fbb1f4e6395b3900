import type { weighed as fr } from '../fr/weighed.ts';

export const weighed: typeof fr = {
  kilo: (price) => `${price} per kg`,
  band: (min, max, least, most) => `${min} to ${max} each, ${least} to ${most}`,
  ofLine: (min, max, least, most) => `${min} to ${max}, ${least} to ${most}: weighed when it is packed.`,
  promise: 'You first pay for the heaviest; the piece is weighed when it is packed, and the difference is given back.',
  packed: (weight) => `Weighed: ${weight}`,
  title: 'Weigh',
  lead: 'Enter the weight of all the pieces of a line. It can be corrected until the hand-over; the buyer pays for this weight.',
  field: (pieces, name) => `${pieces} × ${name}, in kg`,
  hint: (min, max) => `${min} to ${max} in all.`,
  outside: (min, max) =>
    `Outside what the buyer agreed to: ${min} to ${max}. Propose fewer pieces to them, or something else.`,
  noWeight: 'A weight in kilograms, such as 1.745.',
  save: 'Save the weights',
  toWeigh: 'to weigh',
  atHandOver: (weight, name, amount, back) => `${weight} of ${name}: ${amount} incl. VAT, ${back} given back.`,
  form: {
    legend: 'Sold by the piece, priced by the kilogram',
    lead: 'For poultry, a cheese, a squash: these three numbers replace the price, unit, content and mass of one order unit. The buyer pays for the heaviest piece, then for what you weigh.',
  },
};
