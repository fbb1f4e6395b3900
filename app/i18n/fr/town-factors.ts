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
  fewEntries:
    'Des entrées de trop peu de commandes, de fournisseurs ou d’acheteurs s’en servent : leur nombre n’est pas publié.',
  more: (count: number) => (count === 1 ? 'et une autre offre.' : `et ${count} autres offres.`),
  history: 'Ce qu’il a été',
  since: (version: string, day: string, value: string) => `${value}, depuis ${version} (${day}).`,
  never: 'Une nouvelle version ne change jamais une ancienne entrée : chacune garde le facteur de son jour.',
  stepsTitle: 'Ce que cette version a changé',
  stepsLead:
    'Les achats publiés de la ville, comptés trois fois. Ce qui fait l’essentiel de la différence est la durée de vie restante : une chose qui a déjà servi ne remplace plus un neuf entier. Les écritures signées gardent les facteurs de leur jour.',
  stepBefore: (ref: string) => `Par la version d’avant, ${ref}`,
  stepWholeLife: 'Valeurs, véhicules, familles et substitution de cette version, mais un neuf entier remplacé',
  stepNow: 'Avec la durée de vie restante : cette version',
  stepsUnknown:
    'Reste inconnu : toutes les largeurs et tous les coefficients, la durée de vie restante, la remise en état et les années de seconde vie sont des hypothèses de ce projet ; aucune étude française ne porte sur des bureaux ou des acheteurs publics. Aucune valeur officielle n’a été trouvée pour un fauteuil de bureau, une chaise pliante, une armoire, un vêtement de tissu mêlé, des chaussures de sécurité, un vélo, une station d’accueil, des matériaux, de la vaisselle ou des jeux.',
  notReprinted:
    'Non reproduit, faute de licence librement réutilisable : le détail de la fabrication des voitures et des batteries et de leur entretien dans Nos Gestes Climat (anciennes Base Impacts). Les chiffres des véhicules sont des estimations de ce projet entre ce que d’autres modèles publient librement.',
  stateLead: (state: string) => `Cette valeur est ${state} : aucune nouvelle offre ne s’en sert.`,
  states: { replaced: 'remplacé par son éditeur', withdrawn: 'retiré', closed: 'fermé' },
};
