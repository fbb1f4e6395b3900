// Goods sold by the piece at a price by the kilogram: for the buyer before and after weighing, and for the seller.
export const weighed = {
  kilo: (price: string) => `${price} le kg`,
  band: (min: string, max: string, least: string, most: string) => `De ${min} à ${max} la pièce, de ${least} à ${most}`,
  ofLine: (min: string, max: string, least: string, most: string) =>
    `De ${min} à ${max}, de ${least} à ${most} : pesé à la préparation.`,
  promise: 'Vous payez d’abord le plus lourd ; à la préparation la pièce est pesée, et la différence vous est rendue.',
  packed: (weight: string) => `Pesé : ${weight}`,
  title: 'Peser',
  lead: 'Entrez le poids de toutes les pièces d’une ligne. Il peut être corrigé jusqu’à la remise ; l’acheteur paie ce poids.',
  field: (pieces: number, name: string) => `${pieces} × ${name}, en kg`,
  hint: (min: string, max: string) => `De ${min} à ${max} en tout.`,
  outside: (min: string, max: string) =>
    `Hors de ce que l’acheteur a accepté : de ${min} à ${max}. Proposez-lui moins de pièces, ou autre chose.`,
  noWeight: 'Un poids en kilos, comme 1,745.',
  save: 'Enregistrer les poids',
  toWeigh: 'à peser',
  atHandOver: (weight: string, name: string, amount: string, back: string) =>
    `${weight} de ${name} : ${amount} TTC, ${back} rendus.`,
  form: {
    legend: 'Vendu à la pièce, au prix du kilo',
    lead: 'Pour une volaille, un fromage, une courge : ces trois nombres remplacent le prix, l’unité, le contenu et la masse d’une unité de commande. L’acheteur paie la pièce la plus lourde, puis ce que vous pesez.',
  },
};
