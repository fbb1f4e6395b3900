import type { WishName } from '#app/domain/buying/list-answer.ts';
import type { UnmetReason } from '#app/domain/buying/list-supply.server.ts';
import { pluralForm } from '../format.ts';

const reasons: Record<UnmetReason, string> = {
  words: 'rien de tel n’est en vente aujourd’hui',
  choose: 'à choisir dans la liste d’abord',
  quantity: 'aucune quantité n’est dite',
  gone: 'plus rien ne peut en être commandé',
  late: 'rien n’arrive pour ce jour',
  minimum: 'le minimum de commande des fournisseurs n’est pas atteint',
};

const wishes: Record<WishName, string> = {
  deliveries: 'le nombre de livraisons',
  share: 'la part du prouvé',
  mean: 'le score moyen',
  reused: 'le réemploi d’abord',
  budget: 'le budget',
};

export const listPlan = {
  title: 'Plan d’achat',
  lead: 'La façon la moins chère d’acheter cette liste chez plusieurs fournisseurs, frais de livraison, minimums, lots et stocks compris.',
  open: 'Faire le plan d’achat',
  back: 'Retour à la liste',
  empty: 'Rien de cette liste ne peut être planifié.',
  unmet: 'Ce qui manque',
  reasons,
  partly: (percent: string) => `il en manque ${percent} %`,
  wish: {
    legend: 'Ce que vous souhaitez',
    by: 'Arrivé au plus tard le',
    deliveries: 'Livraisons au plus',
    share: 'Part des achats prouvés, en %',
    proven: 'Prouvé veut dire un score d’au moins',
    mean: 'Score prouvé moyen d’au moins',
    reused: 'Le réemploi d’abord, là où il y en a',
    budget: 'Budget, en euros hors TVA',
    apply: 'Refaire le plan',
    unmetOut: 'Ce qui manque est en dehors des parts et des moyennes.',
  },
  state: {
    proved: 'Prouvé : rien n’est moins cher.',
    waiting: (above: string, percent: string) =>
      `Plan fait à l’instant : au plus ${above} hors TVA (${percent} %) au-dessus du minimum imaginable. La preuve se calcule.`,
    unproved: (above: string, percent: string) =>
      `Plan fait à l’instant, non prouvé : au plus ${above} hors TVA (${percent} %) au-dessus du minimum imaginable.`,
    stopped: (bound: string) => `Non prouvé en trente secondes : rien ne peut coûter moins de ${bound} hors TVA.`,
    impossible: 'Ces souhaits ne peuvent pas être tenus ensemble.',
    none: 'Aucun plan n’a été trouvé en trente secondes. Allégez les souhaits, ou coupez la liste en deux.',
    looking: 'Aucun plan n’a été trouvé à l’instant ; la recherche continue.',
    renew: 'Voir si la preuve est là',
  },
  prices: 'Ce que coûte chaque souhait',
  price: (wish: string, cents: string) => `Sans ${wish} : ${cents} de moins, hors TVA.`,
  free: (wish: string) => `Sans ${wish} : pas moins cher.`,
  drops: 'Ce qui rendrait le plan possible',
  drop: (dropped: readonly string[], total: string) => `Sans ${dropped.join(' ni ')} : ${total} hors TVA`,
  near: {
    deliveries: (value: number) => `Avec ${pluralForm(value, 'fr', 'livraison', 'livraisons')}`,
    share: (value: number) => `Avec ${value / 10} % de prouvé`,
    mean: (value: number) => `Avec un score moyen de ${value / 10}`,
    budget: (amount: string) => `Avec un budget de ${amount} hors TVA`,
  },
  wishes,
  arrives: (day: string) => `arrive le ${day}`,
  fee: 'Livraison',
  total: 'Total',
  trips: (trips: number, suppliers: number) =>
    `${pluralForm(trips, 'fr', 'livraison', 'livraisons')} de ${pluralForm(suppliers, 'fr', 'fournisseur', 'fournisseurs')}`,
  toBasket: 'Mettre ce plan au panier',
  undo: 'Retirer ce plan du panier',
  basket: 'Voir le panier',
  paste: {
    title: 'Coller ou envoyer une liste',
    text: 'Une ligne par besoin',
    hint: 'Par exemple « 12 chaises de bureau » ou « 20 kg de carottes ». Un tableau copié convient aussi.',
    file: 'Ou un fichier CSV ou texte',
    send: 'Lire ces lignes',
    workbook: 'Ce fichier est un classeur : enregistrez-le au format CSV, puis envoyez-le.',
    empty: 'Il n’y a aucune ligne.',
    full: (lines: number) => `Cela ferait ${lines} lignes, et une liste en tient deux cents. Rien n’a été ajouté.`,
  },
  reading: {
    exact: 'compris',
    likely: 'compris, à vérifier',
    choose: 'à choisir',
  },
  offers: (count: number) => pluralForm(count, 'fr', 'offre possible', 'offres possibles'),
  choose: 'C’est celle-ci',
  otherUnits: {
    pair: 'paires',
    sheet: 'feuilles',
    page: 'pages',
    night: 'nuits',
    weekend: 'week-ends',
    week: 'semaines',
    month: 'mois',
    year: 'ans',
  },
};
