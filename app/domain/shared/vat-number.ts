// VAT identification numbers of the Union, as VIES describes their forms (its "Frequently asked questions", Q11).

/** By country code: what follows it. France is checked by its key too. */
const formats = new Map(
  Object.entries({
    AT: /^U\d{8}$/,
    BE: /^[01]\d{9}$/,
    BG: /^\d{9,10}$/,
    CY: /^\d{8}[A-Z]$/,
    CZ: /^\d{8,10}$/,
    DE: /^\d{9}$/,
    DK: /^\d{8}$/,
    EE: /^\d{9}$/,
    EL: /^\d{9}$/,
    ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
    FI: /^\d{8}$/,
    FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
    HR: /^\d{11}$/,
    HU: /^\d{8}$/,
    IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
    IT: /^\d{11}$/,
    LT: /^(\d{9}|\d{12})$/,
    LU: /^\d{8}$/,
    LV: /^\d{11}$/,
    MT: /^\d{8}$/,
    NL: /^\d{9}B\d{2}$/,
    PL: /^\d{10}$/,
    PT: /^\d{9}$/,
    RO: /^\d{2,10}$/,
    SE: /^\d{12}$/,
    SI: /^\d{8}$/,
    SK: /^\d{10}$/,
    XI: /^(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  }),
);

/** Whether a number, in capitals and without blanks, has its country's form; a French one has its key too. */
export function isVatNumber(number: string): boolean {
  const [country, rest] = [number.slice(0, 2), number.slice(2)];
  if (!formats.get(country)?.test(rest)) return false;
  return country !== 'FR' || hasFrenchKey(rest.slice(0, 2), rest.slice(2));
}

const keyLetters = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A key of two digits, or one of the newer kind with a letter (rule of `fr.tva` in python-stdnum). */
function hasFrenchKey(key: string, siren: string): boolean {
  if (/^\d\d$/.test(key)) return key === frenchKey(siren);
  const [first, second] = [...key].map((letter) => keyLetters.indexOf(letter)) as [number, number];
  const check = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(siren) + 1 + Math.floor(check / 11)) % 11 === check % 11;
}

/** The French VAT number of a SIREN. */
export function frenchVatNumber(siren: string): string {
  return `FR${frenchKey(siren)}${siren}`;
}

/** (12 + 3 x (SIREN mod 97)) mod 97, in two digits. */
function frenchKey(siren: string): string {
  return String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0');
}
