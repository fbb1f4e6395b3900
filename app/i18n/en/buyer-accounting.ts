import type { accounting as fr } from '../fr/buyer-accounting.ts';

export const accounting: typeof fr = {
  title: 'For your accountant',
  lead: 'A month of your organisations’ purchases, entry by entry: purchases by kind, VAT by rate, suppliers, bank. The columns are those of the French accounting entries file.',
  month: 'Month',
  download: 'Download the CSV',
  journals: { AC: 'Purchases', BQ: 'Bank' },
  accounts: {
    '607000': 'Purchases of goods',
    '604000': 'Purchases of services',
    '613000': 'Rentals',
    '624100': 'Transport on purchases',
    '445660': 'Deductible VAT',
    '401000': 'Suppliers',
    '512000': 'Bank',
  },
};
