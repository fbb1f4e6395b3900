import type { today as fr } from '../fr/town-today.ts';

export const today: typeof fr = {
  title: 'Is my receipt in today’s log?',
  lead: 'Paste what you kept: a receipt, the signed head of a letter or the promise of an order. Your browser asks the ledger for its head and hashes, and proves that one continues the other. What you paste does not leave your device.',
  kept: 'What you kept',
  keptHint: 'As you have it: quote marks of a reply, wrapped lines and blanks do no harm.',
  check: 'Look in the ledger',
  verify: 'Verify a receipt without the network',
  ledger: 'The ledger',
  byServer: 'The server’s answer, without JavaScript: the town says so. With JavaScript your browser proves it.',
  script: {
    good: 'It is there',
    bad: 'Look at this',
    states: {
      inside: 'Today’s log begins with what you kept: nothing in it was changed or taken away.',
      ahead:
        'What you kept goes further than today’s log. If that is still so in an hour, the log was put back: show it.',
      other:
        'Two signatures of the ledger contradict each other: today’s log does not contain what you kept. Keep this text and show it to the witnesses: it proves a forgery.',
      kept: 'The promise was kept: its entries are in the log, at their places.',
      due: 'Promised, not entered yet: its time is not over.',
      broken:
        'Promised, not entered: its time is over, and the log does not hold these entries. This signed promise shows it.',
      unsigned: 'This is not signed by this ledger.',
      form: 'This text holds no whole head, no receipt and no promise.',
      unreachable: 'The ledger did not answer, or without a signed head. Try again.',
      browser: 'This browser could not check it: take a recent one.',
    },
    browserNote: 'Checked in your browser, from {tiles} tiles of the log of {size} entries.',
  },
};
