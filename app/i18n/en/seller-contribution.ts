import type { contribution as fr } from '../fr/seller-contribution.ts';

export const contribution: typeof fr = {
  title: 'What your sales did',
  lead: 'A reading of the ledger’s entries, which stay in your buyers’ accounts: nothing is counted twice.',
  none: 'No paid sale yet.',
  share: 'To share',
  shareLead:
    'Facts, with their amount, their interval and their period. Do not sum them up in an adjective: “green”, “eco-friendly” or “sustainable” alone are claims that the law refuses.',
  tooFew: 'Fewer than five orders, or three buyers: these figures would tell what one buyer took. They are for you.',
  orders: (name, orders, year) => `${name}, ${orders} paid orders at the Halle in ${year}.`,
  kept: (range) => `Spent again nearby: ${range}.`,
  hours: (range) => `Integration work: ${range}.`,
  mass: (mass) => `Matter kept in use: ${mass}.`,
  co2: (words) => `Against published references: ${words}.`,
  method: (method, ledger) => `Method ${method}, can be checked at ${ledger}.`,
  link: 'What your sales did, and how to say it',
};
