// Denials: which claims of a sentence are denied, and so are none.
import type { Classified } from './patterns.ts';

/** For each token, the place of the denial that governs it, or -1: `n'est pas`, `rien de`, `we make no claim`. */
export function deniedFrom(tokens: readonly Classified[]): number[] {
  let denial = -1;
  return tokens.map(({ text, keys }, at) => {
    if (/^(mais|but|;|\.|\?|:|however|pourtant)$/.test(text)) denial = -1;
    if (isDenial(tokens, at)) denial = at;
    if (keys.has('@negatorAfter') && denial >= 0 && at - denial <= 5) denial = at;
    return denial >= 0 && at - denial <= reachOf(tokens, denial) ? denial : -1;
  });
}

/** A denial governs what follows it closely; `we make no claim that ...` the whole clause. */
function reachOf(tokens: readonly Classified[], at: number): number {
  return /^(claim|claims|pretention|allegation)$/.test(tokens[at + 1]?.text ?? '') ? 9 : 4;
}

const notMerely = /^(seulement|uniquement|simplement|que|plus|only|just|merely|moins)$/;

function isDenial(tokens: readonly Classified[], at: number): boolean {
  const { text } = tokens[at]!;
  const next = [tokens[at + 1]?.text ?? '', tokens[at + 2]?.text ?? ''];
  if (/^(not|never|cannot|nor|neither)$/.test(text)) return !notMerely.test(next[0]!);
  if (/^(isn|aren|doesn|don|wasn|won|didn)$/.test(text)) return !notMerely.test(next[1]!);
  if (text === 'no') return /^(claim|claims|way|means)$/.test(next[0]!);
  if (text === 'aucune') return /^(pretention|allegation|promesse)$/.test(next[0]!);
  if (text !== 'ne' && text !== 'n') return text === 'pas' && tokens[at - 1] !== undefined && !notMerely.test(next[0]!);
  for (let i = at + 1; i <= at + 4 && i < tokens.length; i++)
    if (/^(pas|rien|ni|jamais|aucunement|nullement)$/.test(tokens[i]!.text))
      return !notMerely.test(tokens[i + 1]?.text ?? '');
  return false;
}

/** A denial before the claim governs it; one inside it is part of it. */
export function isDenied(denials: readonly number[], first: number, reach = 9): boolean {
  const denial = denials[first]!;
  return denial >= 0 && denial < first && first - denial <= reach;
}
