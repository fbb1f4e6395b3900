// Forms and check digits of VAT numbers by member state, without France (vat-number.ts). Forms: Commission, "VIES
// frequently asked questions", Q11. Check digits: each state's published algorithm, as python-stdnum 2.2 names and
// has them. Of natural persons' numbers (BG, CZ, LV, SK) the check digit is asked, not the day of birth inside.
import { weightedSum } from './identifier.ts';
import { passesLuhn } from './luhn.ts';

type VatRule = { shape: RegExp; hasKey: (rest: string) => boolean };

/** The last digit is the weighted sum of those before it by `modulus`, as `check` makes it. */
const byWeights =
  (weights: readonly number[], modulus: number, check: (remainder: number) => number) => (rest: string) =>
    check(weightedSum(rest, weights) % modulus) === Number(rest[weights.length]);
/** The weighted sum of all digits has no remainder. */
const divides = (weights: readonly number[], modulus: number) => (rest: string) =>
  weightedSum(rest, weights) % modulus === 0;
const eleven = (remainder: number) => (11 - remainder) % 11;

export const vatRules: ReadonlyMap<string, VatRule> = new Map(
  Object.entries({
    AT: { shape: /^U\d{8}$/, hasKey: isAustrian },
    BE: { shape: /^[01]\d{9}$/, hasKey: (rest) => (Number(rest.slice(0, 8)) + Number(rest.slice(8))) % 97 === 0 },
    BG: {
      shape: /^\d{9,10}$/,
      hasKey: (rest) => (rest.length === 9 ? isBulgarianFirm(rest) : isBulgarianPerson(rest)),
    },
    CY: { shape: /^(?!12)\d{8}[A-Z]$/, hasKey: isCypriot },
    CZ: { shape: /^\d{8,10}$/, hasKey: isCzech },
    DE: { shape: /^[1-9]\d{8}$/, hasKey: passesMod11And10 },
    DK: { shape: /^[1-9]\d{7}$/, hasKey: divides([2, 7, 6, 5, 4, 3, 2, 1], 11) },
    EE: { shape: /^\d{9}$/, hasKey: divides([3, 7, 1, 3, 7, 1, 3, 7, 1], 10) },
    EL: { shape: /^\d{9}$/, hasKey: byWeights([256, 128, 64, 32, 16, 8, 4, 2], 11, (remainder) => remainder % 10) },
    ES: { shape: /^[A-Z\d]\d{7}[A-Z\d]$/, hasKey: isSpanish },
    FI: { shape: /^\d{8}$/, hasKey: divides([7, 9, 10, 5, 8, 4, 2, 1], 11) },
    HR: { shape: /^\d{11}$/, hasKey: passesMod11And10 },
    HU: { shape: /^\d{8}$/, hasKey: divides([9, 7, 3, 1, 9, 7, 3, 1], 10) },
    IE: { shape: /^\d[A-Z\d+*]\d{5}[A-W][A-W]?$/, hasKey: isIrish },
    IT: {
      shape: /^(?!0{7})\d{7}(?:0\d\d|100|120|121|888|999)\d$/,
      hasKey: (rest) => rest.slice(7, 10) !== '000' && passesLuhn(rest),
    },
    LT: { shape: /^(?:\d{7}1\d|\d{10}1\d)$/, hasKey: isLithuanian },
    LU: { shape: /^\d{8}$/, hasKey: (rest) => Number(rest.slice(0, 6)) % 89 === Number(rest.slice(6)) },
    LV: { shape: /^\d{11}$/, hasKey: isLatvian },
    MT: { shape: /^[1-9]\d{7}$/, hasKey: divides([3, 4, 6, 7, 8, 9, 10, 1], 37) },
    NL: { shape: /^\d{9}B(?!00)\d{2}$/, hasKey: isDutch },
    PL: { shape: /^\d{10}$/, hasKey: byWeights([6, 5, 7, 2, 3, 4, 5, 6, 7], 11, (remainder) => remainder) },
    PT: {
      shape: /^[1-9]\d{8}$/,
      hasKey: byWeights([9, 8, 7, 6, 5, 4, 3, 2], 11, (remainder) => eleven(remainder) % 10),
    },
    RO: { shape: /^[1-9]\d{1,9}$/, hasKey: (rest) => romanianKey(rest.padStart(10, '0')) },
    SE: { shape: /^\d{10}01$/, hasKey: (rest) => passesLuhn(rest.slice(0, 10)) },
    SI: {
      shape: /^[1-9]\d{7}$/,
      hasKey: byWeights([8, 7, 6, 5, 4, 3, 2], 11, (remainder) =>
        remainder === 0 ? Number.NaN : (11 - remainder) % 10,
      ),
    },
    SK: { shape: /^[1-9]\d[2-4789]\d{7}$/, hasKey: (rest) => Number(rest) % 11 === 0 },
    XI: { shape: /^(?:\d{9}|\d{12}|GD[0-4]\d\d|HA[5-9]\d\d)$/, hasKey: isNorthernIrish },
  } satisfies Record<string, VatRule>),
);

