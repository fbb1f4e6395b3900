export const books = {
  title: 'Livres de comptes',
  lead: 'Chaque somme est une addition d’écritures en partie double, jamais modifiées. Une fois par jour, elles sont rapprochées des comptes du prestataire de paiement.',
  accounts: {
    provider: 'Chez le prestataire de paiement',
    owed: 'Dû aux fournisseurs, TVA comprise',
    contribution: 'Contribution de la coopérative, HT',
    contributionVat: 'TVA de la contribution, due à l’État',
    fees: 'Frais du prestataire',
    receivables: 'Dû par les acheteurs en compte',
    bank: 'À notre banque',
    disputes: 'Contesté, pas encore tranché',
    refunds: 'Remboursements convenus, pas encore versés',
    unsettled: 'Reçu trop tard ou deux fois, à décider',
  },
  suppliers: 'Dû à chaque fournisseur',
  nothingOwed: 'Tout a été versé.',
  columns: { supplier: 'Fournisseur', ht: 'HT', vat: 'TVA encaissée pour lui', total: 'Total' },
  reconcile: 'Rapprocher maintenant',
  agreed: (at: string) => `Rapproché le ${at} : les deux livres sont d’accord, au centime.`,
  differs: (count: number) =>
    count === 1
      ? 'Une différence, ouverte comme dossier ci-dessous.'
      : `${count} différences, ouvertes comme dossiers ci-dessous.`,
  unanswered: 'Le prestataire n’a pas répondu. Rien n’a changé ; réessayez dans quelques minutes.',
  sound: (entries: string) =>
    `${entries} écritures, toutes équilibrées ; chaque paiement, remboursement, versement et contestation y figure une fois.`,
  problems: 'Les livres ne tiennent pas leurs règles :',
  negative: 'doit rendre',
  disputes: 'Contestations',
  noDisputes: 'Aucune contestation.',
  dispute: {
    columns: { opened: 'Ouverte le', order: 'Commande', state: 'État', due: 'Répondre avant le', amount: 'Montant' },
    states: { open: 'en cours', won: 'gagnée', lost: 'perdue, partagée entre les fournisseurs' },
  },
  stuck: 'Demandé en vain depuis plus d’une heure, et encore redemandé :',
  cases: 'Dossiers ouverts',
  noCases: 'Aucun dossier.',
  case: {
    about: (order: string, day: string) => `Commande ${order}, ouvert le ${day}`,
    reasons: {
      mismatch: 'Paiement qui ne correspond pas à sa demande',
      'paid-after-release': 'Payé après la fin de la réservation',
      'paid-twice': 'Payé deux fois',
      'payment-overdue': 'Paiement différé sans nouvelle',
      'cannot-settle': 'Paiement impossible à écrire',
      'transfer-refused': 'Versement ou reprise refusé par le prestataire',
      'refund-refused': 'Remboursement refusé par le prestataire',
      'refund-failed': 'Remboursement revenu',
      disputed: 'Paiement contesté par l’acheteur',
      'books-differ': 'Différence avec le prestataire',
    },
    what: {
      amount: 'Montant :',
      currency: 'Devise reçue :',
      livemode: 'Mode réel :',
      reference: 'Référence reçue :',
    },
    differs: (theirs: string, ours: string) => `le prestataire dit ${theirs}, nos livres ${ours}`,
    acts: {
      'take-up': 'Reprendre la commande',
      'give-back': 'Rembourser l’acheteur',
      retry: 'Demander à nouveau',
      'put-away': 'Classer',
    },
    actOn: (act: string, order: string) => `${act}, commande ${order}`,
    refusals: {
      'not-now': 'Ce dossier a changé entre-temps. Rien n’a été fait.',
      disputed: 'La banque de l’acheteur conteste ce paiement : attendez sa décision. Rien n’a été fait.',
      'out-of-stock': (name: string) =>
        `${name} : il n’en reste pas assez. Remboursez l’acheteur, ou demandez au fournisseur d’en remettre en stock.`,
      'no-day': (name: string) =>
        `Aucune tournée dans les quatre semaines ne peut prendre ce que vend ${name}. Remboursez l’acheteur.`,
    },
  },
};
