// What orders results that were found by words, as numbers. The page /ranking is written from here, so that it cannot say
// something else than what is done.

export const weights = {
  /** How much a word counts by what stands for it. */
  exact: 1,
  beginning: 0.85,
  synonym: 0.75,
  oneTypo: 0.6,
  twoTypos: 0.5,
  /** Of a near word: the beginning of a longer one, or another first letter. */
  lessNear: 0.85,
  /** Outside the name. */
  elsewhere: 0.2,
  /** Added to a name that begins with the first word; shared by the words of a name that is made of those asked. */
  nameBegins: 0.25,
  nameOnly: 0.4,
} as const;

/** Near words are searched below this many results. */
export const fewResults = 10;
/** Letters from which a word may have one typo, and two. */
export const typoLetters = { one: 5, two: 9 } as const;

/** The rules of the embedded engine, the strongest first, each with its numbers in percent of a whole word. */
export const embeddedRules = [
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
  { rule: 'some-words' },
] as const;

export type RankingRule = (typeof embeddedRules)[number] | { rule: `meilisearch-${string}` };

function percent(weight: number): number {
  return Math.round(weight * 100);
}
