// Which passwords are refused: those that a program tries first (NIST SP 800-63B, 3.1.1.2; ASVS 5.0, 6.2.4 and
// 6.2.11). Nothing else is asked of one that is long enough. Pure.

/** `common`: of the list; `known`: made of the person's own name, address or organisation; `place`: of the town's words. */
export const passwordFaults = ['common', 'keyboard', 'repeated', 'known', 'place', 'demonstration'] as const;
export type PasswordFault = (typeof passwordFaults)[number];

/** The password that the demonstration prints, refused as a new one. */
export const demonstrationPassword = 'la-halle-du-112';

/** Letters as a program folds them: small and without accents. */
export function foldPassword(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

type Known = {
  common: ReadonlySet<string>;
  /** The person's name, e-mail address and organisation. */
  person: readonly string[];
  /** Names of the town and its communes. */
  place: readonly string[];
};

/** The first fault of a password; null if it may be chosen. Digits and signs before and behind a word hide nothing. */
export function findPasswordFault(password: string, { common, person, place }: Known): PasswordFault | null {
  const folded = foldPassword(password);
  if (folded === demonstrationPassword) return 'demonstration';
  if (isRepeated(folded)) return 'repeated';
  const read = (text: string) => faultOfWord(text, common);
  const fault = read(folded) ?? read(unmasked(folded));
  if (fault) return fault;
  for (const [texts, reason] of [
    [person, 'known'],
    [[...person, ...place], 'place'],
  ] as const) {
    const rest = withoutTerms(folded, texts);
    if (rest !== folded && (lettersOf(rest).length < 4 || read(rest))) return reason;
  }
  return null;
}

function faultOfWord(text: string, common: ReadonlySet<string>): PasswordFault | null {
  const core = coreOf(text);
  const letters = lettersOf(text);
  if ([text, core, letters].some((word) => word.length > 0 && common.has(word))) return 'common';
  if (isWalk(text) || (core.length > 0 && isWalk(core))) return 'keyboard';
  return core.length > 0 && isRepeated(core) ? 'repeated' : null;
}

/** The text from its first letter to its last. */
function coreOf(text: string): string {
  const first = text.search(/\p{L}/u);
  return first === -1 ? '' : withoutTail(text.slice(first));
}

/** The text to its last letter. */
function withoutTail(text: string): string {
  const signs = [...text];
  return signs.slice(0, signs.findLastIndex((sign) => /\p{L}/u.test(sign)) + 1).join('');
}

function lettersOf(text: string): string {
  return text.replace(/\P{L}/gu, '');
}

/** Fewer than five different characters, or one short piece again and again. */
function isRepeated(text: string): boolean {
  if (new Set(text).size < 5) return true;
  const longest = Math.min(Math.floor(text.length / 2), 11);
  for (let size = 1; size <= longest; size++)
    if (
      text ===
      text
        .slice(0, size)
        .repeat(Math.ceil(text.length / size))
        .slice(0, text.length)
    )
      return true;
  return false;
}

/** Rows and columns of French and English keyboards, and the alphabet. */
const rows = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  '1234567890',
  'azertyuiop',
  'qsdfghjklm',
  'wxcvbn',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz',
  '2wsx',
  '1aqw',
  '2zsx',
  '3edc',
  '4rfv',
  '5tgb',
  '6yhn',
  '7ujm',
];
const walks = rows.flatMap((row) => [row, [...row].reverse().join('')]);

/** Whether all but two characters stand in pieces of three or more that a finger runs over. */
function isWalk(text: string): boolean {
  const keys = text.replace(/[^a-z0-9]/g, '').replace(/(.)\1+/g, '$1');
  if (keys.length < 4) return false;
  let strangers = 0;
  for (let at = 0; at < keys.length; ) {
    const step = walkLength(keys.slice(at));
    if (step === 1) strangers++;
    at += step;
  }
  return strangers <= 2;
}

/** Length of the longest walk at the beginning of a text; 1 if it is shorter than three. */
function walkLength(text: string): number {
  for (let size = Math.min(text.length, 26); size >= 3; size--)
    if (walks.some((walk) => walk.includes(text.slice(0, size)))) return size;
  return 1;
}

/** Digits and signs that people write for letters, as in `p@ssw0rd`. */
const masks: ReadonlyMap<string, string> = new Map([
  ['@', 'a'],
  ['4', 'a'],
  ['3', 'e'],
  ['1', 'i'],
  ['!', 'i'],
  ['0', 'o'],
  ['$', 's'],
  ['5', 's'],
  ['7', 't'],
]);

function unmasked(text: string): string {
  return [...withoutTail(text)].map((sign) => masks.get(sign) ?? sign).join('');
}

/** Removes the words of other texts from a text: those of three letters or more, the longest first. */
function withoutTerms(text: string, texts: readonly string[]): string {
  const terms = texts
    .flatMap((one) => [lettersOf(foldPassword(one)), ...foldPassword(one).split(/[^\p{L}]+/u)])
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length);
  return terms.reduce((rest, term) => rest.replaceAll(term, ''), text);
}
