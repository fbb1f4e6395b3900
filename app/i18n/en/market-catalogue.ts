import type { catalogue as fr } from '../fr/market-catalogue.ts';

export const catalogue: typeof fr = {
  title: 'The market',
  heading: 'The market',
  results: 'Results',
  filters: 'Filter',
  apply: 'Apply',
  clear: 'Clear all',
  category: 'Aisle',
  kind: 'Kind',
  supplier: 'Supplier',
  place: 'From',
  within: 'Distance',
  withinAny: 'Any',
  minimum: 'Proven score of at least',
  overall: 'Overall',
  evidence: 'Supplier’s evidence',
  anyEvidence: 'Any',
  inStock: 'In stock',
  priceMax: (basis) => `Highest price ${basis}, in euros`,
  priceMaxShort: 'Highest price',
  sort: 'Sort by',
  sorts: { relevance: 'Relevance', impact: 'Proven score', distance: 'Distance', price: 'Price', soonest: 'Soonest' },
  ranking: 'How this is ordered',
  score: (proven, declared) => (declared > proven ? `proven, up to ${declared} declared` : 'proven'),
  empty: 'No offer answers all of that.',
  loosen: 'What would widen the search:',
  without: (name, count) => `Without “${name}”: ${count}`,
  consumer:
    'You are buying for yourself: the law asks for facts and controlled labels, not an overall score. Filters and sorting by score are therefore absent.',
  badParameter: (name) => `The filter “${name}” has no possible value.`,
  compositeRefused: (name) =>
    `“${name}” filters or sorts by an overall score. A purchase by a consumer or a public buyer does not allow it (Directive (EU) 2024/825, Code de la commande publique). Remove this filter.`,
  publicRefused: (name: string) =>
    `“${name}” prefers by place. A public purchase may not (Code de la commande publique, article L. 3). Remove this filter.`,
  refusedTitle: 'This search is not possible',
  start: 'Start from the whole market',
};
