import type { mails as fr } from '../fr/mails.ts';

export const mails: typeof fr = {
  hello: (name) => `Hello ${name},`,
  sign: 'Halle, Microville 112',
  paid: {
    subject: (number) => `Order ${number} paid`,
    text: (number, total) => `Your order ${number} is paid (${total} incl. VAT). The suppliers are preparing:`,
  },
  proof: (url) => `The order and its impact ledger: ${url}`,
  checkpoint: 'Keep this signed head of the ledger: it binds us.',
  toPrepare: {
    subject: (number) => `To prepare: order ${number}`,
    text: (number, buyer, how) => `Order ${number} of ${buyer} is paid. ${how}`,
  },
  failed: {
    subject: (number) => `Order ${number}: payment declined`,
    text: 'The bank declined the payment. Nothing was charged and the stock is released. You can start again:',
  },
  late: {
    subject: (number) => `Order ${number}: paid after the reservation`,
    text: 'Your payment arrived after the reservation ended. The stewards will write to you within two working days: a refund, or the order taken up again.',
  },
};
