import type { MovementKind } from '#app/domain/catalogue/offer.ts';

// The stock of an offer: its movements, and what a seller enters.
export const stockPage = {
  title: (name: string) => `Stock : ${name}`,
  link: 'Mouvements du stock, comptage et pertes',
  now: 'Stock actuel',
  onOrder: 'fabriqué à la demande',
  back: 'Retour à l’offre',
  kinds: {
    sale: 'commande',
    release: 'remis en stock',
    count: 'comptage',
    loss: 'perte',
    return: 'retour d’un acheteur',
    correction: 'correction',
    import: 'fichier importé',
  } satisfies Record<MovementKind, string>,
  history: 'Mouvements',
  none: 'Aucun mouvement encore.',
  columns: { at: 'Quand', kind: 'Mouvement', quantity: 'Quantité', balance: 'Stock après', by: 'Par', reason: 'Motif' },
  ofOrder: (number: string) => `commande ${number}`,
  ofImport: 'import d’un fichier',
  typedInForm: 'écrit dans la page de l’offre ou le tableau',
  toOrder: 'à la demande',
  export: 'Exporter en CSV',
  enter: 'Entrer un mouvement',
  what: 'Ce qui s’est passé',
  choices: {
    count: 'J’ai compté : voici le stock',
    loss: 'Perte, casse ou don : à retirer',
    correction: 'Correction : à ajouter, ou à retirer avec un moins devant',
  },
  quantity: 'Quantité',
  quantityHint:
    'En unités de commande. Ce qui se vend pendant que vous comptez reste vendu : le comptage corrige de son écart avec le stock montré ici.',
  reason: 'Motif',
  reasonHint: 'Comme « gel de la nuit » ou « oublié dans la réserve ». Nécessaire pour une perte ou une correction.',
  save: 'Enregistrer le mouvement',
  toOrderOnly: 'Cette offre est fabriquée à la demande : seul un comptage peut lui donner un stock.',
  quantityWrong: 'Un nombre entier, de 0 à 9 999 999.',
  quantityZero: 'Un nombre entier, autre que 0.',
  tooLow: (stock: number) =>
    stock === 0
      ? 'Le stock est à 0 : des commandes sont arrivées entre-temps. Rien n’est retiré.'
      : `Il n’en reste que ${stock} : des commandes sont arrivées entre-temps. Comptez à nouveau, ou retirez moins.`,
  moved: (stock: number) => `Le stock a changé entre-temps, il est de ${stock} : rouvrez la page avant de le changer.`,
  movedToOrder: 'Cette offre est fabriquée à la demande depuis peu : rouvrez la page avant de changer son stock.',
};
