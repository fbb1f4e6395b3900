// The index's words as a trie: finds those within a few typos of what was typed, also as the beginning of a word.

type Node = { children: Map<string, Node>; word: string | null };

export type Vocabulary = Node;

export function makeVocabulary(words: Iterable<string>): Vocabulary {
  const root: Node = { children: new Map(), word: null };
  for (const word of words) {
    let node = root;
    for (const letter of word) {
      const next: Node = node.children.get(letter) ?? { children: new Map(), word: null };
      node.children.set(letter, next);
      node = next;
    }
    node.word = word;
  }
  return root;
}

export function hasWord(vocabulary: Vocabulary, token: string): boolean {
  let node: Node | undefined = vocabulary;
  for (const letter of token) node = node?.children.get(letter);
  return node?.word === token;
}

/** One typo from five letters, two from nine. */
function typosAllowed(token: string): number {
  return token.length >= 9 ? 2 : token.length >= 5 ? 1 : 0;
}

/**
 * Words within `typosAllowed` of the token (insertion, deletion, change, swap of neighbours). With `prefix`, words
 * whose beginning is. At most `limit`, the nearest first. The first letter may not be the wrong one.
 */
export function nearWords(vocabulary: Vocabulary, token: string, prefix: boolean, limit = 12): string[] {
  const most = typosAllowed(token);
  const found: { word: string; distance: number }[] = [];
  const start = vocabulary.children.get(token[0] ?? '');
  if (most === 0 || !start) return [];
  const firstRow = Array.from({ length: token.length + 1 }, (_, i) => i);
  const second = nextRow(firstRow, null, token, token[0]!, null);
  walk(start, token[0]!, second, firstRow);
  return found
    .sort((a, b) => a.distance - b.distance || a.word.length - b.word.length || (a.word < b.word ? -1 : 1))
    .slice(0, limit)
    .map(({ word }) => word);

  function walk(node: Node, letter: string, row: number[], above: number[]): void {
    const distance = row[token.length]!;
    if (prefix && distance <= most) {
      collect(node, distance);
      return;
    }
    if (node.word !== null && distance <= most && distance > 0) found.push({ word: node.word, distance });
    if (Math.min(...row) > most) return;
    for (const [next, child] of node.children) walk(child, next, nextRow(row, above, token, next, letter), row);
  }

  function collect(node: Node, distance: number): void {
    if (node.word !== null) found.push({ word: node.word, distance });
    for (const child of node.children.values()) collect(child, distance);
  }
}

/** One row of the optimal string alignment distance, for one more letter of a word. */
function nextRow(
  row: number[],
  above: number[] | null,
  token: string,
  letter: string,
  before: string | null,
): number[] {
  const next = [row[0]! + 1];
  for (let i = 1; i <= token.length; i++) {
    const change = row[i - 1]! + (token[i - 1] === letter ? 0 : 1);
    let cost = Math.min(change, row[i]! + 1, next[i - 1]! + 1);
    if (above && i > 1 && token[i - 1] === before && token[i - 2] === letter) cost = Math.min(cost, above[i - 2]! + 1);
    next.push(cost);
  }
  return next;
}
