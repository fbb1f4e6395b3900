// What the people of the town say -> what the offers say.
import type { Locale } from '#app/domain/shared/context.ts';
import { stem, tokens } from './analysis.ts';

/** A word of the town -> what the offers say. Both sides are analysed; never corrected for typos. */
const synonyms: Record<Locale, Record<string, readonly string[]>> = {
  fr: {
    patate: ['pomme de terre'],
    ordi: ['ordinateur', 'portable'],
    pc: ['ordinateur', 'portable'],
    laptop: ['ordinateur portable'],
    siege: ['chaise', 'fauteuil'],
    fauteuil: ['chaise'],
    bureau: ['table'],
    papier: ['ramette'],
    menage: ['nettoyage', 'entretien'],
    nettoyage: ['entretien'],
    velo: ['cargo', 'vélo-cargo'],
    traiteur: ['repas', 'buffet', 'plateau'],
    cantine: ['repas'],
    biere: ['brasserie'],
    imprimeur: ['impression'],
    flyer: ['dépliant', 'tract'],
    salle: ['espace', 'atelier'],
    ecran: ['moniteur'],
    legume: ['carotte', 'poireau', 'courgette', 'pomme de terre', 'salade'],
    reparation: ['dépannage', 'remise en état'],
    location: ['louer', 'prêt'],
  },
  en: {
    potato: ['potatoes'],
    computer: ['laptop', 'desktop'],
    pc: ['computer', 'laptop'],
    seat: ['chair', 'stool'],
    desk: ['table'],
    monitor: ['screen', 'display'],
    catering: ['meal', 'buffet', 'lunch'],
    canteen: ['meal'],
    flyer: ['leaflet'],
    bike: ['bicycle', 'cargo bike'],
    rental: ['rent', 'hire'],
    repair: ['mending', 'maintenance'],
    veg: ['carrot', 'leek', 'courgette', 'potato', 'lettuce'],
  },
};

/** Phrases to search beside a token, each a list of tokens. */
export function synonymsOf(token: string, locale: Locale): string[][] {
  return stemmedSynonyms[locale].get(token) ?? [];
}

const stemmedSynonyms = Object.fromEntries(
  (['fr', 'en'] as const).map((locale) => [
    locale,
    new Map(
      Object.entries(synonyms[locale]).map(([word, others]) => [
        stem(word, locale),
        others.map((other) => tokens(other, locale)),
      ]),
    ),
  ]),
) as Record<Locale, Map<string, string[][]>>;
