import { typesetFrench } from './typeset.ts';

/** Letters about an order, to its buyer and its suppliers. */
export const orderMails = typesetFrench({
  keep: (day: string) => `Commande passée le ${day}. Gardez ce courriel : il vaut confirmation de la commande.`,
  ordered: (quantity: number, name: string) => `commandé : ${quantity} × ${name}`,
  partTotal: 'Total pour ce fournisseur',
  totals: 'Total de la commande',
  included: 'dont',
  buyer: (name: string, address: string, phone: string) => `Acheteur : ${name}, ${address}. Téléphone : ${phone}.`,
  note: (note: string) => `Note de l’acheteur : ${note}`,
  soldBy: (identity: string) => `Vendu par : ${identity}`,
  pickup: (place: string) => `Retrait : ${place}`,
  deliverTo: (address: string) => `Livraison : ${address}`,
  contact: (who: string) => `Contact : ${who}`,
  calendar: (file: string) => `Le fichier joint ${file} met les livraisons et les retraits dans votre agenda.`,
  event: (what: 'pickup' | 'on-site' | 'visit' | 'delivery', name: string, number: string) =>
    `${{ pickup: 'Retrait', 'on-site': 'Réservation', visit: 'Visite', delivery: 'Livraison' }[what]}, ${name} (commande ${number})`,
  owed: {
    title: (day: string) => `À payer par virement avant le ${day}`,
    amount: (amount: string) => `Montant : ${amount}`,
    holder: (name: string) => `Bénéficiaire : ${name}`,
    iban: (iban: string) => `IBAN : ${iban}`,
    remittance: (number: string) => `Libellé : ${number}`,
    code: 'Le code joint se lit avec l’application de votre banque ; il contient ces quatre lignes.',
    picture: 'Code QR du virement : bénéficiaire, IBAN, montant et libellé',
  },
  codeLead: 'Donnez-le quand vous avez la marchandise, pas avant.',
  handedLines: 'Ce qui a été remis',
  missing: 'Ce qui manquait à la remise',
  why: (why: string) => `Motif : ${why}`,
  attached: (documents: string) => `En pièce jointe : ${documents}.`,
  answer: (name: string) => `Une question, quelque chose qui manque ? Répondez à ce courriel : ${name} le recevra.`,
  totalNow: (number: string, total: string) => `Le total de la commande ${number} est maintenant de ${total} TTC.`,
  cancelled: {
    subject: (number: string, name: string) => `Commande ${number} : annulée chez ${name}`,
    text: (name: string) => `Vous avez annulé votre commande chez ${name}, qui en est prévenu.`,
    lines: 'Ce qui est annulé',
    kept: (amount: string) => `${amount} TTC vous restent, selon vos conditions d’annulation.`,
  },
  changed: {
    subject: (number: string, name: string) => `Commande ${number} : changement convenu avec ${name}`,
    text: (name: string) => `Vous avez accepté ce que ${name} vous proposait. Voici sa partie maintenant :`,
  },
  toPrepare: 'À préparer',
  proposedTime: (name: string, time: string) => `Proposé pour ${name} : ${time}.`,
  proposed: (was: number, name: string, quantity: number) => `${was} × ${name} commandés, ${quantity} proposés.`,
});
