// The stand-in's own words: it plays a foreign service, so they do not stand in Halle's catalogue.
export const words = {
  fr: {
    title: 'Paiement de démonstration',
    heading: 'Paiement',
    notice:
      'Ceci est une démonstration : aucune carte n’est demandée et aucun argent ne bouge. Cette page remplace celle de Stripe.',
    declined: 'Le paiement a été refusé. Rien n’a été débité ; vous pouvez réessayer.',
    total: 'Total TTC',
    pay: (amount: string) => `Payer ${amount}`,
    decline: 'Faire refuser le paiement',
    late: 'Payer en différé (accepté après quelques secondes)',
    'late-fail': 'Payer en différé (refusé après quelques secondes)',
    twice: 'Payer, et annoncer le paiement deux fois',
    cancel: 'Revenir sans payer',
  },
  en: {
    title: 'Demonstration payment',
    heading: 'Payment',
    notice: 'This is a demonstration: no card is asked for and no money moves. This page stands in for Stripe’s.',
    declined: 'The payment was declined. Nothing was debited; you can try again.',
    total: 'Total incl. VAT',
    pay: (amount: string) => `Pay ${amount}`,
    decline: 'Have the payment declined',
    late: 'Pay later (accepted after a few seconds)',
    'late-fail': 'Pay later (refused after a few seconds)',
    twice: 'Pay, and announce the payment twice',
    cancel: 'Go back without paying',
  },
};
