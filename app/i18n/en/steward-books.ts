import type { books as fr } from '../fr/steward-books.ts';

/** The provider's states of an open dispute; another one is shown as it is. */
const statuses: ReadonlyMap<string, string> = new Map([
  ['needs_response', 'to be answered'],
  ['under_review', 'the bank looks at the answer'],
  ['warning_needs_response', 'the bank inquires, to be answered'],
  ['warning_under_review', 'the bank looks at the inquiry'],
  ['appeal_needs_response', 'an appeal is possible, to be answered'],
  ['appeal_under_review', 'the bank looks at the appeal'],
]);

export const books: typeof fr = {
  title: 'Books',
  lead: 'Each amount is a sum of double entries that are never changed. Once a day they are reconciled with the payment provider’s own.',
  accounts: {
    provider: 'With the payment provider',
    owed: 'Owed to suppliers, VAT included',
    contribution: 'The cooperative’s contribution, excl. VAT',
    contributionVat: 'VAT on the contribution, owed to the State',
    fees: 'The provider’s fees',
    receivables: 'Owed by buyers on account',
    bank: 'At our bank',
    disputes: 'Contested, not decided yet',
    refunds: 'Refunds agreed, not yet paid out',
    unsettled: 'Received too late or twice, to be decided',
    reserves: 'Withheld by the provider for a time',
  },
  suppliers: 'Owed to each supplier',
  nothingOwed: 'Everything has been paid out.',
  columns: { supplier: 'Supplier', ht: 'Excl. VAT', vat: 'VAT taken for it', total: 'Total' },
  reconcile: 'Reconcile now',
  unanswered: 'The provider did not answer. Nothing changed; try again in a few minutes.',
  unchecked: 'The books are checked each night; the first check is still to come.',
  sound: (entries, at) =>
    `Checked on ${at}: ${entries} entries, all balanced; each payment, refund, transfer and dispute stands there once.`,
  problems: (at) => `When checked on ${at}, the books did not keep their rules:`,
  negative: 'has to give back',
  disputes: 'Disputes',
  noDisputes: 'No dispute.',
  dispute: {
    columns: { opened: 'Opened on', order: 'Order', state: 'State', due: 'Answer before', amount: 'Amount' },
    states: { open: 'open', won: 'won', lost: 'lost, shared by the suppliers' },
    status: (status: string) => statuses.get(status) ?? status,
    statusOf: (status) => `State at the provider: ${status}`,
    refundEndsIt: 'Nothing is taken back yet: a refund to the buyer ends it.',
    answerBefore: (day) => `Answer before ${day}`,
    contested: (order, amount) => `Order ${order}, ${amount}`,
  },
  stuck: 'Asked for in vain for more than an hour, and still asked again:',
  cases: 'Open cases',
  noCases: 'No case.',
  case: {
    about: (order, day) => `Order ${order}, opened on ${day}`,
    reasons: {
      mismatch: 'A payment that does not fit its request',
      'paid-after-release': 'Paid after the reservation ended',
      'paid-twice': 'Paid twice',
      'payment-overdue': 'A delayed payment without news',
      'cannot-settle': 'A payment that could not be written',
      'transfer-refused': 'Transfer or reversal refused by the provider',
      'refund-refused': 'Refund refused by the provider',
      'refund-failed': 'Refund that came back',
      'refund-delayed': 'Refund that does not arrive',
      disputed: 'Payment contested by the buyer',
      'dispute-lost': 'Payment taken back by the buyer’s bank',
      'books-differ': 'Difference with the provider',
      'code-locked': 'Five wrong hand-over codes: the buyer has to get a new one',
      'claim-contested': 'Contested sum after a loan: hear both, then dismiss',
      'clock-jumped':
        'The clock jumped by more than two days: nothing is handed over, paid or erased by time any more. If the date below is today’s (the server was off, or the clock has just been set right), put this away: the missed days are made up one by one. Otherwise set the clock right',
      'charge-without-order':
        'Payment at the provider without an order here, which a restore lost. Refund it: no letter is sent, the buyer is not known',
      'invoice-remade': 'File of an invoice lost or damaged, made again from its content',
    },
    what: {
      amount: 'Amount:',
      currency: 'Currency received:',
      livemode: 'Live mode:',
      reference: 'Reference received:',
    },
    differs: (theirs, ours) => `the provider says ${theirs}, our books ${ours}`,
    untilDecided: 'This case closes when the dispute is decided.',
    acts: {
      'take-up': 'Take the order up again',
      'give-back': 'Refund the buyer',
      retry: 'Ask again',
      'put-away': 'Put away',
    },
    actOn: (act, order) => `${act}, order ${order}`,
    refusals: {
      disputed: 'The buyer’s bank contests this payment: wait for its decision. Nothing was done.',
      'out-of-stock': (name) =>
        `${name}: not enough of it is left. Refund the buyer, or ask the supplier to restock it.`,
      'no-day': (name) => `No round within four weeks can take what ${name} sells. Refund the buyer.`,
      'time-taken': 'The time that was booked has been taken by another buyer. Refund the buyer.',
    },
  },
};
