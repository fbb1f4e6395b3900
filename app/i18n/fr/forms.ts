import { pluralForm } from '../format.ts';

/** Messages of every form; a browser downloads them, so they are few. */
export const forms = {
  toReview: (fields: number) => pluralForm(fields, 'fr', 'champ est à revoir.', 'champs sont à revoir.'),
  refusedTitle: (title: string) => `Erreur : ${title}`,
};
