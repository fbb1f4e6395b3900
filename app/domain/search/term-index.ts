// The words of one language: which offers hold each, in the name or elsewhere. In memory, appended to as offers change.

/** Slots that hold a word, each as `slot * 2`, plus one when the word is in the name. */
type Postings = { codes: Int32Array; count: number };

export type TermIndex = {
  ids: Map<string, number>;
  tokens: string[];
  postings: Postings[];
  /** By slot: the first word of the name, and how many it has. */
  firstWord: Int32Array;
  nameLength: Uint8Array;
  /** Every token in order; null when some came since it was asked for. */
  sorted: string[] | null;
};

/** What the database keeps of a text: the tokens of the name, then those that only the rest holds, each once. */
export type TermLine = string;

export function termLine(name: readonly string[], text: readonly string[]): TermLine {
  const named = new Set(name);
  return `${[...named].join(' ')}|${[...new Set(text)].filter((token) => !named.has(token)).join(' ')}`;
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

/** Adds one offer's words under a slot that holds none yet. */
export function addTerms(terms: TermIndex, slot: number, line: TermLine): void {
  if (slot >= terms.firstWord.length) growSlots(terms, slot);
  const bar = line.indexOf('|');
  const name = split(line.slice(0, bar));
  terms.firstWord[slot] = -1;
  terms.nameLength[slot] = Math.min(255, name.length);
  name.forEach((token, i) => {
    const id = idOf(terms, token);
    if (i === 0) terms.firstWord[slot] = id;
    appendPosting(terms.postings[id]!, slot * 2 + 1);
  });
  for (const token of split(line.slice(bar + 1))) appendPosting(terms.postings[idOf(terms, token)]!, slot * 2);
}

export function sortedTokens(terms: TermIndex): string[] {
  terms.sorted ??= terms.tokens.toSorted();
  return terms.sorted;
}

/** Tokens that begin with `prefix`, itself included, in order; at most `limit`. */
export function tokensBeginning(terms: TermIndex, prefix: string, limit = 2000): string[] {
  const sorted = sortedTokens(terms);
  const from = firstNotBefore(sorted, prefix);
  let to = from;
  while (to < sorted.length && to - from < limit && sorted[to]!.startsWith(prefix)) to++;
  return sorted.slice(from, to);
}

/** Position of the first of `sorted` that is not before `text`. */
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
  const known = terms.ids.get(token);
  if (known !== undefined) return known;
  const id = terms.tokens.push(token) - 1;
  terms.ids.set(token, id);
  terms.postings.push({ codes: new Int32Array(4), count: 0 });
  terms.sorted = null;
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
