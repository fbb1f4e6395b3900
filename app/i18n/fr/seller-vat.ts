// The VAT regime of a supplier: since when, and from when another one.
export const vatPage = {
  title: 'Régime de TVA',
  link: 'Régime de TVA et numéro',
  now: 'Aujourd’hui',
  without: 'Sans numéro de TVA',
  change: 'Changer de régime',
  startsOn: 'À partir du',
  startsOnHint: 'Aujourd’hui ou plus tard, un an au plus. Le changement se fait à minuit, heure de la ville.',
  open: (count: number) =>
    count === 0
      ? 'Aucune commande n’est en cours : rien de vendu n’est touché.'
      : `${count === 1 ? 'Une commande en cours n’est pas touchée' : `${count} commandes en cours ne sont pas touchées`} : elles gardent le régime, le numéro et les taux du jour où elles ont été passées, sur leurs factures et leurs avoirs.`,
  rates:
    'Vos prix hors taxes ne changent pas. Sans TVA, le taux de chaque offre est gardé et revient avec le régime normal ; une offre créée entre-temps prend le taux habituel de son rayon, à vérifier.',
  confirm: 'Changer à cette date',
  planned: (regime: string, day: string) => `Prévu : ${regime}, à partir du ${day}.`,
  withdraw: 'Renoncer à ce changement',
  history: 'Changements passés',
  states: { planned: 'prévu', effective: 'en vigueur à sa date', withdrawn: 'abandonné' },
  refusals: {
    same: 'C’est le régime d’aujourd’hui.',
    day: 'La date est aujourd’hui ou plus tard, un an au plus.',
    planned: 'Un changement est déjà prévu : renoncez-y d’abord.',
  },
  needless: 'Sous l’article 293 B, aucun numéro de TVA ne figure sur les factures : laissez vide.',
};
