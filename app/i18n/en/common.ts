import type { common as fr } from '../fr/common.ts';
import { plural } from '../format.ts';

const n = (count: number, one: string, other: string) => plural(count, 'en', one, other);

export const common: typeof fr = {
  town: 'Microville 112, Courcy',
  title: (page) => `${page} · Halle`,
  tagline: 'Buy near here, and know what it does.',
  fictional: 'Demonstration town: businesses, people and orders are fictional.',
  skip: 'Skip to content',
  nav: { label: 'Main navigation', market: 'The market', suppliers: 'Suppliers', ledger: 'The ledger', method: 'The method', account: 'My account', orders: 'My orders', signIn: 'Sign in', signOut: 'Sign out', foot: 'Information' },
  basketLink: (lines) => (lines === 0 ? 'Basket' : `Basket · ${lines}`),
  basketLabel: (lines) => (lines === 0 ? 'Basket, empty' : `Basket, ${n(lines, 'line', 'lines')}`),
  otherLanguage: 'Français',
  audience: { label: 'I buy', professional: 'For an organisation', consumer: 'For myself', toProfessional: 'Buy for an organisation', toConsumer: 'Buy for myself', switchTo: 'Change' },
  foot: { ranking: 'What orders the results', legal: 'Legal notice', accessibility: 'Accessibility', ecoDesign: 'Eco-design', api: 'Open data' },
  search: 'Search',
  searchLabel: 'Search the market',
  from: (place) => `from ${place}`,
  ht: 'excl. VAT',
  ttc: 'incl. VAT',
  vat: 'VAT',
  back: 'Back',
  save: 'Save',
  cancel: 'Cancel',
  undo: 'Undo',
  yes: 'yes',
  no: 'no',
  unknown: 'unknown',
  see: 'See',
  print: 'Print',
  optional: 'optional',
  pages: { label: 'Pages', previous: 'Previous', next: 'Next', of: (page, last) => `Page ${page} of ${last}` },
  count: {
    offers: (count) => n(count, 'offer', 'offers'),
    suppliers: (count) => n(count, 'supplier', 'suppliers'),
    orders: (count) => n(count, 'order', 'orders'),
    entries: (count) => n(count, 'entry', 'entries'),
    days: (count) => n(count, 'day', 'days'),
    documented: (count, of) => `${count} criteria documented of ${of}`,
  },
  kinds: { new: 'New', reused: 'Reused', repaired: 'Repaired', rental: 'Rental', service: 'Service', 'by-product': 'By-product' },
  categories: {
    furniture: 'Furniture', it: 'Computing', 'paper-office': 'Paper and office', food: 'Food', meals: 'Meals', cleaning: 'Cleaning', textiles: 'Textiles', workwear: 'Workwear',
    maintenance: 'Maintenance', events: 'Events', services: 'Services', rentals: 'Rentals', 'reused-materials': 'Reused materials',
  },
  units: {
    piece: 'piece', kg: 'kg', litre: 'litre', hour: 'hour', 'half-day': 'half-day', day: 'day', visit: 'visit', meal: 'meal', ream: 'ream', m2: 'm²', m: 'metre', set: 'set', person: 'person',
  },
  unitsMany: {
    piece: 'pieces', kg: 'kg', litre: 'litres', hour: 'hours', 'half-day': 'half-days', day: 'days', visit: 'visits', meal: 'meals', ream: 'reams', m2: 'm²', m: 'metres', set: 'sets', person: 'people',
  },
  perUnit: {
    piece: 'each', kg: 'per kg', litre: 'per litre', hour: 'per hour', 'half-day': 'per half-day', day: 'per day', visit: 'per visit', meal: 'per meal', ream: 'per ream', m2: 'per m²', m: 'per metre', set: 'per set', person: 'per person',
  },
  perPack: (size, unit) => `per pack of ${size} ${unit}`,
  inStock: (stock) => (stock === 0 ? 'sold out' : `${stock} in stock`),
  toOrder: 'made to order',
  pillars: { eco: 'Economic', soc: 'Social', env: 'Environment' },
  levels: { L0: 'Not documented', L1: 'Declared, signed', L2: 'Document reviewed', L2P: 'Peer visit', L3: 'Independent third party', L4: 'Public registry or measured' },
  delivery: { shared: 'Shared round', dedicated: 'Dedicated trip', 'pickup-foot': 'Pick-up on foot or by bicycle', 'pickup-car': 'Pick-up by car' },
  modes: {
    'transport.van35_parcel_diesel': 'diesel van', 'transport.van35_electric': 'electric van', 'transport.cargo_bike_electric': 'cargo bike', 'transport.on_foot': 'on foot or by bicycle', 'transport.car_pickup': 'buyer’s car',
  },
  interval: {
    between: (lo, hi, unit) => `between ${lo} and ${hi}\u00a0${unit}\u00a0CO₂e`,
    compared: 'compared with the reference',
    none: 'no demonstrated difference',
    noReference: 'no published reference: no CO₂e is stated',
    zero: 'zero',
    money: (lo, hi) => `${lo} to ${hi}`,
  },
  labels: {
    ess: 'Social and solidarity economy', siae: 'Work integration', ea: 'Adapted company', esat: 'Sheltered workplace', organic: 'Organic farming', rge: 'RGE', qualiopi: 'Qualiopi', 'imprim-vert': 'Imprim’Vert', 'ecocert-cleaning': 'Ecocert cleaning',
  },
};
