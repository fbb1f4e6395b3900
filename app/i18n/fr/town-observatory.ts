// The town's purchases, by category, and as open data.
export const observatory = {
  title: 'L’observatoire',
  lead: 'Où vont les euros des achats de la ville et ce qu’ils ont fait, calculé depuis le registre.',
  flows: 'Où vont les euros',
  flowsLead:
    'Au milieu de l’intervalle : la part redépensée près d’ici, celle qui part, celle que personne ne connaît.',
  flowsTogether:
    'Ce que chaque famille redépense près d’ici ne peut pas toujours être publié : les flux passent alors par l’ensemble des achats.',
  whole: 'Tous les achats',
  places: { near: 'redépensé près d’ici', elsewhere: 'ailleurs', unknown: 'inconnu', unpublished: 'non publié' },
  map: 'D’une commune à l’autre',
  mapLead: 'Où se vend et où s’achète ce que la ville se procure, hors taxe.',
  placesLegend:
    'Disque plein : vendu par les fournisseurs de la commune. Cercle : elle a des organisations qui achètent, plus grand avec ce qu’elles achètent là où c’est publié. Point : au moins un fournisseur ouvert.',
  placeColumns: { place: 'Commune', suppliers: 'Fournisseurs', buyers: 'Acheteurs', sold: 'Vendu', bought: 'Acheté' },
  notPublished: 'non publié',
  notPublishedWhy:
    '« Non publié » : ce chiffre tient à moins de cinq commandes, trois fournisseurs ou trois acheteurs, ou un seul en fait presque tout, ou bien il permettrait, avec les autres, de retrouver les ventes de quelqu’un à moins de 20 % près. Il attend, ou il est compté avec d’autres. Les montants estimés sont arrondis à deux chiffres significatifs pour la même raison.',
  quietPlaces: (names: string) => `Avec un fournisseur ouvert, et trop peu pour en dire davantage : ${names}.`,
  other: 'Autres familles',
  categories: 'Par famille',
  none: 'Pas encore assez de commandes, de fournisseurs et d’acheteurs : rien n’est publié.',
  data: 'Les données',
  dataLead:
    'Sous Licence Ouverte 2.0, refaites chaque nuit. Chaque nombre de cette page se refait de l’extérieur, avec Python seul : « python3 docs/observatory.py » et l’adresse du site.',
  files: {
    'categories.csv': 'Par famille (CSV)',
    'months.csv': 'Par mois (CSV)',
    'places.csv': 'Par commune (CSV)',
    'town.json': 'Tout (JSON)',
    'factors.json': 'Les facteurs d’émission en vigueur (JSON)',
    'dcat.jsonld': 'Description DCAT (JSON-LD)',
  },
  link: 'L’observatoire : par famille, flux et données ouvertes',
};
