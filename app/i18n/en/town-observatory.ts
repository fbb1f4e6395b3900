import type { observatory as fr } from '../fr/town-observatory.ts';

export const observatory: typeof fr = {
  title: 'The observatory',
  lead: 'Where the euros of the town’s purchases go and what they did, computed from the ledger.',
  flows: 'Where the euros go',
  flowsLead: 'In the middle of the interval: what is spent again nearby, what leaves, what nobody knows.',
  flowsTogether:
    'What each category spends again nearby cannot always be published: the flows then pass through all purchases together.',
  whole: 'All purchases',
  places: { near: 'spent again nearby', elsewhere: 'elsewhere', unknown: 'unknown', unpublished: 'not published' },
  map: 'From commune to commune',
  mapLead: 'Where what the town procures is sold and bought, excl. VAT.',
  placesLegend:
    'Full disc: sold by suppliers of the commune. Ring: it has organisations that buy, larger with what they buy where it is published. Dot: at least one open supplier.',
  placeColumns: { place: 'Commune', suppliers: 'Suppliers', buyers: 'Buyers', sold: 'Sold', bought: 'Bought' },
  notPublished: 'not published',
  notPublishedWhy:
    '“Not published”: this figure rests on fewer than five orders, three suppliers or three buyers, or one of them makes nearly all of it, or together with the others it would let a reader work out what a supplier sold or a buyer bought, within 20%. It waits, or it is counted with others. Estimates are rounded to two significant figures for the same reason.',
  quietPlaces: (names) => `With an open supplier, and too little to say more: ${names}.`,
  other: 'Other categories',
  categories: 'By category',
  none: 'Not enough orders, suppliers and buyers yet: nothing is published.',
  data: 'The data',
  dataLead:
    'Under the Open Licence 2.0, made anew each night. Each number of this page comes out again from outside, with Python alone: “python3 docs/observatory.py” and the address of the site.',
  files: {
    'categories.csv': 'By category (CSV)',
    'months.csv': 'By month (CSV)',
    'places.csv': 'By commune (CSV)',
    'town.json': 'Everything (JSON)',
    'factors.json': 'The emission factors in force (JSON)',
    'dcat.jsonld': 'DCAT description (JSON-LD)',
  },
  link: 'The observatory: by category, flows and open data',
};
