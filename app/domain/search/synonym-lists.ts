/** The synonyms of one language. */
export type SynonymLists = {
  /** Words and phrases of the same meaning: each finds the others. */
  same: readonly (readonly string[])[];
  /** One direction only: a word or phrase -> others that it also finds. */
  wider: Readonly<Record<string, readonly string[]>>;
};
