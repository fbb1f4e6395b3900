import { formatDate, formatDateTime } from '../format.ts';

// Texts that a supplier signs, and the legal texts as pages and files.
export const agreements = {
  title: 'Conditions et mandat',
  lead: 'Deux textes à signer avant d’ouvrir. Chacun se lit en entier ici, se télécharge, et se retire quand vous voulez.',
  version: (day: string) => `Version du ${formatDate(day, 'fr')}`,
  download: (title: string) => `Télécharger : ${title} (PDF)`,
  read: (title: string) => `J’ai lu « ${title} » et je l’accepte au nom de l’entreprise.`,
  sign: 'Signer',
  signed: (name: string, at: string, version: string) =>
    `Signé par ${name}, ${formatDateTime(at, 'fr')} : texte du ${formatDate(version, 'fr')}.`,
  newer: (day: string) =>
    `Un nouveau texte vaut depuis le ${formatDate(day, 'fr')}. Le vôtre reste en vigueur tant que vous ne signez pas celui-ci.`,
  notCurrent: 'Ce texte a été remplacé entre-temps : voici celui qui vaut. Relisez-le avant de signer.',
  withdraw: 'Retirer ma signature',
  consequences: {
    'seller-terms':
      'L’étal se ferme aux nouvelles commandes dès maintenant. Ce qui est déjà commandé est encore préparé, remis et versé. Vos factures, ventes et preuves restent lisibles, et vous pouvez signer de nouveau.',
    'invoicing-mandate':
      'L’étal se ferme aux nouvelles commandes dès maintenant, car une vente doit être facturée. Les commandes déjà passées sont encore facturées sous le mandat du jour de la commande. Les factures faites restent lisibles, et vous pouvez signer de nouveau.',
  },
  understood: 'Je retire ma signature et j’ai lu ce qui se passe.',
  history: 'Ce qui a été signé',
  columns: { text: 'Texte', version: 'Version', signed: 'Signé', ended: 'Fin' },
  by: (name: string, at: string) => `${name}, ${formatDateTime(at, 'fr')}`,
  ended: { withdrawn: 'retiré', replaced: 'remplacé' },
  rights: 'Vos droits',
  readAll: (title: string) => `Lire en entier : ${title}`,
  ofOrder: 'Textes légaux de cette commande',
  allTexts: 'Les textes, version par version',
  textPage: (page: number, of: number) => `${page}/${of}`,
};
