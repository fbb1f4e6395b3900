import type { orderChanges as fr } from '../fr/buyer-order-changes.ts';

export const orderChanges: typeof fr = {
  cancel: 'Cancel with this supplier',
  cancelTitle: (name) => `Cancel at ${name}?`,
  cancelLead: (number, name) => `The whole part of ${name} in order ${number} is cancelled, delivery included:`,
  cancelBooking: (name) => `Cancel only: ${name}`,
  cancelBookingTitle: (name) => `Cancel “${name}”?`,
  cancelBookingLead: (number, name) => `This booking at ${name}, order ${number}, is cancelled. Nothing else changes.`,
  cancelToday: (refund, kept) =>
    `Today, ${refund} would be given back to you; ${kept} would be kept by the terms of cancelling.`,
  cancelFee: (amount) => `${amount} incl. VAT is kept by the supplier, by the terms of cancelling that you agreed to.`,
  cancelNothing: 'Nothing is given back: the whole price is kept.',
  cancelNowLate: 'Cancel all the same',
  cancelEnds: {
    online: (amount) => `${amount} incl. VAT is given back to your means of payment.`,
    account: (amount) => `${amount} incl. VAT is deducted from what you owe. Nothing is paid yet.`,
    transfer: (amount) => `${amount} incl. VAT is deducted; what you paid too much is given back by bank transfer.`,
  },
  cancelTotal: (total) => `The total of the order will be ${total} incl. VAT.`,
  cancelWhy: 'Why, for the supplier',
  cancelNow: { online: 'Cancel and be refunded', account: 'Cancel these lines', transfer: 'Cancel these lines' },
  cancelNot: 'Keep my order',
  cancelChanged: 'This part changed while you were reading. Check the amount and confirm again.',
  return: 'Give something back',
  returnLead: 'Agree on the return with the supplier; it confirms when it has the goods, and you are refunded.',
  line: 'Line',
  quantity: 'Quantity',
  why: 'Why',
  ask: 'Ask for the return',
  code: (code) => `Hand-over code: ${code}`,
  codeLead: 'Give it, or show this QR code, when you have the goods: not before.',
  codeQr: (code) => `QR code of the hand-over, code ${code}`,
  locked: 'Five wrong codes were given for this hand-over. Your code holds no more.',
  newCode: 'Get a new code',
  received: 'Received',
  receivedLead: (name, day) =>
    `Do you have all that is invoiced? ${name} is then paid. Without an answer from you, it is on ${day}.`,
  by: {
    code: 'Shown by your code.',
    signature: (name) => `Signed by ${name}.`,
    none: 'Recorded without code or signature, two weeks after its day.',
  },
  refusedWhy: (why) => `Reason: ${why}`,
  returnStates: { open: 'return asked for', accepted: 'return accepted', refused: 'return refused' },
  letterRefused: (email) =>
    `A letter about this order could not be delivered: the mail server of ${email} refused it. All that it said is on this page.`,
  returned: (quantity, name) => `${quantity} × ${name}`,
  returnQuantity: 'Choose a quantity that you received.',
  supplier: {
    refuse: 'I cannot do it',
    refuseLead:
      'Your whole part is cancelled and given back to the buyer. For a single line, propose a change instead.',
    refuseNow: 'Refuse and refund',
    takenBack: {
      refuse: 'Free the stock',
      refuseLead:
        'Your part is cancelled and its stock is yours again. The buyer’s bank has the money already; if the cooperative recovers it, it goes to the buyer.',
      refuseNow: 'Cancel and free the stock',
    },
    returns: 'Returns asked for',
    asked: (quantity, name) => `${quantity} × ${name}`,
    restock: 'Back on sale',
    agree: 'I have the goods: refund',
    disagree: 'Refuse the return',
    missing: 'How many were really there?',
    missingWhy: 'Why, for the buyer',
    missingLead: 'What is missing is given back to the buyer at once.',
    errors: {
      'too-late': 'The time for it is over.',
    },
  },
};
