// The seller's table of one thing in several sizes or colours.
import type { VariantRefusal } from '#app/domain/catalogue/variant-edits.server.ts';

export const variantEditor = {
  title: (name: string) => `Déclinaisons : ${name}`,
  link: 'Tailles, couleurs : déclinaisons',
  linkOf: (n: number) => `Déclinaisons (${n})`,
  begin:
    'Une même chose en plusieurs tailles ou couleurs a une seule page. La première ligne est l’offre telle qu’elle est ; ajoutez les autres.',
  shared:
    'Textes, photographies, rayon, TVA et délai sont communs : changés sur l’une, ils changent sur toutes. Prix, stock, masse, référence et état sont à chacune.',
  sharedHere: (n: number) =>
    `L’une de ${n} déclinaisons : textes, photographies, rayon, TVA et délai sont communs à toutes.`,
  axis1: 'Elles diffèrent par',
  axis2: 'et par',
  noAxis: 'rien d’autre',
  table: 'Déclinaisons',
  first: 'Première valeur',
  second: 'Seconde valeur',
  mass: 'Masse, kg',
  newRow: (n: number) => `nouvelle ligne ${n}`,
  edit: 'Sa fiche',
  help: 'Une ligne nouvelle sans prix ni masse prend ceux de l’offre ; sans stock, elle est faite à la demande. Une déclinaison archivée garde ses commandes.',
  save: 'Enregistrer les déclinaisons',
  sameAxis: 'Choisissez autre chose que la première fois.',
  valueMissing: 'Dites laquelle : L, bleu, 500 g.',
  refused: {
    kind: 'Ce qui se réserve, se pèse ou se chiffre sur devis n’a pas de déclinaisons.',
    many: 'Cent déclinaisons au plus.',
    twice: 'Une autre ligne est déjà cette déclinaison.',
    claim: 'Une déclinaison nomme une taille, une couleur, une contenance : pas une qualité à prouver.',
    sku: 'Une autre de vos offres a cette référence.',
    stock: 'Le stock a bougé depuis : rouvrez la page.',
    thing: 'Dites d’abord, sur la fiche, quelle chose c’est.',
  } satisfies Record<VariantRefusal['reason'], string>,
};
