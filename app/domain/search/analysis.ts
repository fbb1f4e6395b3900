// Words as people type them -> tokens as the index keeps them. The same for documents and queries.
import type { Locale } from '#app/domain/shared/context.ts';

const stopWords: Record<Locale, ReadonlySet<string>> = {
  fr: new Set(
    'a au aux avec ce ces dans de des du en et la le les leur ou par pour sans sur un une vos votre'.split(' '),
  ),
  en: new Set('a an and at by for from in of on or the to with your'.split(' ')),
};

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

/** Lower case, no accents, ligatures opened, typographic apostrophes plain. */
function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .replace(/[’ʼ]/g, "'")
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

/** Tokens of a text: folded, elisions cut (l', d', qu'), stop words left out, lightly stemmed. */
export function tokens(text: string, locale: Locale): string[] {
  const bare =
    locale === 'fr'
      ? fold(text).replace(/\b(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'/g, ' ')
      : fold(text).replace(/'s\b/g, '');
  return (bare.match(/[a-z0-9]+/g) ?? [])
    .filter((word) => !stopWords[locale].has(word))
    .map((word) => stem(word, locale));
}

/** Phrases to search beside a token, each a list of tokens. */
export function synonymsOf(token: string, locale: Locale): string[][] {
  return stemmedSynonyms[locale].get(token) ?? [];
}

/** Takes off what plural and gender add; never below three letters. */
export function stem(word: string, locale: Locale): string {
  if (/\d/.test(word) || word.length < 4) return word;
  if (locale === 'en') {
    if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
    if (/(?:x|ss|ch|sh)es$/.test(word)) return word.slice(0, -2);
    return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
  }
  const singular =
    word.endsWith('eaux') || word.endsWith('eux')
      ? word.slice(0, -1)
      : word.endsWith('aux')
        ? `${word.slice(0, -3)}al`
        : word.replace(/[sx]$/, '');
  const neutral = singular.replace(/ee$/, 'e');
  return neutral.length > 3 ? neutral.replace(/e$/, '') : neutral;
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
