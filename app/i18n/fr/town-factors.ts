// The page of one factor.
export const factors = {
  lead: 'Ce qu’émet une unité de chaque chose, d’après une source publiée. Chaque nom ouvre sa page : intervalle, source, licence, où il sert, ce qu’il a été.',
  version: (ref: string) => `Version ${ref}.`,
  file: 'Le fichier',
  interval: 'Intervalle à 95 %',
  read: 'Lecture',
  address: 'Où',
  licence: 'Licence',
  boundary: 'Périmètre',
  derivation: 'Calcul',
  note: 'Remarque',
  id: 'Nom dans le registre',
  used: 'Où il sert',
  entries: (count: string) =>
    count === '0' ? 'Aucune entrée du registre ne s’en sert encore.' : `${count} entrées du registre s’en servent.`,
  fewEntries: 'Des entrées de moins de cinq commandes s’en servent : leur nombre n’est pas publié.',
  more: (count: number) => (count === 1 ? 'et une autre offre.' : `et ${count} autres offres.`),
  history: 'Ce qu’il a été',
  since: (version: string, day: string, value: string) => `${value}, depuis ${version} (${day}).`,
  never: 'Une nouvelle version ne change jamais une ancienne entrée : chacune garde le facteur de son jour.',
};
