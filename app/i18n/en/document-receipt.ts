import type { receipt as fr } from '../fr/document-receipt.ts';

export const receipt: typeof fr = {
  title: (number) => `Impact receipt ${number}`,
  pdf: 'The receipt as PDF',
  back: 'Back to the order',
  lead: 'What this purchase did, line by line, with where each number comes from. Written in the town’s public ledger, signed, checkable without us.',
  facts: { order: 'Order', buyer: 'Buyer', paid: 'Paid on', entries: 'Ledger entries' },
  whole: 'The whole order',
  wholeHow: 'Added factor by factor, then propagated: one uncertainty counts once.',
  line: (line, quantity, name) => `${line}. ${quantity} × ${name}`,
  figure: {
    spent: 'Purchase excl. VAT',
    kept: 'Spent again nearby',
    hours: 'Integration work',
    mass: 'Matter kept in use',
    actual: 'CO₂e emitted, estimated',
    co2: 'CO₂e compared with the reference',
    lent: 'Containers lent',
  },
  how: {
    kept: (share, level) => `amount × ${share} spent again in the territory (evidence: ${level})`,
    hours: (seconds, level) =>
      `amount × ${seconds} s of integration work for each euro of resources, grants included (evidence: ${level})`,
    mass: { reuse: 'reused', repair: 'repaired', recycled: 'matter from another use' },
    transport: (distance, trip, mode) => `${distance} by road, ${trip}, ${mode}`,
    twice: 'there, and back again to return it',
    uses: (uses) => `making spread over ${uses} rentals`,
    displacement: (share, assumed) =>
      assumed
        ? `replaces a new purchase at ${share}, assumed [${assumed}]`
        : `replaces a new purchase at ${share}: your answer`,
    noReference: 'no published reference: nothing is compared',
    references: 'Reference',
    factors: 'Factors',
  },
  entry: (index, size) => `Entry no. ${index} of a ledger of ${size}`,
  corrected: 'corrected since the payment',
  corrections: 'Corrections',
  correction: (line, wrong, by, reason) =>
    `Line ${line}: entry no. ${wrong} is reversed by no. ${by} (${reason}). Both can still be read.`,
  reasons: {
    shorter: 'delivered short',
    weighed: 'weighed',
    substitute: 'substituted',
    delivery: 'another trip than planned',
    cancelled: 'cancelled by the buyer',
    refused: 'refused by the supplier',
    returned: 'given back',
  },
  proof: 'The proof',
  proofLead:
    'The code of each line opens the page that checks it with its receipt: everything is computed in the browser, nothing is asked of our servers.',
  noOutsideTime: 'no time of an outside witness bounds it yet',
  trust: {
    witnessed: 'A quorum of outside witnesses has seen this head of the ledger and cosigned it.',
    unwitnessed:
      'This head of the ledger is signed, not witnessed yet: no quorum of outside witnesses has confirmed it lately.',
    alone:
      'This head of the ledger is signed by the town alone: no outside witness has seen it, and the town could show another one to others. Keep this receipt.',
  },
  checkpoint: 'Head of the ledger, signed',
  key: 'Verifier key',
  versions: (method, factors) => `Method ${method}, factors ${factors}.`,
  verify: 'Check without us',
  verifyOf: (line) => `Check line ${line} without us`,
  qr: (line) => `QR code: check line ${line}`,
  lacking: '“□” stands for a letter that the fonts of this document do not have.',
  page: (page, of) => `${page} / ${of}`,
};
