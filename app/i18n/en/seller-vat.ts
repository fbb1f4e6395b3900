import type { vatPage as french } from '../fr/seller-vat.ts';

export const vatPage: typeof french = {
  title: 'VAT regime',
  link: 'VAT regime and number',
  now: 'Today',
  without: 'No VAT number',
  change: 'Change the regime',
  startsOn: 'From',
  startsOnHint: 'Today or later, within a year. The change is made at midnight, in the town’s time.',
  open: (count) =>
    count === 0
      ? 'No order is open: nothing that was sold is touched.'
      : `${count === 1 ? 'One open order is not touched: it keeps' : `${count} open orders are not touched: they keep`} the regime, the number and the rates of the day of the order, on invoices and credit notes.`,
  rates:
    'Your prices excl. VAT stay. Without VAT, the rate of each offer is kept and comes back with the standard regime; an offer made in between takes the usual rate of its aisle, to be checked.',
  confirm: 'Change on that day',
  planned: (regime, day) => `Planned: ${regime}, from ${day}.`,
  withdraw: 'Withdraw this change',
  history: 'Former changes',
  states: { planned: 'planned', effective: 'in force on its day', withdrawn: 'withdrawn' },
  refusals: {
    same: 'That is today’s regime.',
    day: 'The day is today or later, within a year.',
    planned: 'A change is planned already: withdraw it first.',
  },
  needless: 'Under art. 293 B no VAT number stands on invoices: leave it empty.',
};
