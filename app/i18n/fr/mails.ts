export const mails = {
  hello: (name: string) => `Bonjour ${name},`,
  sign: 'Halle, Microville 112',
  paid: {
    subject: (number: string) => `Commande ${number} payée`,
    text: (number: string, total: string) =>
      `Votre commande ${number} est payée (${total} TTC). Les fournisseurs préparent :`,
  },
  proof: (url: string) => `La commande et son registre d’impact : ${url}`,
  checkpoint: 'Gardez ce sommet signé du registre : il nous lie.',
  toPrepare: {
    subject: (number: string) => `À préparer : commande ${number}`,
    text: (number: string, buyer: string, how: string) => `La commande ${number} de ${buyer} est payée. ${how}`,
  },
  invitation: {
    subject: (name: string) => `${name} vous invite à son étal`,
    text: (name: string) =>
      `${name} vous invite à tenir son étal à la Halle. Ouvrez ce lien, connectez-vous ou créez un compte, et vous y êtes. Il vaut deux semaines :`,
  },
  step: {
    subject: (name: string, step: string) => `${name} : ${step.toLowerCase()}`,
    text: (step: string) => `Votre dossier a avancé : ${step.toLowerCase()}. Vous pouvez y répondre depuis votre étal.`,
  },
  failed: {
    subject: (number: string) => `Commande ${number} : paiement refusé`,
    text: 'Le paiement a été refusé par la banque. Rien n’a été débité et le stock est rendu. Vous pouvez recommencer :',
  },
  late: {
    subject: (number: string) => `Commande ${number} : payée après la réservation`,
    text: 'Votre paiement est arrivé après la fin de la réservation. Les stewards vous écrivent sous deux jours ouvrés : remboursement, ou commande reprise.',
  },
};
