// Names that hold a word of the guard: streets, people, institutions, titles in quotation marks. They are masked. A trade
// name is no shelter: the law counts it as a claim.
import type { Classified } from './patterns.ts';

/** Masks names in a sentence, in place. */
export function maskNames(tokens: readonly Classified[]): void {
  for (const [at, token] of tokens.entries()) {
    if (token.keys.has('@street')) maskStreet(tokens, at);
    if (token.keys.has('@streetAfter') && token.capital) maskCapitals(tokens, at, -1);
    if (token.capital && (token.keys.has('@civility') || token.keys.has('@firstName'))) maskCapitals(tokens, at, 1);
    if (token.keys.has('@institution')) maskInstitution(tokens, at);
  }
  if (tokens.some(({ keys, accented }) => keys.has('@title') && !accented)) maskQuotations(tokens);
}

function maskStreet(tokens: readonly Classified[], at: number): void {
  for (let i = at + 1; i < tokens.length && i <= at + 5; i++) {
    const token = tokens[i]!;
    if (/^[,;:.()]$/.test(token.text) || /^\d/.test(token.text)) return;
    if (token.capital) token.masked = true;
  }
}

function maskCapitals(tokens: readonly Classified[], at: number, step: 1 | -1): void {
  for (let i = at + step; i >= 0 && i < tokens.length && Math.abs(i - at) <= 3; i += step) {
    if (!tokens[i]!.capital) return;
    tokens[i]!.masked = true;
  }
}

const ofInstitution = new Set(['de', 'du', 'des', 'd', 'of', 'for']);

/** `Direction de l'environnement et du paysage`: of, and, and the words between, up to a mark or a verb. */
function maskInstitution(tokens: readonly Classified[], at: number): void {
  const [next] = tokens.slice(at + 1, at + 2);
  if (
    !next ||
    !(
      ofInstitution.has(next.text) ||
      /^(national|nationale|superieur|superieure|regional|departemental|francais)/.test(next.text)
    )
  )
    return;
  for (let i = at + 1; i < tokens.length && i <= at + 11; i++) {
    const token = tokens[i]!;
    if (
      /^[,;:.()]$/.test(token.text) ||
      /^(est|a|sont|is|are|has|nous|qui|that|which|elle|il|she|he)$/.test(token.text)
    ) {
      if (token.text !== 'a') return;
    }
    token.masked = true;
  }
}

/** Masks the words between quotation marks. */
export function maskQuotations(tokens: readonly Classified[]): void {
  let open = -1;
  for (const [at, { text }] of tokens.entries()) {
    if (text !== '"') continue;
    if (open < 0) open = at;
    else {
      for (let i = open + 1; i < at; i++) tokens[i]!.masked = true;
      open = -1;
    }
  }
}
