// Inverted index of one language: the offers that contain each term, in the name or elsewhere. In memory,
// append-only.

/** Slots that contain a term, each as `slot * 2`, plus one if the term is in the name or a fact. */
export type Postings = { codes: Int32Array; count: number };

export type TermIndex = {
  ids: Map<string, number>;
  tokens: string[];
  postings: Postings[];
  /** By slot: term id of the first word of the name (-1 without a word), and its number of words, at most 255. */
  firstWord: Int32Array;
  nameLength: Uint8Array;
  /** All tokens, sorted; null before the first use. */
  sorted: string[] | null;
};

/** Stored form of a text: tokens of the name, `|`, tokens found only in the rest, `|`, facts; each token once. */
export type TermLine = string;

export function termLine(name: readonly string[], text: readonly string[], facts: readonly string[] = []): TermLine {
  const named = new Set(name);
  const rest = [...new Set(text)].filter((token) => !named.has(token));
  return [[...named], rest, [...new Set(facts)]].map((tokens) => tokens.join(' ')).join('|');
}

export function createTermIndex(): TermIndex {
  return {
    ids: new Map(),
    tokens: [],
    postings: [],
    firstWord: new Int32Array(0),
    nameLength: new Uint8Array(0),
    sorted: null,
  };
}

/** Adds the terms of one offer under a slot that has none yet. */
export function addTerms(terms: TermIndex, slot: number, line: TermLine): void {
  if (slot >= terms.firstWord.length) growSlots(terms, slot);
  const [named = '', rest = '', facts = ''] = line.split('|');
  const name = split(named);
  terms.firstWord[slot] = -1;
  terms.nameLength[slot] = Math.min(255, name.length);
  name.forEach((token, i) => {
    const id = idOf(terms, token);
    if (i === 0) terms.firstWord[slot] = id;
    appendPosting(terms.postings[id]!, slot * 2 + 1);
  });
  for (const token of split(rest)) appendPosting(terms.postings[idOf(terms, token)]!, slot * 2);
  for (const fact of split(facts)) appendPosting(terms.postings[idOf(terms, fact)]!, slot * 2 + 1);
}

/** Gives back the room that postings have beyond their slots: a third of all, once an index is read whole. */
export function trimPostings({ postings }: TermIndex): void {
  for (const one of postings) if (one.count < one.codes.length) one.codes = one.codes.slice(0, one.count);
}

/** The tokens of a language without where they are. */
export type TermList = Pick<TermIndex, 'ids' | 'tokens' | 'sorted'>;

export function sortedTokens(terms: TermList): string[] {
  terms.sorted ??= terms.tokens.toSorted();
  return terms.sorted;
}

/** Tokens that begin with `prefix`, itself included, in order; at most `limit`. */
export function tokensBeginning(terms: TermList, prefix: string, limit = 2000): string[] {
  const sorted = sortedTokens(terms);
  const from = firstNotBefore(sorted, prefix);
  let to = from;
  while (to < sorted.length && to - from < limit && sorted[to]!.startsWith(prefix)) to++;
  return sorted.slice(from, to);
}

/** Index of the first element of `sorted` that is not before `text`. */
export function firstNotBefore(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

function idOf(terms: TermIndex, token: string): number {
  const id = addToken(terms, token);
  if (id === terms.postings.length) terms.postings.push({ codes: new Int32Array(4), count: 0 });
  return id;
}

/** The id of the token, a new one if it has none. */
export function addToken(terms: TermList, token: string): number {
  const known = terms.ids.get(token);
  if (known !== undefined) return known;
  const id = terms.tokens.push(token) - 1;
  terms.ids.set(token, id);
  // A town's new words come one by one: sorting them all again would hold up the next search.
  terms.sorted?.splice(firstNotBefore(terms.sorted, token), 0, token);
  return id;
}

function appendPosting(postings: Postings, code: number): void {
  if (postings.count === postings.codes.length) {
    const wider = new Int32Array(postings.count * 2);
    wider.set(postings.codes);
    postings.codes = wider;
  }
  postings.codes[postings.count++] = code;
}

function growSlots(terms: TermIndex, slot: number): void {
  const size = Math.max(1024, slot + 1, terms.firstWord.length * 2);
  const [firstWord, nameLength] = [new Int32Array(size), new Uint8Array(size)];
  firstWord.set(terms.firstWord);
  nameLength.set(terms.nameLength);
  terms.firstWord = firstWord;
  terms.nameLength = nameLength;
}

function split(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}
