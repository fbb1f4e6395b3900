import { formatDate } from '../format.ts';

export const invoices = {
  kinds: { invoice: 'Facture', 'credit-note': 'Avoir' },
  titleOf: (kind: string, number: string) => `${kind} ${number}`,
  missingFile: 'documents-manquants.txt',
  missingLead:
    'Ces documents n’ont pas pu être lus et manquent dans ce fichier. Redemandez-le plus tard, ou ouvrez-les depuis la page de leur commande :',
  issuedOn: (day: string) => `Émise le ${day}`,
  billedTo: 'Facturé à',
  about: 'Concerne',
  order: (number: string) => `Commande ${number}`,
  delivered: (day: string) => `Livrée le ${day}`,
  corrects: (number: string, day: string) => `Corrige la facture ${number} du ${day}`,
  references: {
    orderNumber: (text: string) => `Votre bon de commande ${text}`,
    engagement: (text: string) => `Engagement n° ${text}`,
    serviceCode: (text: string) => `Code service ${text}`,
    costCentre: (text: string) => `Centre de coûts ${text}`,
  },
  siret: (siret: string) => `SIRET ${siret}`,
  vatNumber: (number: string) => `TVA ${number}`,
  columns: ['Désignation', 'Qté', 'Prix HT', 'TVA', 'Montant HT'],
  /** The price of a quantity that makes whole cents. */
  priceFor: (price: string, quantity: string) => `${price} pour ${quantity}`,
  tables: { lines: 'Lignes', vat: 'TVA par taux', totals: 'Totaux' },
  delivery: 'Livraison',
  late: (name: string) => `Retard de restitution : ${name}`,
  cancellation: (name: string) => `Frais d’annulation : ${name}`,
  contribution: (month: string) => `Contribution à la coopérative, ${month}`,
  period: (month: string) => `Période : ${month}`,
  retained: 'Retenue sur les versements du mois : rien à payer. Le détail par commande est dans le relevé du mois.',
  addedToPayouts: 'Ajouté aux versements du mois. Le détail par commande est dans le relevé du mois.',
  rate: 'Taux',
  base: 'Base HT',
  vat: 'TVA',
  totalHt: 'Total HT',
  totalVat: 'Total TVA',
  total: 'Total TTC',
  paid: (day: string) => `Payée le ${day}, par carte ou prélèvement sur la halle. Reste à payer : 0,00 €.`,
  due: (day: string, iban: string, order: string) =>
    `À payer à la coopérative par virement avant le ${day}, IBAN ${iban}, libellé ${order}.`,
  setOff: 'À déduire de ce que vous devez pour la commande.',
  givenBack: 'Rendu sur votre moyen de paiement.',
  exemptions: {
    franchise: 'TVA non applicable, art. 293 B du CGI.',
    margin: 'Régime particulier : biens d’occasion (art. 297 A du CGI).',
    exempt: 'Opération exonérée de TVA, art. 261 du CGI.',
  },
  nature: {
    B: 'Nature de l’opération : livraison de biens.',
    S: 'Nature de l’opération : prestation de services.',
    M: 'Nature de l’opération : livraison de biens et prestation de services.',
  },
  discount: 'Pas d’escompte pour paiement anticipé.',
  penalties: 'Pénalités de retard entre professionnels : trois fois le taux d’intérêt légal.',
  recovery: 'Indemnité forfaitaire pour frais de recouvrement entre professionnels : 40 €.',
  /** Without a mandate the document must not speak of one. */
  issuedUnder: (seller: string, town: string, mandate: string | null) =>
    mandate === null
      ? `Établie par ${seller} avec les moyens de la halle de ${town}.`
      : `Émise par la halle de ${town} au nom et pour le compte de ${seller}, sous son mandat du ${formatDate(mandate, 'fr')} (art. 289 I-2 du CGI).`,
  checkpoint: 'Tête du registre d’impact à l’émission, signée (/ledger) :',
  embedded: 'Facture électronique au format Factur-X : les mêmes données sont jointes à ce fichier (factur-x.xml).',
  lacking:
    '« □ » tient la place d’une lettre que les polices de ce document n’ont pas : les données jointes la portent.',
  page: (n: number, of: number) => `${n}/${of}`,
  list: 'Factures et avoirs',
  download: (kind: string, number: string) => `${kind} ${number} (PDF, Factur-X)`,
  month: 'Pièces et écritures du mois (ZIP)',
};
