import { pluralForm } from '../format.ts';

const n = (count: number, one: string, other: string) => pluralForm(count, 'fr', one, other);
const listed = (things: readonly string[], more: number) =>
  [things.join(', '), ...(more > 0 ? [n(more, 'autre critère', 'autres critères')] : [])].join(' et ');

/** The score in a sentence. Lists of criteria hold the short words of `criteria.proven` and `criteria.unknown`. */
export const scoreSentences = {
  better: (better: number, suppliers: number) =>
    better === suppliers - 1
      ? `Mieux que ${better === 1 ? 'l’autre fournisseur' : `les ${better} autres fournisseurs`}.`
      : `Mieux que ${n(better, 'fournisseur', 'fournisseurs')} sur ${suppliers}.`,
  tied: (suppliers: number) => `Aucun des ${suppliers} fournisseurs ne prouve moins pour l’instant.`,
  alone: 'Seul fournisseur noté de la ville.',
  nothingProven: 'Rien n’est encore prouvé.',
  proven: (things: readonly string[], more: number) => `Prouvé : ${listed(things, more)}.`,
  noneProvenWell: 'Prouvé en partie seulement.',
  unknown: (things: readonly string[], more: number) => `Inconnu : ${listed(things, more)}.`,
  allKnown: 'Chaque critère a une réponse.',
  score: 'Note prouvée par pièces',
  outOf: (median: number | null) =>
    ['sur\u00a0100', ...(median === null ? [] : [`trait rouge : médiane des fournisseurs, ${median}`])].join(
      '\u00a0· ',
    ),
  pillars: 'Les trois piliers',
  declared: (declared: number) => `Jusqu’à ${declared} avec ce qui est seulement déclaré.`,
  rule: 'Mieux que : leur note prouvée est plus basse. Ce qui est seulement déclaré ne compte pas.',
  facts: 'Ce qui est vérifié',
  labels: 'Labels contrôlés',
  intro: {
    title: 'Lire une note en vingt secondes',
    points: [
      [
        'Note prouvée par pièces',
        'de 1 à 100 : ce que le fournisseur a montré par des pièces, dans trois familles (économique, social, environnement). Dire ne compte pas.',
      ],
      [
        'Mieux que 18 sur 42',
        'ces 18 ont une note prouvée plus basse. Le trait rouge est la médiane : la moitié des fournisseurs ne la dépasse pas.',
      ],
      [
        'Inconnu',
        'pas une faute : personne n’a encore de pièce. Une petite note dit souvent « peu de preuves », pas « mauvais ».',
      ],
    ] as [string, string][],
    more: 'La méthode et ses 24 critères',
  },
};
