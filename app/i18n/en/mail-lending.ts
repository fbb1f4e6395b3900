import type { lendingMails as french } from '../fr/mail-lending.ts';

export const lendingMails: typeof french = {
  late: {
    subject: (name) => `To bring back: ${name}`,
    text: (name, day) => `${name} was due back on ${day}.`,
    ask: 'Bring it back as soon as you can, during opening hours: the next person may be waiting for it. If something is wrong, answer this letter.',
    owes: (amount) =>
      `If it comes back today, being late costs ${amount}: the price of the whole time, less what you paid.`,
  },
  atRisk: {
    subject: (name) => `Your booking is at risk: ${name}`,
    text: (name, time) => `You booked: ${name}, ${time}. One of the things is not back in time.`,
    next: 'The lender does what it can; we write to you as soon as your booking is safe. You need not do anything.',
    instead: 'Free in the town at the same time:',
    none: 'Nothing else is free in the town at that time.',
  },
  safe: {
    subject: (name) => `Your booking is safe: ${name}`,
    text: (name, time) => `What was missing is back. Your booking stands: ${name}, ${time}.`,
  },
  missed: {
    subject: (name) => `Booking not used: ${name}`,
    text: (name, time, supplier) =>
      `${supplier} noted that no one came: ${name}, ${time}. If that is wrong, answer this letter within seven days.`,
  },
  inspected: {
    subject: (name) => `Checked: ${name}`,
    text: (name, condition) => `${name} came back and was checked: ${condition}.`,
    late: (amount) => `Being late costs ${amount}.`,
    differ:
      'You see it differently? Say so on the page of the order within seven days: your word stays there beside that of the lender.',
  },
  lost: {
    subject: (name) => `Noted as lost: ${name}`,
    text: (name, supplier) =>
      `${supplier} noted that ${name} will not come back as it left. If you still have it, bring it back; otherwise answer this letter.`,
  },
  claims: {
    asked: {
      subject: (name) => `A sum is asked of you: ${name}`,
      text: (name, amount) => `After checking ${name}, the lender asks for ${amount}.`,
      next: (day) =>
        `Nothing is taken: you pay on the page of the order, or say that you do not agree, until ${day}. The cooperative then hears both of you.`,
    },
    paid: {
      subject: (name) => `Paid: ${name}`,
      text: (name, amount) => `You paid ${amount} for ${name}. This letter is your receipt.`,
      invoice: 'The invoice of the late return is on the page of the order.',
    },
    contested: {
      subject: (number) => `Sum contested, order ${number}`,
      text: (number, buyer) =>
        `Order ${number}: ${buyer} does not agree with the sum that you ask for. The cooperative hears both of you; you can also drop it on the page of the loan.`,
    },
  },
  differs: {
    subject: (name) => `The borrower sees it differently: ${name}`,
    text: (number, buyer) => `Order ${number}: ${buyer} sees it differently from you.`,
  },
};
