import { formatDate, formatDateTime } from '../format.ts';
import type { agreements as fr } from '../fr/seller-agreements.ts';

export const agreements: typeof fr = {
  title: 'Terms and mandate',
  lead: 'Two texts to sign before opening. Each can be read in full here, downloaded, and withdrawn whenever you like.',
  version: (day) => `Version of ${formatDate(day, 'en')}`,
  download: (title) => `Download: ${title} (PDF)`,
  read: (title) => `I have read “${title}” and accept it on behalf of the business.`,
  sign: 'Sign',
  signed: (name, at, version) =>
    `Signed by ${name}, ${formatDateTime(at, 'en')}: text of ${formatDate(version, 'en')}.`,
  newer: (day) =>
    `A new text applies since ${formatDate(day, 'en')}. Yours stays in force as long as you do not sign this one.`,
  notCurrent: 'This text has been replaced meanwhile: here is the one that applies. Read it again before signing.',
  withdraw: 'Withdraw my signature',
  consequences: {
    'seller-terms':
      'The stall closes to new orders at once. What is ordered already is still prepared, handed over and paid out. Your invoices, sales and evidence stay readable, and you can sign again.',
    'invoicing-mandate':
      'The stall closes to new orders at once, because a sale has to be invoiced. Orders already placed are still invoiced under the mandate of their day. Invoices that were made stay readable, and you can sign again.',
  },
  understood: 'I withdraw my signature and have read what happens.',
  history: 'What was signed',
  columns: { text: 'Text', version: 'Version', signed: 'Signed', ended: 'End' },
  by: (name, at) => `${name}, ${formatDateTime(at, 'en')}`,
  ended: { withdrawn: 'withdrawn', replaced: 'replaced' },
  rights: 'Your rights',
  readAll: (title) => `Read it all: ${title}`,
  ofOrder: 'Legal texts of this order',
  allTexts: 'The texts, version by version',
  textPage: (page, of) => `${page}/${of}`,
};
