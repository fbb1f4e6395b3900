// Masks the words of a sentence that have another sense, are a name, or are the subject of a service that is sold.
import { maskNames, maskQuotations } from './names.ts';
import { type Classified, compilePatterns, matchPatterns } from './patterns.ts';
import { otherSenses, serviceSubjects } from './senses.ts';

const senseSet = compilePatterns([{ id: 'sense', patterns: otherSenses }]);
const subjectSet = compilePatterns([{ id: 'subject', patterns: serviceSubjects }]);

/** Masks in place; a masked token stands for no class, numbers and marks stay. */
export function maskSenses(tokens: Classified[], work: { steps: number }): void {
  maskNames(tokens);
  const matches = matchPatterns(senseSet, tokens, work);
  const head = tokens.findIndex(
    ({ keys }, at) =>
      (keys.has('@service') && !tokens[at]!.accented && !isOwned(tokens, at)) ||
      (keys.has('@serviceAtStart') && isAtStart(tokens, at)),
  );
  if (head >= 0) {
    matches.push(...matchPatterns<string>(subjectSet, tokens, work));
    if (head < 4) maskQuotations(tokens);
  }
  for (const { at } of matches) for (const place of at) if (!isSuperlative(tokens, place)) mask(tokens[place]!);
  for (const token of tokens) if (token.masked) mask(token);
}

/** `Bilan carbone` as the name of a service, in English one or two words later: not what a product has. */
function isAtStart(tokens: readonly Classified[], at: number): boolean {
  return (
    at === 0 ||
    tokens[at - 1]!.text === ':' ||
    (at <= 2 && /^(assessment|study|studies|calculation)$/.test(tokens[at]!.text))
  );
}

/** `notre atelier`: a place of work, not a workshop that is sold. */
function isOwned(tokens: readonly Classified[], at: number): boolean {
  return (
    /^(notre|nos|our|mon|ma|mes|my|l|le|la|les|cet|cette|the|this|son|sa|leur|de|d)$/.test(
      tokens[at - 1]?.text ?? '',
    ) || tokens[at - 1]?.keys.has('@less') === true
  );
}

/** `le plus responsable du quartier`: a comparison keeps the sense that a claim has. */
function isSuperlative(tokens: readonly Classified[], at: number): boolean {
  return tokens[at]!.keys.has('@responsible') && /^(plus|most|more|moins|et|and)$/.test(tokens[at - 1]?.text ?? '');
}

/** A masked token stands for no class; numbers and marks stay. */
function mask(token: Classified): void {
  token.masked = true;
}
