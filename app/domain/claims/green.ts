// Green: a colour, a plant, an idiom, or a claim. The first row that holds decides; idioms were masked before.
import type { ClaimVerdict } from './claim-kinds.ts';
import type { Classified } from './patterns.ts';

const window = 4;
const linking = new Set([
  'est',
  'sont',
  'is',
  'are',
  'et',
  'ou',
  'and',
  'or',
  'de',
  'en',
  'a',
  'in',
  'the',
  'of',
  'tres',
  'tout',
  'couleur',
  'bien',
]);

/**
 * The verdict on the word "green" at a place of a sentence. `refused` next to a business or an abstract noun, `ok` next
 * to a colour, a plant or a solid thing that shows its colour, else `review`: a soap sells by it.
 */
export function judgeGreen(tokens: readonly Classified[], at: number): ClaimVerdict {
  const near = nearby(tokens, at, window);
  if (has(near, '@colourSign') || has(nearby(tokens, at, 2), '@colour') || listsColours(tokens, at)) return 'ok';
  const beside = [tokens[at - 1], tokens[at + 1]];
  if (beside.some((token) => token?.keys.has('@shade') && !token.keys.has('@plant'))) return 'ok';
  const heads = headsOf(tokens, at);
  if (heads.some(({ keys }) => keys.has('@plant'))) return 'ok';
  if (beside.some((token) => token?.keys.has('@shade'))) return 'ok';
  const [head] = heads.filter(({ keys }) =>
    ['@thing', '@abstract', '@firm', '@sellsGreen'].some((key) => keys.has(key)),
  );
  if (!head) return 'review';
  if (head.keys.has('@abstract') || head.keys.has('@firm')) return head.keys.has('@thing') ? 'review' : 'refused';
  if (head.keys.has('@sellsGreen')) return 'review';
  return 'ok';
}

function nearby(tokens: readonly Classified[], at: number, reach: number): Classified[] {
  return tokens.slice(Math.max(0, at - reach), at + reach + 1).filter((_, i) => i !== Math.min(at, reach));
}

function has(tokens: readonly Classified[], key: string): boolean {
  return tokens.some(({ keys }) => keys.has(key));
}

/** `blanc, vert ou anthracite`: another colour within five tokens, parted by a comma, "and" or "or". */
function listsColours(tokens: readonly Classified[], at: number): boolean {
  return nearby(tokens, at, 5).some(({ keys }) => keys.has('@colour'));
}

/** The nouns that the word may describe, the nearest first: before it in French, behind it in English. */
function headsOf(tokens: readonly Classified[], at: number): Classified[] {
  const english = tokens[at]!.text.startsWith('green');
  const behind = reach(tokens, at, 1);
  const before = reach(tokens, at, -1);
  return english ? [...behind, ...before] : [...before, ...behind];
}

function reach(tokens: readonly Classified[], at: number, step: 1 | -1): Classified[] {
  const found: Classified[] = [];
  for (let i = at + step, nouns = 0; i >= 0 && i < tokens.length && nouns < window; i += step) {
    const token = tokens[i]!;
    if (/^[,;:.()\n]$/.test(token.text)) break;
    found.push(token);
    if (!linking.has(token.text)) nouns++;
  }
  return found;
}
