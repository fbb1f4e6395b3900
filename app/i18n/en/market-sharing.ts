import type { sharing as fr } from '../fr/market-sharing.ts';

export const sharing: typeof fr = {
  market: (town: string) =>
    `Goods and services from ${town} and around, with the evidence of those who sell them and the impact of each order.`,
  offers: (count: string, town: string) => `${count} in ${town} and around: prices, delays, and what each has proven.`,
  suppliers: (town: string) => `Those who sell in ${town} and around, with their evidence, dated and verifiable.`,
  search: (town: string) => `Search the market of ${town}`,
  feed: 'New offers',
  feedEntry: (price: string, supplier: string) => `${price}, from ${supplier}`,
  drawing: (name: string) => `Drawing: ${name}`,
};
