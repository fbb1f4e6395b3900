// The impact of a supplier's sales, and how it may be quoted.
export const contribution = {
  title: 'Ce que vos ventes ont fait',
  lead: 'Une lecture des entrées du registre, qui restent dans le compte de vos acheteurs : rien n’est compté deux fois.',
  none: 'Aucune vente payée pour l’instant.',
  share: 'À partager',
  shareLead:
    'Des faits, avec leur quantité, leur intervalle et leur période. Ne les résumez pas par un adjectif : « vert », « éco-responsable » ou « durable » seuls sont des allégations que la loi refuse.',
  tooFew:
    'Moins de cinq commandes ou de trois acheteurs : ces chiffres diraient ce qu’un acheteur a pris. Ils sont pour vous.',
  orders: (name: string, orders: number, year: number) => `${name}, ${orders} commandes payées à la Halle en ${year}.`,
  kept: (range: string) => `Redépensé près d’ici : ${range}.`,
  hours: (range: string) => `Travail d’insertion : ${range}.`,
  mass: (mass: string) => `Matière gardée en usage : ${mass}.`,
  co2: (words: string) => `Face aux références publiées : ${words}.`,
  method: (method: string, ledger: string) => `Méthode ${method}, vérifiable sur ${ledger}.`,
  link: 'Ce que vos ventes ont fait, et comment le dire',
};
