export const checkout = {
  checkout: {
    title: 'Commande',
    signInFirst: 'Connectez-vous pour commander : votre panier vous attend.',
    for: 'Qui achète',
    myself: 'Moi, en mon nom',
    where: 'Où livrer',
    address: 'Adresse',
    commune: 'Commune',
    contact: 'Contact sur place',
    name: 'Nom',
    email: 'Courriel',
    phone: 'Téléphone',
    note: 'Note aux fournisseurs',
    noteHint: 'Code d’entrée, horaires, étage.',
    displacement: 'Sans cette offre d’occasion, qu’auriez-vous fait ?',
    displacementWhy:
      'Votre réponse remplace une hypothèse (60 %) dans le calcul du CO₂e, et entre dans le registre sans votre nom.',
    displacementChoices: { new: 'acheté neuf', other: 'acheté d’occasion ailleurs, ou rien', unsure: 'je ne sais pas' },
    terms: 'J’accepte les conditions de vente de chaque fournisseur et de Halle.',
    termsLink: 'Lire les conditions',
    guarantee:
      'Garantie légale de conformité : deux ans (douze mois pour l’occasion), auprès du vendeur, sans frais. Rétractation sous quatorze jours, sauf denrées périssables et services exécutés.',
    recap: 'Récapitulatif',
    pay: (amount: string) => `Payer ${amount}`,
    next: 'La page suivante est celle du paiement. Votre stock est réservé trente minutes.',
    priceChanged: (total: string) =>
      `Un prix a changé pendant votre commande. Le nouveau total est ${total} ; vérifiez et validez de nouveau.`,
    toBasket: 'Revenir au panier',
    deliveryBy: (name: string) => `Livraison, ${name}`,
  },
};
