// The stand-in's messages. It plays a foreign service, so they are not in Halle's catalogue.
export const standInMessages = {
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
    account: {
      title: 'Compte de versement de démonstration',
      notice: 'Ceci est une démonstration : aucune pièce n’est demandée. Cette page remplace celle de Stripe.',
      heading: (name: string) => `Être payé : ${name}`,
      states: {
        ready: 'Tout fournir : identité, pièce, RIB',
        'no-bank': 'Tout fournir sauf le RIB',
        'in-review': 'Tout fournir ; la pièce est en cours d’examen',
        refused: 'Faire refuser le compte',
        later: 'Revenir sans rien fournir',
      },
    },
    bank: {
      title: 'Banque de démonstration',
      notice:
        'Ceci est une démonstration : ce que les banques feraient, vous le décidez ici. Cette page remplace Stripe.',
      heading: 'Ce que font les banques',
      charges: 'Paiements',
      accounts: 'Comptes des fournisseurs',
      refunded: (amount: string) => `dont rendu ${amount}`,
      acts: {
        needs_response: 'L’acheteur conteste',
        under_review: 'La banque examine la réponse',
        won: 'Contestation gagnée',
        lost: 'Contestation perdue',
        prevented: 'Contestation évitée',
        warning_needs_response: 'La banque se renseigne',
        warning_under_review: 'La banque examine les renseignements',
        warning_closed: 'La demande de renseignements est close',
        appeal_needs_response: 'Appel possible',
        appeal_under_review: 'L’appel est examiné',
        arrive: 'Le remboursement arrive',
        cancel: 'Le remboursement est annulé',
        fail: 'Le dernier remboursement revient',
        'next-pending': 'Le prochain remboursement attendra',
        'next-requires-action': 'Le prochain remboursement demandera une action',
        empty: 'Vider vers la banque',
        restrict: 'Restreindre le compte',
      },
      none: 'Rien encore.',
    },
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
    account: {
      title: 'Demonstration payout account',
      notice: 'This is a demonstration: no document is asked for. This page stands in for Stripe’s.',
      heading: (name: string) => `Getting paid: ${name}`,
      states: {
        ready: 'Give everything: identity, document, bank account',
        'no-bank': 'Give everything but the bank account',
        'in-review': 'Give everything; the document is being looked at',
        refused: 'Have the account refused',
        later: 'Go back without giving anything',
      },
    },
    bank: {
      title: 'Demonstration bank',
      notice: 'This is a demonstration: what banks would do, you decide here. This page stands in for Stripe.',
      heading: 'What banks do',
      charges: 'Payments',
      accounts: 'Suppliers’ accounts',
      refunded: (amount: string) => `of which given back ${amount}`,
      acts: {
        needs_response: 'The buyer contests it',
        under_review: 'The bank looks at the answer',
        won: 'Dispute won',
        lost: 'Dispute lost',
        prevented: 'Dispute prevented',
        warning_needs_response: 'The bank inquires',
        warning_under_review: 'The bank looks at the inquiry',
        warning_closed: 'The inquiry is closed',
        appeal_needs_response: 'An appeal is possible',
        appeal_under_review: 'The appeal is looked at',
        arrive: 'The refund arrives',
        cancel: 'The refund is canceled',
        fail: 'The last refund comes back',
        'next-pending': 'The next refund will wait',
        'next-requires-action': 'The next refund will ask for an action',
        empty: 'Pay out to the bank',
        restrict: 'Restrict the account',
      },
      none: 'Nothing yet.',
    },
  },
};

export type StandInLocale = keyof typeof standInMessages;

/** French for a language that the stand-in does not speak, as the real service falls back to its own. */
export function standInLocale(asked: string | null | undefined): StandInLocale {
  const spoken = Object.keys(standInMessages) as StandInLocale[]; // Object.keys knows only strings
  return spoken.find((locale) => locale === asked) ?? 'fr';
}
