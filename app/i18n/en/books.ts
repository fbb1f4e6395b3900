import type { books as fr } from '../fr/books.ts';

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
  },
  suppliers: 'Owed to each supplier',
  nothingOwed: 'Everything has been paid out.',
  columns: { supplier: 'Supplier', ht: 'Excl. VAT', vat: 'VAT taken for it', total: 'Total' },
  reconcile: 'Reconcile now',
  agreed: (at: string) => `Reconciled on ${at}: both books agree, to the cent.`,
  differs: (count: number) =>
    count === 1 ? 'One difference, opened as a case below.' : `${count} differences, opened as cases below.`,
  unanswered: 'The provider did not answer. Nothing changed; try again in a few minutes.',
  sound: (entries: string) =>
    `${entries} entries, all balanced; each payment, refund, transfer and dispute stands there once.`,
  problems: 'The books do not keep their rules:',
  negative: 'has to give back',
  disputes: 'Disputes',
  noDisputes: 'No dispute.',
  dispute: {
    columns: { opened: 'Opened on', order: 'Order', state: 'State', due: 'Answer before', amount: 'Amount' },
    states: { open: 'open', won: 'won', lost: 'lost, shared by the suppliers' },
  },
  stuck: 'Asked for in vain for more than an hour, and still asked again:',
  cases: 'Open cases',
  noCases: 'No case.',
  case: {
    columns: { at: 'Opened on', reason: 'Reason', detail: 'Detail' },
    reasons: {
      mismatch: 'A payment that does not fit its request',
      'paid-after-release': 'Paid after the reservation ended',
      'paid-twice': 'Paid twice',
      'payment-overdue': 'A delayed payment without news',
      'cannot-settle': 'A payment that could not be written',
      'transfer-refused': 'Transfer or reversal refused by the provider',
      'refund-refused': 'Refund refused by the provider',
      'refund-failed': 'Refund that came back',
      disputed: 'Payment contested by the buyer',
      'books-differ': 'Difference with the provider',
    },
  },
};