/** ISO 7064, mod 11,10. */
function passesMod11And10(digits: string): boolean {
  const last = [...digits].reduce((check, digit) => ((((check || 10) * 2) % 11) + Number(digit)) % 10, 5);
  return last === 1;
}

/** Every other digit twice, with the sum of its digits; with the last one and 4 the sum ends in 0. */
function isAustrian(rest: string): boolean {
  const sum = [...rest.slice(1, 8)].reduce((total, digit, at) => {
    const twice = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + Math.floor(twice / 10) + (twice % 10);
  }, 4);
  return (sum + Number(rest[8])) % 10 === 0;
}

function isBulgarianFirm(rest: string): boolean {
  const first = weightedSum(rest, [1, 2, 3, 4, 5, 6, 7, 8]) % 11;
  const check = first === 10 ? weightedSum(rest, [3, 4, 5, 6, 7, 8, 9, 10]) % 11 : first;
  return check % 10 === Number(rest[8]);
}

/** The number added to the month of birth, by century. */
const bulgarianCenturies = [
  [40, 2000],
  [20, 1800],
  [0, 1900],
] as const;

/** A citizen, a foreigner or another: each has its own weights. */
function isBulgarianPerson(rest: string): boolean {
  const citizen = byWeights([2, 4, 8, 5, 10, 9, 7, 3, 6], 11, (remainder) => remainder % 10);
  const foreigner = byWeights([21, 19, 17, 13, 11, 9, 7, 3, 1], 10, (remainder) => remainder);
  const other = byWeights([4, 3, 2, 7, 6, 5, 4, 3, 2], 11, eleven);
  const month = Number(rest.slice(2, 4));
  const [added, century] = bulgarianCenturies.find(([offset]) => month > offset) ?? [0, 1900];
  const isBorn = isDayOf(century + Number(rest.slice(0, 2)), month - added, Number(rest.slice(4, 6)));
  return (isBorn && citizen(rest)) || foreigner(rest) || other(rest);
}

function isCypriot(rest: string): boolean {
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
  const sum = [...rest.slice(0, 8)].reduce(
    (total, digit, at) => total + (at % 2 === 0 ? odd[Number(digit)]! : Number(digit)),
    0,
  );
  return rest[8] === String.fromCharCode(65 + (sum % 26));
}

/** A company (8 digits), a special case (9 from 6 on), or a person (9 or 10). */
function isCzech(rest: string): boolean {
  if (rest.length === 8)
    return (
      !rest.startsWith('9') && byWeights([8, 7, 6, 5, 4, 3, 2], 11, (remainder) => (eleven(remainder) || 1) % 10)(rest)
    );
  if (rest.length === 9 && rest.startsWith('6')) {
    const remainder = weightedSum(rest.slice(1), [8, 7, 6, 5, 4, 3, 2]) % 11;
    return (18 - ((21 - remainder) % 11)) % 10 === Number(rest[8]);
  }
  return isBornCzech(rest) && (rest.length === 9 || (Number(rest.slice(0, 9)) % 11) % 10 === Number(rest[9]));
}

