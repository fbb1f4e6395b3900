// The words of one language: which offers hold each, in the name or elsewhere. In memory, appended to as offers change.

/** Slots that hold a word, each as `slot * 2`, plus one when the word is in the name. */
type Postings = { codes: Int32Array; count: number };

export type Words = {
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
export type WordsLine = string;

export function wordsLine(name: readonly string[], text: readonly string[]): WordsLine {
  const named = new Set(name);
  return `${[...named].join(' ')}|${[...new Set(text)].filter((token) => !named.has(token)).join(' ')}`;
}

export function makeWords(): Words {
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
export function addWords(words: Words, slot: number, line: WordsLine): void {
  if (slot >= words.firstWord.length) growSlots(words, slot);
  const bar = line.indexOf('|');
  const name = split(line.slice(0, bar));
  words.firstWord[slot] = -1;
  words.nameLength[slot] = Math.min(255, name.length);
  name.forEach((token, i) => {
    const id = idOf(words, token);
    if (i === 0) words.firstWord[slot] = id;
    append(words.postings[id]!, slot * 2 + 1);
  });
  for (const token of split(line.slice(bar + 1))) append(words.postings[idOf(words, token)]!, slot * 2);
}

export function sortedTokens(words: Words): string[] {
  words.sorted ??= words.tokens.toSorted();
  return words.sorted;
}

/** Tokens that begin with `prefix`, itself included, in order; at most `limit`. */
export function tokensBeginning(words: Words, prefix: string, limit = 2000): string[] {
  const sorted = sortedTokens(words);
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

function idOf(words: Words, token: string): number {
  const known = words.ids.get(token);
  if (known !== undefined) return known;
  const id = words.tokens.push(token) - 1;
  words.ids.set(token, id);
  words.postings.push({ codes: new Int32Array(4), count: 0 });
  words.sorted = null;
  return id;
}

function append(postings: Postings, code: number): void {
  if (postings.count === postings.codes.length) {
    const wider = new Int32Array(postings.count * 2);
    wider.set(postings.codes);
    postings.codes = wider;
  }
  postings.codes[postings.count++] = code;
}

function growSlots(words: Words, slot: number): void {
  const size = Math.max(1024, slot + 1, words.firstWord.length * 2);
  const [firstWord, nameLength] = [new Int32Array(size), new Uint8Array(size)];
  firstWord.set(words.firstWord);
  nameLength.set(words.nameLength);
  words.firstWord = firstWord;
  words.nameLength = nameLength;
}

function split(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}
