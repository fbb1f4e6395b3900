// The ledger's entries about a supplier's evidence, with their receipts.
export const evidenceEntries = {
  title: 'Vos reçus de preuves',
  lead: 'Chaque valeur qui compte dans votre note est une entrée du registre. Le reçu la prouve sans nous, et ouvre ce qu’elle dit de vous : votre identifiant, la pièce et son empreinte.',
  feed: 'Flux public de vos entrées, avec leur preuve',
  feedOf: (name: string) => `Preuves de ${name} dans le registre`,
  none: 'Aucune entrée pour le moment : elles s’écrivent à votre admission.',
  entry: 'Entrée',
  what: 'Ce qu’elle dit',
  signed: 'Signée',
  receipt: 'Reçu',
  download: 'télécharger',
  receiptOf: (index: number) => `télécharger le reçu de l’entrée ${index}`,
  between: (from: string, to: string) => `entre ${from} et ${to}`,
  notYet: '(pas encore de témoin)',
  kinds: {
    'evidence.admitted': 'Valeurs à l’admission',
    'evidence.declared': 'Déclaration',
    'evidence.accepted': 'Preuve acceptée',
    'evidence.withdrawn': 'Preuve retirée',
    'evidence.expired': 'Preuve expirée',
  },
};
