import type { FileProblem } from '#app/domain/shared/file-fault.ts';

const problems: Record<FileProblem, string> = {
  'not-json': 'ce n’est pas du JSON',
  missing: 'manque',
  'unknown-key': 'ce champ n’existe pas',
  'unknown-value': 'valeur inconnue',
  'unknown-reference': 'renvoie à un identifiant absent',
  'not-text': 'doit être un texte',
  empty: 'est vide',
  'not-a-number': 'doit être un nombre',
  'not-whole': 'doit être un nombre entier',
  'not-a-list': 'doit être une liste',
  'not-an-object': 'doit être un objet',
  'not-yes-or-no': 'doit être vrai ou faux',
  'not-a-day': 'n’est pas un jour du calendrier',
  'wrong-shape': 'n’a pas la forme attendue',
  'out-of-range': 'hors des bornes',
  'too-few': 'pas assez d’éléments',
  'too-many': 'trop d’éléments',
  'not-ascending': 'n’est pas croissant',
  'against-direction': 'contredit le sens du critère',
  'not-unique': 'est en double',
  'wrong-sum': 'la somme n’est pas celle que la méthode annonce',
  'missing-text': 'n’a pas de texte dans cette langue',
};

/** The faults of a method or factors file, for the administrator who would publish it. */
export const fileFaults = {
  problems,
  lead: (name: string) => `${name} ne peut pas être publié. Rien n’a changé. À corriger :`,
};
