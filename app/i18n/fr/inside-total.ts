import { pluralForm } from '../format.ts';

// A buyer's or supplier's own lines inside the town's published total.
export const insideTotal = {
  title: 'Dans le total de la ville',
  lines: (count: number) => pluralForm(count, 'fr', 'ligne', 'lignes'),
  inside: (lines: string, own: string, town: string, at: string) =>
    `La preuve tient : ${lines}, ${own} hors taxe, dans les ${town} que la ville a publiés le ${at}.`,
  waiting:
    'Pas encore dans les chiffres publiés : la ville publie quand assez de commandes, de fournisseurs et d’acheteurs sont ensemble.',
  differs:
    'La preuve ne mène pas au total inscrit au registre. Gardez le fichier et signalez-le : ce n’est pas normal.',
  how: 'La preuve monte d’un morceau de votre ligne à la racine inscrite au registre, et ne montre aucune ligne des autres. « verify_sum_proof.py » la vérifie sans nous, avec Python seul.',
  download: 'Télécharger la preuve (JSON)',
};
