// The hand-over of an order's part: before its day, confirmed, undone, and until its money is released.
import type { HandOverRefusal } from '#app/domain/fulfilment/hand-over.server.ts';

export const handOver = {
  title: (number: string) => `Remettre la commande ${number}`,
  page: 'Remise',
  back: 'Revenir à la commande',
  opensOn: (day: string) => `La remise s’ouvre le ${day}, son jour.`,
  next: 'Remettre…',
  nextLead: 'La page suivante dit ce qui sera facturé et versé ; rien n’est fait avant.',
  will: 'Ce que cette remise déclenche',
  invoice: (amount: string, buyer: string) => `Facture de ${amount} TTC, en votre nom, à ${buyer}.`,
  noInvoice: 'Aucune facture : il ne reste rien à livrer.',
  missing: (quantity: number, name: string, amount: string) => `En moins : ${quantity} × ${name}, ${amount} rendus.`,
  nothingMissing: 'Rien ne manque.',
  leaves: (amount: string, contribution: string) =>
    `${amount} à vous verser, contribution de la coopérative déduite (${contribution} TTC).`,
  leavesWhen: (days: number) =>
    days === 0
      ? 'Versés dès que la remise est définitive.'
      : `Versés quand l’acheteur dit « Bien reçu », sinon ${days === 1 ? 'un jour' : `${days} jours`} après la remise.`,
  leavesOnAccount: 'Commande sur facture : versés par la coopérative une fois la remise confirmée.',
  how: (mode: string, trip: string) => `Parti ainsi : ${mode}, ${trip}.`,
  undoFor: (minutes: number) => `Pendant ${minutes} minutes vous pouvez encore annuler ; rien ne part avant.`,
  shows: 'Ce qui montre la remise',
  showsLead: 'Le code de l’acheteur, ou son nom et sa signature.',
  code: 'Code donné par l’acheteur',
  codeHint: (left: number) =>
    `Quatre caractères, sur sa commande ; son QR code ouvre cette page avec le code. ${left === 1 ? 'Un seul essai reste' : `${left} essais restent`}.`,
  name: 'Ou : nom de la personne qui reçoit',
  draw: 'Sa signature, au doigt ou à la souris',
  erase: 'Effacer la signature',
  confirm: 'Confirmer la remise',
  errors: {
    'before-its-day': 'Cette remise s’ouvre le jour de la commande.',
    'open-proposal': 'Une proposition attend la réponse de l’acheteur : retirez-la ou attendez.',
    'taken-back': 'La banque de l’acheteur a repris le paiement : ne remettez rien.',
    quantity: 'Une quantité n’est pas possible ici : au plus celle qui était convenue.',
    nothing: 'Rien n’a été remis : refusez plutôt cette commande.',
    unweighed: 'Pesez d’abord ce qui part : la page de la commande le demande.',
    code: 'Ce code n’est pas celui de la commande.',
    locked:
      'Cinq codes faux : ce code ne vaut plus. L’acheteur vient de l’apprendre par lettre et en prend un nouveau sur la page de sa commande ; donnez-le ici.',
    signature: 'Donnez le code de l’acheteur, ou le nom de la personne qui reçoit.',
  } satisfies Record<Exclude<HandOverRefusal['reason'], 'not-now' | 'changed'>, string>,
  undo: {
    title: 'Remise enregistrée',
    lead: (until: string) =>
      `Facture, lettre et versement partent le ${until}. Jusque-là vous pouvez annuler cette remise.`,
    missing: (quantity: number, name: string) => `En moins : ${quantity} × ${name}.`,
    now: 'Annuler cette remise',
  },
  by: {
    code: 'Remise montrée par le code de l’acheteur.',
    signature: (name: string) => `Remise signée par ${name}.`,
  },
  signatureOf: (name: string) => `Signature de ${name}`,
  waits: (day: string) => `Le versement attend le « Bien reçu » de l’acheteur, au plus tard le ${day}.`,
  released: (day: string) => `Versement libéré le ${day}.`,
};
