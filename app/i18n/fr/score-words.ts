import { pluralForm } from '../format.ts';

const n = (count: number, one: string, other: string) => pluralForm(count, 'fr', one, other);
const listed = (things: readonly string[], more: number) =>
  [things.join(', '), ...(more > 0 ? [n(more, 'autre critère', 'autres critères')] : [])].join(' et ');

/** The score in a sentence. Lists of criteria hold the short words of `criteria.proven` and `criteria.unknown`. */
export const scoreSentences = {
  better: (better: number, suppliers: number) =>
    better === suppliers - 1
      ? `Mieux que ${better === 1 ? 'l’autre fournisseur de la ville' : `les ${better} autres fournisseurs de la ville`}.`
      : `Mieux que ${better} des ${suppliers} fournisseurs de la ville.`,
  behind: (atLeast: number, suppliers: number) =>
    atLeast < suppliers - 1
      ? `${atLeast} des ${suppliers} fournisseurs de la ville prouvent autant ou plus.`
      : atLeast === 1
        ? 'L’autre fournisseur de la ville prouve autant ou plus.'
        : `Les ${atLeast} autres fournisseurs de la ville prouvent autant ou plus.`,
  alone: 'Seul fournisseur noté de la ville.',
  nothingProven: 'Rien n’est encore prouvé.',
  proven: (things: readonly string[], more: number) => `Prouvé : ${listed(things, more)}.`,
  noneProvenWell: 'Prouvé en partie seulement.',
  unknown: (things: readonly string[], more: number) => `Inconnu : ${listed(things, more)}.`,
  allKnown: 'Rien d’inconnu : chaque critère a une réponse, forte ou faible.',
  score: 'Note prouvée par pièces',
  outOf: (median: number | null) =>
    ['sur\u00a0100', ...(median === null ? [] : [`trait rouge : médiane de la ville, ${median}`])].join('\u00a0· '),
  pillars: 'Les trois piliers',
  declared: (declared: number) => `Jusqu’à ${declared} avec ce qui est seulement déclaré.`,
  rule: 'Les fournisseurs de la ville sont rangés par leur note prouvée : ce qui est seulement déclaré ne compte pas.',
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
        'Mieux que 30 des 42',
        'les 42 sont tous les fournisseurs de la ville ; ces 30 ont une note prouvée plus basse. Le trait rouge est leur médiane : la moitié d’entre eux ne la dépasse pas. En dessous, la fiche dit combien prouvent autant ou plus.',
      ],
      [
        'Inconnu',
        'pas une faute : personne n’a encore de pièce. Une petite note dit souvent « peu de preuves », pas « mauvais ». Quand rien n’est inconnu, la note dit ce que valent les réponses : 59 est alors un vrai 59 sur 100.',
      ],
    ] as [string, string][],
    more: 'La méthode et ses 24 critères',
  },
};
