// Conditions in typed text, in French and English: diets, labels, and how one wants to have a thing. Pure.
import type { OfferKind } from '#app/domain/catalogue/offer.ts';
import { asWhole } from './amount-pattern.ts';
import type { Diet, ReadName } from './read-chip.ts';

type Trait = { pattern: RegExp; readings: readonly (readonly [ReadName, string])[] };

const dietPatterns: readonly [Diet, string][] = [
  ['gluten-free', 'sans gluten|gluten free|without gluten|no gluten|coeliaques?|coeliac|intolerants? au gluten'],
  ['lactose-free', 'sans lactose|lactose free|without lactose|dairy free|sans produits? laitiers?'],
  ['no-pork', 'sans (?:viande de )?porc|pork free|no pork|without pork|sans cochon'],
  [
    'no-alcohol',
    '(?:sans|zero|0) alcool|(?:non|pas) alcoolise(?:e|s|es)?|(?:alcohol free|non alcoholic|without alcohol|no alcohol)',
  ],
  ['halal', '(?:viande )?halal'],
  ['kosher', 'casher|kasher|cacher|cachere|kosher'],
  ['vegan', '(?:vegan(?:e|s|es)?|vegetalien(?:ne|s|nes)?|plant based|sans produits? animaux|100 vegetal)'],
  [
    'vegetarian',
    'vegetarien(?:ne|s|nes)?|vege|veggie|sans viande|meat free|meatless|without meat|no meat|vegetarians?',
  ],
];

const labelPatterns: readonly [string, string][] = [
  [
    'organic',
    '(?:certifiee?s? )?(?:en |de |issue?s? de )?(?:l )?agriculture biologique|(?:certifiee?s? |label |labellisee?s? |en )?(?:bio|biologiques?|organics?|ab)',
  ],
  [
    'siae',
    '(?:(?:par |via |avec |d |une |des )?(?:entreprises?|structures?|associations?|chantiers?|ateliers?) d )?insertion(?: (?:professionnelle|sociale|par l activite economique))?|siae|aci|(?:en )?reinsertion|work integration(?: company| enterprise)?',
  ],
  ['ea', '(?:(?:par |via |une |des |d )?entreprises?|ateliers?) adaptee?s?|adapted (?:company|enterprise)'],
  ['esat', '(?:par |en |via |un |d )?esat|travailleurs? handicapes?|sheltered (?:workshops?|workplaces?)'],
  ['qualiopi', '(?:certifiee?s? )?qualiopi'],
  ['rge', '(?:certifiee?s? |label )?rge'],
  ['imprim-vert', 'imprim vert'],
  ['ecocert-cleaning', '(?:label |certifiee?s? )?ecocert'],
  ['ess', '(?:de l )?(?:ess|economie sociale(?: et solidaire)?)|social economy'],
];

const kindPatterns: readonly [readonly OfferKind[], string][] = [
  [
    ['reused', 'repaired'],
    '(?:(?:d |en |l )?occasions?|(?:de |en )?(?:seconde|deuxieme|2e|2eme) main|(?:de |du |en )?reemploi|reemploye(?:e|s|es)?|reconditionne(?:e|s|es)?|de recup|refurbished|reconditioned|second hand|secondhand|used|pre owned|preowned|preloved|reused)',
  ],
  [
    ['rental'],
    '(?:(?:(?:en|a) )?(?:location|louer|loue|louee|loues|louees|louons)(?: d une?| d| de| du| des)?|(?:a |faire )?(?:emprunter|preter)|(?:to |for )?(?:rent|rental|rentals|hire|hiring|borrow|renting)(?: of)?(?: an?)?)',
  ],
  [['new'], '(?:neuf|neuve|neufs|neuves|brand new|new)'],
];

export const traitPatterns: readonly Trait[] = [
  ...dietPatterns.map(([diet, pattern]) => trait(pattern, [['diet', diet]])),
  ...labelPatterns.map(([label, pattern]) => trait(pattern, [['label', label]])),
  ...kindPatterns.map(([kinds, pattern]) =>
    trait(
      pattern,
      kinds.map((kind) => ['kind', kind] as const),
    ),
  ),
];

function trait(pattern: string, readings: Trait['readings']): Trait {
  return { pattern: asWhole(pattern), readings };
}

/** The diets that a folded text names. */
export function dietsRead(joined: string): Diet[] {
  return dietPatterns.filter(([, pattern]) => asWhole(pattern).test(joined)).map(([diet]) => diet);
}
