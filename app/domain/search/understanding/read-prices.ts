// Prices in typed text, in French and English: at most, at least, between, the cheapest first. Pure.
import { type AmountPattern, asWhole, readPlainly, wholePatterns } from './amount-pattern.ts';
import type { ReadName } from './read-chip.ts';

const number = String.raw`(\d+(?:\.\d+)?)`;
const euro = '(?:€|euros?|eur|e|balles)';
/** An amount that says euros, before or after the number. */
const euros = `(?:€ )?${number}(?: ${euro})?(?: (?:ht|ttc|maxi|excl vat|incl vat))?`;
const saysEuros = /€|\beuros?\b|\beur\b|\d e\b|balles/;

const isMax =
  '(?:(?:a |pour |d |de )?(?:moins de|moins que|moins cher que|maximum|maximum de|max|maxi|jusqu a|au plus|au maximum|sous|sous les|budget|budget de|un budget de|pas plus de|inferieur a|en dessous de|avec)|<|(?:for |at )?(?:under|below|less than|up to|max|maximum|at most|cheaper than|no more than|within|budget of|a budget of|budget))';
const isMin =
  '(?:(?:a )?(?:plus de|au moins|minimum|minimum de|a partir de|superieur a|au dessus de)|>|(?:for )?(?:over|more than|above|at least|from|starting at|minimum of))';

export const pricePatterns: readonly AmountPattern[] = wholePatterns([
  between(`(?:entre|de) ${euros} (?:et|a) ${euros}`),
  between(`(?:between|from) ${euros} (?:and|to) ${euros}`),
  inEuros(`${isMax} ${euros}`, 'price_max'),
  inEuros(`${euros} (?:max|maxi|maximum|au plus|au maximum|ou moins|or less|at most|tops)`, 'price_max'),
  inEuros(`${isMin} ${euros}`, 'price_min'),
  inEuros(`${euros} (?:minimum|mini|ou plus|au moins|or more|at least)`, 'price_min'),
  inEuros(`(?:(?:a|pour|for|at) )?${euros}`, 'price_max'),
  // An amount without a unit at the end of the text can only be a price.
  readPlainly(String.raw`(?:moins de|moins que|under|less than|below|budget(?: de)?|max) (\d+)(?=$)`, (amount) => [
    ['price_max', centsOf(amount)],
  ]),
]);

export const cheapest: readonly RegExp[] = [
  '(?:(?:pas|peu|moins) (?:trop |tres |si )?)cher(?:e|s|es)?',
  '(?:le |la |les |au |plus )?moins cher(?:e|s|es)?',
  '(?:(?:a|au|aux|un|des|de) )?(?:tout |tres )?(?:petits? prix|bas prix|prix bas|prix mini|petits? budgets?|meilleurs? prix|premiers? prix|prix doux|prix serres?)',
  '(?:a )?bon marche|abordables?|(?:(?:le |la |les )?plus )?economiques?|low cost|discount',
  '(?:the )?(?:cheap(?:er|est|ly)?|lowest price|low price|low priced|affordable|inexpensive|budget|least expensive|not (?:too )?expensive|bargain)',
  '(?:at )?(?:a )?(?:low|lowest|best|good) prices?',
].map(asWhole);

/** Whether a match says that its numbers are euros. */
export function isMoney(matched: string): boolean {
  return saysEuros.test(matched);
}

function between(pattern: string) {
  return readPlainly(`${pattern}(?<says>)`, (low, high) => [
    ['price_min', centsOf(low)],
    ['price_max', centsOf(high)],
  ]);
}

function inEuros(pattern: string, name: ReadName) {
  return readPlainly(pattern, (amount) => [[name, centsOf(amount)]]);
}

function centsOf(amount: string | undefined): string {
  return String(Math.round(Number(amount) * 100));
}
