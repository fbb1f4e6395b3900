export const books = {
  title: 'Livres de comptes',
  lead: 'Chaque somme est une addition d’écritures en partie double, jamais modifiées. Une fois par jour, elles sont rapprochées des comptes du prestataire de paiement.',
  accounts: {
    provider: 'Chez le prestataire de paiement',
    owed: 'Dû aux fournisseurs, TVA comprise',
    refunds: 'Remboursements convenus, pas encore versés',
    unsettled: 'Reçu trop tard ou deux fois, à décider',
  },
  suppliers: 'Dû à chaque fournisseur',
  columns: { supplier: 'Fournisseur', ht: 'HT', vat: 'TVA encaissée pour lui', total: 'Total' },
  reconcile: 'Rapprocher maintenant',
  agreed: (at: string) => `Rapproché le ${at} : les deux livres sont d’accord, au centime.`,
  differs: (count: number) =>
    count === 1
      ? 'Une différence, ouverte comme dossier ci-dessous.'
      : `${count} différences, ouvertes comme dossiers ci-dessous.`,
  unanswered: 'Le prestataire n’a pas répondu. Rien n’a changé ; réessayez dans quelques minutes.',
  sound: (entries: string) =>
    `${entries} écritures, toutes équilibrées ; chaque paiement et chaque remboursement y figure une fois.`,
  problems: 'Les livres ne tiennent pas leurs règles :',
  cases: 'Dossiers ouverts',
  noCases: 'Aucun dossier.',
  case: {
    columns: { at: 'Ouvert le', reason: 'Motif', detail: 'Détail' },
    reasons: {
      mismatch: 'Paiement qui ne correspond pas à sa demande',
      'paid-after-release': 'Payé après la fin de la réservation',
      'paid-twice': 'Payé deux fois',
      'payment-overdue': 'Paiement différé sans nouvelle',
      'cannot-settle': 'Paiement impossible à écrire',
      'books-differ': 'Différence avec le prestataire',
    } as Record<string, string>,
  },
};
