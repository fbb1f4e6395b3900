// Cuts a text into tokens that compare: lower case, no accents, look-alikes resolved, with the place in the original.

/** A word, a number or a mark. `readings` are the forms under which it is looked up; `accented` ends in é, as a participle. */
export type Token = {
  text: string;
  readings: readonly string[];
  from: number;
  to: number;
  capital: boolean;
  accented: boolean;
};

const lookAlikes = new Map(
  Object.entries({
    а: 'a', в: 'b', е: 'e', ё: 'e', і: 'i', ї: 'i', ј: 'j', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', ѕ: 's', т: 't', у: 'y', х: 'x',
    α: 'a', ε: 'e', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x', ı: 'i', œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l',
  }),
); // biome-ignore format: pairs read better beside each other

/** Figures and signs that stand for letters inside a word: `3c0l0gique`. */
const figureLetters = new Map(
  Object.entries({ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '€': 'e', '@': 'a', $: 's' }),
);

const leaves = /[🌱🌿🍃☘🍀🌍🌎🌏🌲🌳♻💚🌾]/u;
const marks = new Set([':', ',', ';', '.', '!', '?', '%', '"', '(', ')', '*', '+', '/', '=', '#', '\n']);
const letter = /[a-z0-9€@$]/;

/** Tokens of a text, in order. Linear: each character is folded once. */
export function foldClaimText(text: string): Token[] {
  const tokens: Token[] = [];
  let word = '';
  let from = 0;
  let to = 0;
  const close = () => {
    if (word) pushWord(tokens, word, from, to, text);
    word = '';
  };
  let at = 0;
  for (const character of text) {
    const next = at + character.length;
    const folded = foldCharacter(character);
    for (const one of folded) {
      if (letter.test(one) || (word && /[.,]/.test(one) && isInsideNumber(text, at, word))) {
        if (!word) from = at;
        word += one;
        to = next;
        continue;
      }
      if (one === '') continue;
      close();
      if (marks.has(one)) tokens.push(mark(one, at, next));
    }
    if (leaves.test(character)) {
      close();
      tokens.push(mark('leaf-sign', at, next));
    }
    at = next;
  }
  close();
  return joinSpacedLetters(tokens, text);
}

function mark(text: string, from: number, to: number): Token {
  return { text, readings: [text], from, to, capital: false, accented: false };
}

function isInsideNumber(text: string, at: number, word: string): boolean {
  return /^\d[\d.,]*$/.test(word.slice(-12)) && /\d/.test(text[at + 1] ?? '');
}

/** One character as the guard reads it; empty for a mark that is not seen, for an inclusive point and a soft hyphen. */
function foldCharacter(character: string): string {
  if (character === '\n' || character === '\r' || character === '•' || character === '\u2028') return '\n';
  if (character === '·' || character === '‧') return '';
  if (/[«»“”„‟"]/.test(character)) return '"';
  const plain = character
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}\p{Cf}]/gu, '');
  return [...plain].map((one) => lookAlikes.get(one) ?? one).join('') || '';
}

function pushWord(tokens: Token[], word: string, from: number, to: number, text: string): void {
  const capital = /\p{Lu}/u.test(text[from] ?? '');
  const amount = /^(\d[\d.,]{0,20})([a-z]{1,5})$/.exec(word);
  if (amount && !/^\d+[oe]$/.test(word)) {
    const middle = from + amount[1]!.length;
    if (to - from === word.length) {
      const [number, unit] = [amount[1]!, amount[2]!];
      tokens.push(mark(number, from, middle));
      tokens.push({ ...mark(unit, middle, to), readings: [unit, readFigures(word)] });
      return;
    }
  }
  const letters = word.replace(/[^a-z]/g, '').length;
  const figures = letters >= 3 || (letters === 2 && text[to] === '-');
  const readings = figures && /[0-9€@$]/.test(word) ? [word, readFigures(word)] : [word];
  tokens.push({ text: word, readings, from, to, capital, accented: /é$/i.test(text.slice(from, to).normalize('NFC')) });
}

function readFigures(word: string): string {
  return [...word].map((one) => figureLetters.get(one) ?? one).join('');
}

/** `é c o l o` and `e.c.o.l.o`: at least five single letters, each one character from the next, are one word. */
function joinSpacedLetters(tokens: readonly Token[], text: string): Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const letters = [tokens[at]!];
    let next = at + 1;
    while (next < tokens.length) {
      const { token, skipped } = nextLetter(tokens, next);
      if (!token || !isSingleLetter(letters[0]!) || !isSpaced(letters.at(-1)!, token, text)) break;
      letters.push(token);
      next += skipped + 1;
    }
    if (letters.length < 5) {
      joined.push(tokens[at]!);
      continue;
    }
    const word = letters.map((one) => one.text).join('');
    joined.push({ ...letters[0]!, text: word, readings: [word, readFigures(word)], to: letters.at(-1)!.to });
    at = next - 1;
  }
  return joined;
}

function nextLetter(tokens: readonly Token[], at: number): { token: Token | null; skipped: number } {
  const [one, two] = [tokens[at], tokens[at + 1]];
  if (one && isSingleLetter(one)) return { token: one, skipped: 0 };
  if (one?.text === '.' && two && isSingleLetter(two)) return { token: two, skipped: 1 };
  return { token: null, skipped: 0 };
}

function isSpaced(before: Token, after: Token, text: string): boolean {
  return after.from - before.to === 1 && /[ .\-_]/.test(text[before.to]!);
}

function isSingleLetter({ text }: Token): boolean {
  return /^[a-z0-9€@$]$/.test(text);
}
