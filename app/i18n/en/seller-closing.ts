import type { closing as fr } from '../fr/seller-closing.ts';

export const closing: typeof fr = {
  title: 'Closing days that are promised',
  lead: (count) =>
    count === 1
      ? 'You have promised something on a day that you want to close. Decide about it before you close:'
      : `You have promised ${count} things on days that you want to close. Decide about each before you close:`,
  nothingYet: 'Nothing is closed yet: the closure and your decisions are saved together.',
  span: (from, to) => (from === to ? from : `from ${from} to ${to}`),
  order: (number) => `order ${number}`,
  what: 'What becomes of it?',
  choose: 'to be decided',
  keep: 'kept all the same, on that day',
  move: 'propose another time to the buyer',
  refuse: 'refused: all is given back to the buyer',
  otherTime: 'The other time',
  why: 'Why, for the buyers',
  close: 'Close these days',
  leave: 'Do not close',
  errors: {
    changed: 'A booking or your closures changed while you were reading. Check the list and confirm again.',
    undecided: 'Decide what becomes of it.',
    taken: 'This time was just taken: choose another.',
  },
};
