import type { stockPage as french } from '../fr/seller-stock.ts';

export const stockPage: typeof french = {
  title: (name) => `Stock: ${name}`,
  link: 'Stock movements, counts and losses',
  now: 'Stock now',
  onOrder: 'made to order',
  back: 'Back to the offer',
  kinds: {
    sale: 'order',
    release: 'back in stock',
    count: 'count',
    loss: 'loss',
    return: 'returned by a buyer',
    correction: 'correction',
    import: 'imported file',
  },
  history: 'Movements',
  none: 'No movement yet.',
  columns: { at: 'When', kind: 'Movement', quantity: 'Quantity', balance: 'Stock after', by: 'By', reason: 'Reason' },
  ofOrder: (number) => `order ${number}`,
  ofImport: 'import of a file',
  typedInForm: 'typed in the page of the offer or the table',
  toOrder: 'to order',
  export: 'Export as CSV',
  enter: 'Enter a movement',
  what: 'What happened',
  choices: {
    count: 'I have counted: this is the stock',
    loss: 'Loss, breakage or gift: to take away',
    correction: 'Correction: to add, or to take away with a minus in front',
  },
  quantity: 'Quantity',
  quantityHint:
    'In order units. What is sold while you count stays sold: the count corrects by its difference from the stock shown here.',
  reason: 'Reason',
  reasonHint: 'Such as “frost last night” or “forgotten in the store room”. Needed for a loss or a correction.',
  save: 'Save the movement',
  toOrderOnly: 'This offer is made to order: only a count can give it a stock.',
  quantityWrong: 'A whole number, from 0 to 9,999,999.',
  quantityZero: 'A whole number other than 0.',
  tooLow: (stock) =>
    stock === 0
      ? 'The stock is 0: orders have come in. Nothing is taken away.'
      : `Only ${stock} are left: orders have come in. Count again, or take away less.`,
  moved: (stock) => `The stock has changed, it is ${stock}: open the page again before you change it.`,
  movedToOrder: 'This offer has just been set to “made to order”: open the page again before you change its stock.',
};
