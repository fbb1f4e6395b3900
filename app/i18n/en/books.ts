import type { books as fr } from '../fr/books.ts';

export const books: typeof fr = {
  title: 'Books',
  lead: 'Each amount is a sum of double entries that are never changed. Once a day they are reconciled with the payment provider’s own.',
  accounts: {
    provider: 'With the payment provider',
    owed: 'Owed to suppliers, VAT included',
    refunds: 'Refunds agreed, not yet paid out',
    unsettled: 'Received too late or twice, to be decided',
  },
  suppliers: 'Owed to each supplier',
  columns: { supplier: 'Supplier', ht: 'Excl. VAT', vat: 'VAT taken for it', total: 'Total' },
  reconcile: 'Reconcile now',
  agreed: (at: string) => `Reconciled on ${at}: both books agree, to the cent.`,
  differs: (count: number) =>
    count === 1 ? 'One difference, opened as a case below.' : `${count} differences, opened as cases below.`,
  unanswered: 'The provider did not answer. Nothing changed; try again in a few minutes.',
  sound: (entries: string) => `${entries} entries, all balanced; each payment and each refund stands there once.`,
  problems: 'The books do not keep their rules:',
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
      'books-differ': 'Difference with the provider',
    },
  },
};
