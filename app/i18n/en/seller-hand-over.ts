import type { handOver as fr } from '../fr/seller-hand-over.ts';

export const handOver: typeof fr = {
  title: (number) => `Hand over order ${number}`,
  page: 'Hand-over',
  back: 'Back to the order',
  opensOn: (day) => `The hand-over opens on ${day}, its day.`,
  next: 'Hand over…',
  nextLead: 'The next page says what will be invoiced and paid out; nothing is done before.',
  will: 'What this hand-over starts',
  invoice: (amount, buyer) => `An invoice of ${amount} incl. VAT, in your name, to ${buyer}.`,
  noInvoice: 'No invoice: nothing is left to deliver.',
  missing: (quantity, name, amount) => `Missing: ${quantity} × ${name}, ${amount} given back.`,
  nothingMissing: 'Nothing is missing.',
  leaves: (amount, contribution) =>
    `${amount} to be paid out to you, after the cooperative’s contribution (${contribution} incl. VAT).`,
  leavesWhen: (days) =>
    days === 0
      ? 'Paid out as soon as the hand-over is final.'
      : `Paid out when the buyer says “Received”, otherwise ${days === 1 ? 'one day' : `${days} days`} after the hand-over.`,
  leavesOnAccount: 'Order on account: paid out by the cooperative once the hand-over is confirmed.',
  how: (mode, trip) => `It went like this: ${mode}, ${trip}.`,
  undoFor: (minutes) => `For ${minutes} minutes you can still undo it; nothing leaves before.`,
  shows: 'What shows the hand-over',
  showsLead: 'The buyer’s code, or their name and signature.',
  code: 'Code given by the buyer',
  codeHint: (left) =>
    `Four characters, on their order; its QR code opens this page with the code. ${left === 1 ? 'One try is left' : `${left} tries are left`}.`,
  name: 'Or: name of the person who receives',
  draw: 'Their signature, by finger or mouse',
  erase: 'Erase the signature',
  confirm: 'Confirm the hand-over',
  errors: {
    'before-its-day': 'This hand-over opens on the day of the order.',
    'open-proposal': 'A proposal waits for the buyer’s answer: withdraw it or wait.',
    'taken-back': 'The buyer’s bank has taken the payment back: hand nothing over.',
    quantity: 'A quantity is not possible here: at most the one that was agreed.',
    nothing: 'Nothing was handed over: refuse this order instead.',
    unweighed: 'Weigh first what leaves: the page of the order asks for it.',
    code: 'This code is not the one of the order.',
    locked:
      'Five wrong codes: this code holds no more. The buyer is told by letter and gets a new one on the page of their order; give that one here.',
    signature: 'Give the buyer’s code, or the name of the person who receives.',
  },
  undo: {
    title: 'Hand-over recorded',
    lead: (until) => `Invoice, letter and payout leave on ${until}. Until then you can undo this hand-over.`,
    missing: (quantity, name) => `Missing: ${quantity} × ${name}.`,
    now: 'Undo this hand-over',
  },
  by: {
    code: 'Shown by the buyer’s code.',
    signature: (name) => `Signed by ${name}.`,
  },
  signatureOf: (name) => `Signature of ${name}`,
  waits: (day) => `The payout waits for the buyer’s “Received”, until ${day} at the latest.`,
  released: (day) => `Payout released on ${day}.`,
};
