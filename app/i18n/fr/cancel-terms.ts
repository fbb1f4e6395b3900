// The terms of cancelling a booking, in words.
export const cancelTerms = {
  title: 'Annulation',
  /** `until` is one of those below; the first clause begins the sentence. */
  free: (until: string) => `sans frais ${until}`,
  kept: (percent: number, until: string) => `${percent} % du prix gardés ${until}`,
  all: 'le prix entier est gardé',
  by: (day: string, hour: string) => `jusqu’au ${day}, ${hour}`,
  before: (days: number) => {
    if (days === 0) return 'jusqu’au début';
    return days === 1 ? 'jusqu’à 1 jour avant' : `jusqu’à ${days} jours avant`;
  },
  next: ', puis ',
  sentence: (clauses: string) => `Annulation : ${clauses}.`,
  seller: 'Si le fournisseur annule, tout vous est rendu.',
  withdrawal:
    'Un particulier annule sans frais pendant les 14 jours qui suivent la commande, tant que la réservation n’a pas commencé (rétractation).',
  withdrawalUntil: (day: string) =>
    `Sans frais jusqu’au ${day}, tant que la réservation n’a pas commencé : c’est votre délai de rétractation.`,
  changed: (name: string) => `Annulation de « ${name} »`,
};
