import type { evidenceEntries as french } from '../fr/seller-ledger.ts';

export const evidenceEntries: typeof french = {
  title: 'Receipts of your evidence',
  lead: 'Each value that counts in your score is an entry of the ledger. Its receipt proves it without us, and opens what it says of you: your id, the document and its hash.',
  feed: 'Public feed of your entries, each with its proof',
  feedOf: (name) => `Evidence of ${name} in the ledger`,
  none: 'No entry yet: they are written when you are admitted.',
  entry: 'Entry',
  what: 'What it says',
  signed: 'Signed',
  receipt: 'Receipt',
  download: 'download',
  receiptOf: (index) => `download the receipt of entry ${index}`,
  between: (from, to) => `between ${from} and ${to}`,
  notYet: '(no witness yet)',
  kinds: {
    'evidence.admitted': 'Values at admission',
    'evidence.declared': 'Declaration',
    'evidence.accepted': 'Evidence accepted',
    'evidence.withdrawn': 'Evidence withdrawn',
    'evidence.expired': 'Evidence expired',
  },
};
