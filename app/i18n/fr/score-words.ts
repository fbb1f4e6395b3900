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
  tied: (suppliers: number) => `Pas encore mieux que d’autres, sur ${n(suppliers, 'fournisseur', 'fournisseurs')}.`,
  alone: 'Seul fournisseur noté de la ville.',
  nothingProven: 'Rien n’est encore prouvé.',
  proven: (things: readonly string[], more: number) => `Prouvé : ${listed(things, more)}.`,
  noneProvenWell: 'Prouvé en partie seulement.',
  unknown: (things: readonly string[], more: number) => `Inconnu : ${listed(things, more)}.`,
  allKnown: 'Rien d’inconnu.',
  score: 'Note prouvée',
  outOf: (median: number | null, size: 'card' | 'page') =>
    ['sur 100', ...(median === null ? [] : [`médiane${size === 'page' ? ' de la ville' : ''}\u00a0${median}`])].join(
      ', ',
    ),
  pillars: 'Les trois piliers',
  declared: (declared: number) => `Jusqu’à ${declared} avec ce qui est seulement déclaré.`,
  rule: 'Mieux que : même en prouvant tout ce qu’ils déclarent, ceux-là resteraient derrière.',
  facts: 'Ce qui est vérifié',
  labels: 'Labels contrôlés',
  intro: {
    title: 'Lire une note en vingt secondes',
    points: [
      [
        'Note prouvée',
        'de 1 à 100 : ce que le fournisseur a montré par des pièces, dans trois familles (économique, social, environnement). Dire ne compte pas.',
      ],
      [
        'Mieux que 18 sur 42',
        'ces 18 resteraient derrière même si tout ce qu’ils déclarent était vrai. Sinon, c’est une égalité.',
      ],
      [
        'Inconnu',
        'pas une faute : personne n’a encore de pièce. Une petite note dit souvent « peu de preuves », pas « mauvais ».',
      ],
    ] as [string, string][],
    more: 'La méthode et ses 24 critères',
  },
};
