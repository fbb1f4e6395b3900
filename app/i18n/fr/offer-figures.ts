// Why an offer has no CO₂e figure, for its buyers, its seller and the stewards.
import type { FigureFault } from '#app/domain/impact/frame.ts';

export const figures = {
  none: 'Cette offre se vend sans chiffre de CO₂e :',
  stewards: 'Elle attend un steward.',
  faults: {
    thing: 'ce qu’elle est ne correspond pas à la référence nommée, ou cette référence est fermée',
    kind: 'ce genre d’offre (neuf, réemploi, location) ne se compare pas à cette référence',
    unit: 'elle ne se vend pas dans l’unité de la référence',
    mass: 'sa masse sort du cadre de la référence',
    units: 'elle annonce plus d’unités de la référence qu’elle n’en contient',
    price: 'son prix sort du cadre de la référence',
    months: 'la référence ne vaut pas pour le mois de la remise',
    growing: 'il n’est pas dit qu’elle a poussé en plein champ, ou sous serre chauffée',
    place: 'le lieu où elle a poussé n’est pas dit, ou n’est pas une commune des environs',
    processed: 'elle est cuite, épluchée, surgelée ou pressée, et la référence est brute',
    dish: 'son plat n’est pas celui de la référence, ou n’est pas dit',
    core: 'il n’est pas dit si le matelas est en mousse ou à ressorts',
    uses: 'le nombre d’usages dans sa vie sort du cadre',
    words: 'ses propres mots disent qu’elle est neuve, et elle est vendue comme du réemploi',
    'euro-outlier': 'son CO₂e par euro s’écarte trop des offres semblables',
    'mass-outlier': 'son CO₂e par kilogramme s’écarte trop des offres semblables',
    line: 'la ligne est trop grande pour être signée sans qu’un steward la voie',
  } satisfies Record<FigureFault, string>,
};
