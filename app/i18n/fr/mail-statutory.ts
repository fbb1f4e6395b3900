import { typesetFrench } from './typeset.ts';

/** The texts that the law asks for in a letter about an order: Code de la consommation, L. 217-3, L. 221-5, L. 221-13. */
export const statutory = typesetFrench({
  siret: (siret: string) => `SIRET ${siret}`,
  vatNumber: (number: string) => `TVA ${number}`,
  terms: 'Conditions de vente, telles qu’au jour de la commande',
  complaints: (contact: string) =>
    `La coopérative qui tient la halle répond à ${contact}. Si la réponse ne vous convient pas, vous pouvez saisir un médiateur de la consommation.`,
  guarantee: [
    'Garantie légale de conformité : pendant deux ans à partir de la délivrance, le vendeur répond des défauts de conformité du bien, neuf ou d’occasion (Code de la consommation, art. L. 217-3). Un défaut qui apparaît dans les vingt-quatre mois, ou dans les douze mois pour un bien d’occasion, est présumé avoir existé à la délivrance (art. L. 217-7). Vous pouvez demander la réparation ou le remplacement sans frais, sinon une réduction du prix ou l’annulation de la vente. La garantie légale s’applique indépendamment de toute garantie commerciale.',
    'Garantie des vices cachés : pendant deux ans à partir de la découverte du défaut, vous pouvez demander une réduction du prix, ou rendre le bien contre remboursement (Code civil, art. 1641 à 1649).',
  ],
  withdrawal: [
    'Droit de rétractation : vous pouvez vous rétracter sans donner de motif dans les quatorze jours après avoir reçu le bien, ou après la commande pour un service (Code de la consommation, art. L. 221-18). Il suffit d’une déclaration sans ambiguïté, envoyée au vendeur avant la fin du délai, par exemple en répondant à ce courriel ou par le formulaire ci-dessous. Le vendeur vous rembourse tout, livraison ordinaire comprise, au plus tard quatorze jours après l’avoir appris, par le moyen de paiement que vous avez employé ; il peut attendre d’avoir reçu le bien ou la preuve de son envoi. Renvoyez le bien dans les quatorze jours qui suivent ; les frais directs du renvoi sont à votre charge.',
    'Ce droit n’existe pas, entre autres, pour les denrées qui se gâtent vite, pour ce qui est fait sur mesure, pour un service entièrement exécuté avec votre accord, et pour un hébergement, un transport, une location de véhicule, un traiteur ou un loisir à une date donnée (art. L. 221-28).',
  ],
  form: {
    title: 'Formulaire de rétractation',
    lines: (sellers: string) => [
      '(Veuillez compléter et renvoyer le présent formulaire uniquement si vous souhaitez vous rétracter du contrat.)',
      `- À l’attention de : ${sellers}`,
      '- Je/nous (*) vous notifie/notifions (*) par la présente ma/notre (*) rétractation du contrat portant sur la vente du bien (*)/pour la prestation de services (*) ci-dessous :',
      '- Commandé le (*)/reçu le (*) :',
      '- Nom du (des) consommateur(s) :',
      '- Adresse du (des) consommateur(s) :',
      '- Signature du (des) consommateur(s) (uniquement en cas de notification du présent formulaire sur papier) :',
      '- Date :',
      '- (*) Rayez la mention inutile.',
    ],
  },
});
