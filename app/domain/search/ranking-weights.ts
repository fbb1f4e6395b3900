// Weights that rank the results of a text search. The page /ranking is generated from them, so the two cannot
// disagree.

export const weights = {
  /** Weight of a match, by its kind. */
  exact: 1,
  beginning: 0.85,
  synonym: 0.75,
  oneTypo: 0.6,
  twoTypos: 0.5,
  /** Factor for a typo match that is only a prefix of the term, and for one with another first letter. */
  lessNear: 0.85,
  /** Factor for a match outside the name. */
  elsewhere: 0.2,
  /** Bonuses: the name begins with the first word; the name has all words (divided by its number of words). */
  nameBegins: 0.25,
  nameOnly: 0.4,
  /** How much an optional part of a search counts beside its required ones, in units of rarity. */
  optional: 3,
} as const;

/** Of many answers of Meilisearch at least so many are scored, in whole pages. */
export const scoredOffers = 100;
/** Typos are searched only below this number of results. */
export const fewResults = 10;
/** Number of letters from which a word may have one typo, and two. */
export const typoLetters = { one: 5, two: 9 } as const;

/** Rules of the embedded engine, strongest first; numbers in percent of an exact match. */
export const embeddedRules = [
  { rule: 'understood' },
  { rule: 'all-words' },
  {
    rule: 'likeness',
    exact: percent(weights.exact),
    beginning: percent(weights.beginning),
    synonym: percent(weights.synonym),
  },
  { rule: 'rarity' },
  { rule: 'elsewhere', share: percent(weights.elsewhere) },
  { rule: 'name-only', bonus: percent(weights.nameOnly) },
  { rule: 'name-begins', bonus: percent(weights.nameBegins) },
  {
    rule: 'typos',
    below: fewResults,
    one: typoLetters.one,
    two: typoLetters.two,
    oneTypo: percent(weights.oneTypo),
    twoTypos: percent(weights.twoTypos),
  },
] as const;

function percent(weight: number): number {
  return Math.round(weight * 100);
}
