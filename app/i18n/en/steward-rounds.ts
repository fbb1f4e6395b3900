import type { rounds as fr } from '../fr/steward-rounds.ts';

export const rounds: typeof fr = {
  ended: (name, at) =>
    `${name ?? 'Somebody'} ended this round${at ? ` on ${at}` : ''}, after this page was opened. Nothing is saved: to set it again, type its capacity.`,
  moreBooked: 'A round to come carries more than that already. Nothing is saved.',
  title: 'The town’s round',
  lead: 'The round that the cooperative makes for everybody: one stop an address, its price shared by mass over the suppliers that deliver there on the same day.',
  capacity: 'Capacity, kg',
  fee: 'One stop, euros excl. VAT',
  fieldOf: (field, weekday) => `${field}, ${weekday}`,
  cutoffDays: 'Closes, days before',
  cutoffHour: 'Closes, hour',
  hours: 'Comes from … to …',
  save: 'Save',
  hint: 'An empty capacity ends the round of that day; what is taken already will be delivered.',
  stops: 'Stops of the two weeks to come',
  none: 'No stop.',
  stop: (supplier, mass) => `${supplier}, ${mass}`,
  joins: 'I also hand my deliveries to the town’s round, when it passes',
  full: 'The town’s round has filled up in the meantime. Choose another day or another delivery in the basket.',
};
