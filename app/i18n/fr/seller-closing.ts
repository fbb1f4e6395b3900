// Closing days on which something is promised.
export const closing = {
  title: 'Fermer des jours promis',
  lead: (count: number) =>
    count === 1
      ? 'Vous avez promis quelque chose un jour où vous voulez fermer. Décidez-en avant de fermer :'
      : `Vous avez promis ${count} choses des jours où vous voulez fermer. Décidez de chacune avant de fermer :`,
  nothingYet: 'Rien n’est encore fermé : la fermeture et vos décisions sont enregistrées ensemble.',
  span: (from: string, to: string) => (from === to ? from : `du ${from} au ${to}`),
  order: (number: string) => `commande ${number}`,
  what: 'Que devient-elle ?',
  choose: 'à décider',
  keep: 'tenue quand même, ce jour-là',
  move: 'proposer un autre moment à l’acheteur',
  refuse: 'refusée : tout est rendu à l’acheteur',
  otherTime: 'L’autre moment',
  why: 'Pourquoi, pour les acheteurs',
  close: 'Fermer ces jours',
  leave: 'Ne pas fermer',
  errors: {
    changed:
      'Une réservation ou vos fermetures ont changé pendant que vous lisiez. Vérifiez la liste et validez de nouveau.',
    undecided: 'Décidez ce qu’elle devient.',
    taken: 'Ce moment vient d’être pris : choisissez-en un autre.',
  },
};