/** A woman's month has 50 more, since 2004 another 20; nine digits were given out until 1953. */
function isBornCzech(rest: string): boolean {
  const years = Number(rest.slice(0, 2));
  if (rest.length === 9 && years > 53 && years < 80) return false;
  const [turn, before, after] = rest.length === 9 ? [80, 1900, 1800] : [54, 2000, 1900];
  return isDayOf(
    years + (years < turn ? before : after),
    (Number(rest.slice(2, 4)) % 50) % 20,
    Number(rest.slice(4, 6)),
  );
}

function isSpanish(rest: string): boolean {
  const [first, last, digits] = [rest[0]!, rest[8]!, rest.slice(1, 8)];
  const personal = (number: string) => 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(number) % 23] === last;
  if (/\d/.test(first)) return personal(rest.slice(0, 8));
  if (/[KLM]/.test(first)) return personal(digits);
  if (/[XYZ]/.test(first)) return personal(`${'XYZ'.indexOf(first)}${digits}`);
  const check = [...'0123456789'].find((digit) => passesLuhn(`${digits}${digit}`))!;
  return /[ABCDEFGHJNPQRSUVW]/.test(first) && (last === check || last === 'JABCDEFGHI'[Number(check)]);
}

/** Seven digits and a letter, with a second one since 2013; in the older form the second sign is no digit. */
function isIrish(rest: string): boolean {
  const letters = 'WABCDEFGHIJKLMNOPQRSTUV';
  const isNew = /^\d{7}/.test(rest);
  const digits = isNew ? rest.slice(0, 7) : `0${rest.slice(2, 7)}${rest[0]}`;
  const second = isNew && rest[8] ? letters.indexOf(rest[8]) : 0;
  return rest[7] === letters[(weightedSum(digits, [8, 7, 6, 5, 4, 3, 2]) + 9 * second) % 23];
}

function isLithuanian(rest: string): boolean {
  const sumFrom = (start: number) =>
    [...rest.slice(0, -1)].reduce((sum, digit, at) => sum + (1 + ((at + start) % 9)) * Number(digit), 0) % 11;
  const first = sumFrom(0);
  return (first === 10 ? sumFrom(2) : first) % 10 === Number(rest.at(-1));
}

function isLatvian(rest: string): boolean {
  if (rest[0]! > '3') return weightedSum(rest, [9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1]) % 11 === 3;
  const isBorn = isDayOf(
    1800 + 100 * Number(rest[6]) + Number(rest.slice(4, 6)),
    Number(rest.slice(2, 4)),
    Number(rest.slice(0, 2)),
  );
  // Since July 2017 a personal code begins with 32 and says no birthday.
  const hasKey = ((1 + weightedSum(rest, [10, 5, 8, 4, 2, 1, 6, 3, 7, 9])) % 11) % 10 === Number(rest[10]);
  return hasKey && (isBorn || rest.startsWith('32'));
}

/** By the eleven of a citizen's or firm's number, or since 2020 by 97 with letters as numbers. */
function isDutch(rest: string): boolean {
  const isOld = rest.slice(0, 9) !== '000000000' && divides([9, 8, 7, 6, 5, 4, 3, 2, 10], 11)(rest);
  const whole = [...`NL${rest}`].map((sign) => Number.parseInt(sign, 36)).join('');
  return isOld || BigInt(whole) % 97n === 1n;
}

function romanianKey(digits: string): boolean {
  return ((10 * weightedSum(digits, [7, 5, 3, 2, 1, 7, 5, 3, 2])) % 11) % 10 === Number(digits[9]);
}

/** As in Great Britain: a sum with the remainder 0 by 97, from 100 on also 42 or 55; three digits of a branch. */
function isNorthernIrish(rest: string): boolean {
  if (rest.length === 5) return true;
  const remainder = weightedSum(rest, [8, 7, 6, 5, 4, 3, 2, 10, 1]) % 97;
  return remainder === 0 || (rest >= '100' && [42, 55].includes(remainder));
}

function isDayOf(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
