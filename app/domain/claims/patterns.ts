// Patterns over tokens: a small language, so that the vocabulary is data and the time is bounded by construction.
//
// A pattern is elements with blanks between them. An element is a word, a beginning (`ecolog*`), a class of the lexicon
// (`@nature`), a number (`#`), or several of these (`moins|less|@few`); `?` behind it makes it optional. `~3` lets up to
// three tokens stand between. No pattern looks further than its elements and gaps say, so that a text costs its length.
import type { Token } from './fold-claim-text.ts';

type Element = { keys: ReadonlySet<string>; optional: boolean; gap: number };
export type Pattern<Id> = { id: Id; elements: readonly Element[] };
export type Match<Id> = { id: Id; first: number; last: number; at: readonly number[] };
/** A token with the classes it belongs to; a masked one has none. */
export type Classified = Token & { keys: Set<string>; masked: boolean };

export type PatternSet<Id> = { starts: Map<string, Pattern<Id>[]> };
export type Lexicon = { forms: Map<string, string[]>; beginnings: Map<string, string[]>; longest: number };

/** Builds the lexicon: classes by name, and every word that a pattern names by itself. */
export function buildLexicon(classes: Readonly<Record<string, string>>, patterns: readonly string[]): Lexicon {
  const lexicon: Lexicon = { forms: new Map(), beginnings: new Map(), longest: 0 };
  for (const [name, forms] of Object.entries(classes))
    for (const form of forms.split(/\s+/).filter(Boolean)) addForm(lexicon, form, `@${name}`);
  for (const pattern of patterns)
    for (const element of pattern.split(/\s+/))
      for (const form of element.replace(/\?$/, '').split('|'))
        if (/^[a-z0-9]/.test(form)) addForm(lexicon, form, form);
  return lexicon;
}

function addForm(lexicon: Lexicon, form: string, key: string): void {
  const isBeginning = form.endsWith('*');
  const text = isBeginning ? form.slice(0, -1) : form;
  const map = isBeginning ? lexicon.beginnings : lexicon.forms;
  const keys = map.get(text) ?? [];
  if (!keys.includes(key)) map.set(text, [...keys, key]);
  if (isBeginning) lexicon.longest = Math.max(lexicon.longest, text.length);
}

/** The tokens with their classes. */
export function classifyTokens(lexicon: Lexicon, tokens: readonly Token[]): Classified[] {
  return tokens.map((token) => ({ ...token, keys: keysOf(lexicon, token), masked: false }));
}

function keysOf(lexicon: Lexicon, { text, readings }: Token): Set<string> {
  const keys = new Set<string>();
  if (/^\d/.test(text)) keys.add('#');
  if (!/^[a-z0-9]/.test(text)) keys.add(text);
  for (const reading of readings) {
    for (const key of lexicon.forms.get(reading) ?? []) keys.add(key);
    for (let length = 2; length <= Math.min(reading.length, lexicon.longest); length++)
      for (const key of lexicon.beginnings.get(reading.slice(0, length)) ?? []) keys.add(key);
  }
  return keys;
}

export function compilePatterns<Id>(sources: readonly { id: Id; patterns: readonly string[] }[]): PatternSet<Id> {
  const starts = new Map<string, Pattern<Id>[]>();
  for (const { id, patterns } of sources)
    for (const source of patterns) {
      const pattern = { id, elements: parseElements(source) };
      for (const key of pattern.elements[0]!.keys) starts.set(key, [...(starts.get(key) ?? []), pattern]);
    }
  return { starts };
}

function parseElements(source: string): Element[] {
  const elements: Element[] = [];
  let gap = 0;
  for (const part of source.trim().split(/\s+/)) {
    if (/^~\d$/.test(part)) {
      gap = Number(part.slice(1));
      continue;
    }
    const optional = part.length > 1 && part.endsWith('?');
    elements.push({ keys: new Set((optional ? part.slice(0, -1) : part).split('|')), optional, gap });
    gap = 0;
  }
  return elements;
}

/** All matches of a set in a sentence: for each place and pattern the first that fits. Counts its comparisons. */
export function matchPatterns<Id>(
  { starts }: PatternSet<Id>,
  tokens: readonly Classified[],
  work: { steps: number },
  ignoreMasked = true,
): Match<Id>[] {
  const matches: Match<Id>[] = [];
  for (const [first, token] of tokens.entries()) {
    if (ignoreMasked && token.masked) continue;
    const tried = new Set<Pattern<Id>>();
    for (const key of token.keys)
      for (const pattern of starts.get(key) ?? []) {
        work.steps++;
        if (tried.has(pattern)) continue;
        tried.add(pattern);
        const at = matchFrom(pattern.elements, 1, tokens, first, ignoreMasked, work);
        if (at) matches.push({ id: pattern.id, first, last: at.at(-1) ?? first, at: [first, ...at] });
      }
  }
  return matches;
}

const transparent = new Set(['"', '(', ')']);

function matchFrom(
  elements: readonly Element[],
  next: number,
  tokens: readonly Classified[],
  last: number,
  ignoreMasked: boolean,
  work: { steps: number },
): number[] | null {
  const element = elements[next];
  if (!element) return [];
  let gap = 0;
  for (let at = last + 1; at < tokens.length && gap <= element.gap; at++) {
    const token = tokens[at]!;
    work.steps++;
    const fits = !(ignoreMasked && token.masked) && shares(token.keys, element.keys);
    if (fits) {
      const rest = matchFrom(elements, next + 1, tokens, at, ignoreMasked, work);
      if (rest) return [at, ...rest];
    }
    if (!transparent.has(token.text)) gap++;
    else if (at - last > element.gap + 3) break;
  }
  return element.optional ? matchFrom(elements, next + 1, tokens, last, ignoreMasked, work) : null;
}

function shares(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  for (const key of one) if (other.has(key)) return true;
  return false;
}
