import type { market as fr } from '../fr/market-totals.ts';

export const market: typeof fr = {
  totals: {
    kept: 'spent again near here',
    hours: 'of integration work',
    mass: 'of matter kept in use',
    co2: 'compared with published references',
    spent: 'of purchases excl. VAT',
    unknown: (share) => `For ${share} of the amounts, the local share is unknown.`,
  },
};
