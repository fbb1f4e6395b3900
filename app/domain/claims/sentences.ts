// Cuts tokens into sentences. A comma, a colon, a dash, brackets and a semicolon do not end one: a part and the rest
// belong together. A footnote joins the sentence that bears its mark.
import type { Token } from './fold-claim-text.ts';

const abbreviations = new Set(
  'm mme mlle mr mrs ms dr n no art ref env min max ex cf etc e i g st ltd co approx vol p av bd fig tel inc env'.split(
    ' ',
  ),
);

/** The sentences of a text, in order. */
export function cutSentences(tokens: readonly Token[], text: string): Token[][] {
  const sentences: Token[][] = [];
  let sentence: Token[] = [];
  const close = () => {
    if (sentence.length > 0) sentences.push(sentence);
    sentence = [];
  };
  for (const [at, token] of tokens.entries()) {
    if (token.text !== '\n') sentence.push(token);
    if (token.text === '\n' || endsSentence(tokens, at, text)) close();
  }
  close();
  return joinFootnotes(sentences);
}

function endsSentence(tokens: readonly Token[], at: number, text: string): boolean {
  const token = tokens[at]!;
  if (!/^[.!?]$/.test(token.text)) return false;
  const following = text[token.to];
  if (following !== undefined && !/[\s"'«»”)\]]/.test(following)) return false;
  if (token.text !== '.') return true;
  const before = tokens[at - 1];
  if (!before || before.to !== token.from) return true;
  const isInitial = before.text.length === 1 && before.capital;
  return !abbreviations.has(before.text) && !isInitial;
}

function joinFootnotes(sentences: readonly Token[][]): Token[][] {
  const joined: Token[][] = [];
  let marked: Token[] | null = null;
  for (const sentence of sentences) {
    if (sentence[0]!.text === '*' && marked) {
      marked.push(...sentence);
      continue;
    }
    if (sentence.some(({ text }) => text === '*')) marked = sentence;
    joined.push(sentence);
  }
  return joined;
}
