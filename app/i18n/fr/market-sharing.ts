/** Sentences for other sites, feed readers and browsers. */
export const sharing = {
  market: (town: string) =>
    `Biens et services de ${town} et alentour, avec les preuves de ceux qui les vendent et l’impact de chaque commande.`,
  offers: (count: string, town: string) => `${count} à ${town} et alentour : prix, délais, et ce que chacun a prouvé.`,
  suppliers: (town: string) => `Ceux qui vendent à ${town} et alentour, avec leurs preuves, datées et vérifiables.`,
  search: (town: string) => `Chercher sur le marché de ${town}`,
  feed: 'Nouvelles offres',
  feedEntry: (price: string, supplier: string) => `${price}, chez ${supplier}`,
  drawing: (name: string) => `Dessin : ${name}`,
};
