/** The draws by lot, in public. */
export const draws = {
  title: 'Tirages au sort',
  lead: 'Chaque trimestre, une preuve sur vingt est tirée au sort et relue. Personne ne choisit laquelle : la liste est inscrite au registre avant que la graine existe.',
  how: 'La graine est le SHA-256 de la première ligne signée par un témoin extérieur après l’heure annoncée ; dans une ville sans témoin, de celle du registre lui-même. Pour chaque preuve, SHA-256 de la graine, d’un saut de ligne et de l’identifiant ; les plus petits sont tirés.',
  file: 'Listes, graines et résultats (JSON)',
  none: 'Aucun tirage encore.',
  announced: {
    witness: (size: number, pool: number, after: string) =>
      `${size} preuves sur ${pool}, par la première signature d’un témoin après le ${after}.`,
    own: (size: number, pool: number, after: string) =>
      `${size} preuves sur ${pool}, par le premier sommet que le registre signe lui-même après le ${after}.`,
  },
  weaker:
    'Tirage plus faible : la ville n’avait pas de témoin ce jour-là. Elle pourrait choisir ce qu’elle inscrit juste avant son propre sommet, et ainsi peser sur le sort.',
  waits: {
    witness: 'Le sort n’est pas encore tombé : il attend la signature d’un témoin.',
    own: 'Le sort n’est pas encore tombé : il attend la prochaine inscription.',
  },
  seed: (seed: string) => `Graine : ${seed}`,
  result: (ids: string) => `Tirées : ${ids}`,
};
