// Changes to a paid order, for its buyer and its suppliers.
export const orderChanges = {
  cancel: 'Annuler chez ce fournisseur',
  cancelTitle: (name: string) => `Annuler chez ${name} ?`,
  cancelLead: (number: string, name: string) =>
    `Toute la partie de ${name} dans la commande ${number} est annulée, livraison comprise :`,
  cancelBooking: (name: string) => `Annuler seulement : ${name}`,
  cancelBookingTitle: (name: string) => `Annuler « ${name} » ?`,
  cancelBookingLead: (number: string, name: string) =>
    `Cette réservation chez ${name}, commande ${number}, est annulée. Le reste ne change pas.`,
  cancelToday: (refund: string, kept: string) =>
    `Aujourd’hui, ${refund} vous seraient rendus ; ${kept} seraient gardés par les conditions d’annulation.`,
  cancelFee: (amount: string) =>
    `${amount} TTC sont gardés par le fournisseur, selon les conditions d’annulation que vous avez acceptées.`,
  cancelNothing: 'Rien ne vous est rendu : le prix entier est gardé.',
  cancelNowLate: 'Annuler quand même',
  cancelEnds: {
    online: (amount: string) => `${amount} TTC vous sont rendus sur votre moyen de paiement.`,
    account: (amount: string) => `${amount} TTC sont déduits de ce que vous devez. Rien n’est encore payé.`,
    transfer: (amount: string) =>
      `${amount} TTC sont déduits ; ce que vous avez payé de trop vous est rendu par virement.`,
  },
  cancelTotal: (total: string) => `Le total de la commande sera de ${total} TTC.`,
  cancelWhy: 'Pourquoi, pour le fournisseur',
  cancelNow: { online: 'Annuler et être remboursé', account: 'Annuler ces lignes', transfer: 'Annuler ces lignes' },
  cancelNot: 'Garder ma commande',
  cancelChanged: 'Cette partie a changé pendant que vous lisiez. Vérifiez le montant et validez de nouveau.',
  return: 'Rendre quelque chose',
  returnLead: 'Convenez du retour avec le fournisseur ; il confirme quand il a la marchandise, et vous êtes remboursé.',
  line: 'Ligne',
  quantity: 'Quantité',
  why: 'Pourquoi',
  ask: 'Demander le retour',
  code: (code: string) => `Code de remise : ${code}`,
  codeLead: 'Donnez-le, ou montrez ce QR code, quand vous avez la marchandise : pas avant.',
  codeQr: (code: string) => `QR code de la remise, code ${code}`,
  locked: 'Cinq codes faux ont été donnés pour cette remise. Votre code ne vaut plus.',
  newCode: 'Prendre un nouveau code',
  received: 'Bien reçu',
  receivedLead: (name: string, day: string) =>
    `Vous avez tout ce qui est facturé ? ${name} est alors payé. Sans réponse de votre part, il l’est le ${day}.`,
  by: {
    code: 'Remise montrée par votre code.',
    signature: (name: string) => `Remise signée par ${name}.`,
    none: 'Remise enregistrée sans code ni signature, deux semaines après son jour.',
  },
  refusedWhy: (why: string) => `Motif : ${why}`,
  returnStates: { open: 'retour demandé', accepted: 'retour accepté', refused: 'retour refusé' },
  letterRefused: (email: string) =>
    `Une lettre sur cette commande n’a pas pu être remise : le serveur de ${email} l’a refusée. Tout ce qu’elle disait est sur cette page.`,
  returned: (quantity: number, name: string) => `${quantity} × ${name}`,
  returnQuantity: 'Choisissez une quantité que vous avez reçue.',
  supplier: {
    refuse: 'Je ne peux pas la faire',
    refuseLead:
      'Toute votre partie est annulée et rendue à l’acheteur. Pour une seule ligne, proposez plutôt un changement.',
    refuseNow: 'Refuser et rembourser',
    takenBack: {
      refuse: 'Libérer le stock',
      refuseLead:
        'Votre partie est annulée et son stock vous revient. La banque de l’acheteur a déjà l’argent ; si la coopérative le récupère, il est rendu à l’acheteur.',
      refuseNow: 'Annuler et libérer le stock',
    },
    returns: 'Retours demandés',
    asked: (quantity: number, name: string) => `${quantity} × ${name}`,
    restock: 'Remis en vente',
    agree: 'J’ai la marchandise : rembourser',
    disagree: 'Refuser le retour',
    missing: 'Combien étaient vraiment là ?',
    missingWhy: 'Pourquoi, pour l’acheteur',
    missingLead: 'Ce qui manque est rendu à l’acheteur tout de suite.',
    errors: {
      'too-late': 'Le délai est passé.',
    },
  },
};
