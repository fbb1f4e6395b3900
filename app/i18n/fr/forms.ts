import { pluralForm } from '../format.ts';

/** Messages of every form; a browser downloads them, so they are few. */
export const forms = {
  toReview: (fields: number) => pluralForm(fields, 'fr', 'champ est à revoir.', 'champs sont à revoir.'),
  refusedTitle: (title: string) => `Erreur : ${title}`,
  conflicts:
    'Une autre personne a changé les mêmes champs depuis que cette page est ouverte. Rien n’est encore enregistré : choisissez ce qui reste, puis enregistrez.',
  changedByOther: (name: string | null, at: string | null) =>
    `${name ?? 'Une autre personne'} a changé ce champ${at ? ` le ${at}` : ''}, après l’ouverture de cette page.`,
  restored:
    'Votre formulaire est là, comme vous l’avez laissé. Rien n’est encore enregistré : relisez-le, puis envoyez-le.',
  restoredNot: 'Repartir sans ce que j’avais écrit',
  whichStays: 'Que garder ?',
  mine: 'Ce que vous avez écrit',
  theirs: 'Ce qui est enregistré',
  nothing: 'rien',
};
