import { formatDate } from '../format.ts';
import type { invoices as fr } from '../fr/document-invoices.ts';

export const invoices: typeof fr = {
  kinds: { invoice: 'Invoice', 'credit-note': 'Credit note' },
  titleOf: (kind, number) => `${kind} ${number}`,
  missingFile: 'missing-documents.txt',
  missingLead:
    'These documents could not be read and are missing in this file. Ask for it again later, or open them from the page of their order:',
  issuedOn: (day) => `Issued on ${day}`,
  billedTo: 'Billed to',
  about: 'About',
  order: (number) => `Order ${number}`,
  delivered: (day) => `Delivered on ${day}`,
  corrects: (number, day) => `Corrects invoice ${number} of ${day}`,
  references: {
    orderNumber: (text) => `Your purchase order ${text}`,
    engagement: (text) => `Engagement no. ${text}`,
    serviceCode: (text) => `Service code ${text}`,
    costCentre: (text) => `Cost centre ${text}`,
  },
  siret: (siret) => `SIRET ${siret}`,
  vatNumber: (number) => `VAT ${number}`,
  columns: ['Description', 'Qty', 'Price excl. VAT', 'VAT', 'Amount excl. VAT'],
  priceFor: (price, quantity) => `${price} for ${quantity}`,
  tables: { lines: 'Lines', vat: 'VAT by rate', totals: 'Totals' },
  delivery: 'Delivery',
  late: (name) => `Late return: ${name}`,
  cancellation: (name) => `Cancellation fee: ${name}`,
  contribution: (month) => `Contribution to the cooperative, ${month}`,
  period: (month) => `Period: ${month}`,
  retained: 'Kept from the payouts of the month: nothing to pay. The month’s statement has the detail by order.',
  addedToPayouts: 'Added to the payouts of the month. The month’s statement has the detail by order.',
  rate: 'Rate',
  base: 'Base excl. VAT',
  vat: 'VAT',
  totalHt: 'Total excl. VAT',
  totalVat: 'Total VAT',
  total: 'Total incl. VAT',
  paid: (day) => `Paid on ${day}, by card or direct debit on the market. Left to pay: €0.00.`,
  due: (day, iban, order) =>
    `To be paid to the cooperative by bank transfer before ${day}, IBAN ${iban}, label ${order}.`,
  setOff: 'To be deducted from what you owe for the order.',
  givenBack: 'Given back to your means of payment.',
  exemptions: {
    franchise: 'VAT not applicable, art. 293 B of the French tax code (CGI).',
    margin: 'Margin scheme: second-hand goods (art. 297 A of the CGI).',
    exempt: 'Operation exempt from VAT, art. 261 of the CGI.',
  },
  nature: {
    B: 'Nature of the operation: supply of goods.',
    S: 'Nature of the operation: supply of services.',
    M: 'Nature of the operation: supply of goods and services.',
  },
  discount: 'No discount for early payment.',
  penalties: 'Late payment between professionals: three times the French legal interest rate.',
  recovery: 'Fixed compensation for recovery costs between professionals: €40.',
  issuedUnder: (seller, town, mandate) =>
    mandate === null
      ? `Made out by ${seller} with the means of the market hall of ${town}.`
      : `Issued by the market hall of ${town} in the name and on behalf of ${seller}, under its mandate of ${formatDate(mandate, 'en')} (art. 289 I-2 of the CGI).`,
  checkpoint: 'Head of the impact ledger when this was issued, signed (/ledger):',
  embedded: 'Electronic invoice in the Factur-X format: the same data are attached to this file (factur-x.xml).',
  lacking: '“□” stands for a letter that the fonts of this document do not have: the attached data hold it.',
  page: (n, of) => `${n}/${of}`,
  list: 'Invoices and credit notes',
  download: (kind, number) => `${kind} ${number} (PDF, Factur-X)`,
  month: 'Documents and entries of the month (ZIP)',
};
