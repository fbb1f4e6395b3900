import { typesetFrench } from './typeset.ts';

/** The texts that the law asks for in a letter about an order: Code de la consommation, L. 217-3, L. 221-5, L. 221-13. */
export const statutory = typesetFrench({
  siret: (siret: string) => `SIRET ${siret}`,
  vatNumber: (number: string) => `TVA ${number}`,
  terms: 'Conditions de vente, telles qu’au jour de la commande',
  complaints: (contact: string) =>
    `La coopérative qui tient la halle répond à ${contact}. Si la réponse ne vous convient pas, vous pouvez saisir un médiateur de la consommation.`,
});
