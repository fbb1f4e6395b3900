import type { checkout as fr } from '../fr/buyer-checkout.ts';

export const checkout: typeof fr = {
  checkout: {
    title: 'Checkout',
    signInFirst: 'Sign in to order: your basket is waiting.',
    for: 'Who buys',
    myself: 'Myself, in my own name',
    where: 'Where to deliver',
    address: 'Address',
    commune: 'Town',
    contact: 'Contact on site',
    name: 'Name',
    email: 'E-mail',
    phone: 'Telephone',
    note: 'Note to the suppliers',
    noteHint: 'Door code, hours, floor.',
    displacement: 'Without this second-hand offer, what would you have done?',
    displacementWhy:
      'Your answer replaces an assumption (60 %) in the CO₂e figure, and enters the ledger without your name.',
    displacementChoices: {
      new: 'bought new',
      other: 'bought second-hand elsewhere, or nothing',
      unsure: 'I do not know',
    },
    terms: 'I accept the terms of sale of each supplier and of Halle.',
    termsLink: 'Read the terms',
    guarantee:
      'Legal guarantee of conformity: two years (twelve months for second-hand), from the seller, free of charge. Withdrawal within fourteen days, except perishable food and services carried out.',
    recap: 'Summary',
    pay: (amount) => `Pay ${amount}`,
    next: 'The next page is the payment page. Your stock is reserved for thirty minutes.',
    priceChanged: (total) =>
      `A price changed during your order. The new total is ${total}; check it and confirm again.`,
    toBasket: 'Back to the basket',
    deliveryBy: (name) => `Delivery, ${name}`,
  },
};
