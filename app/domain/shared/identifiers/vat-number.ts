import { refused } from '../result.ts';
import { type ReadIdentifier, ungroup } from './identifier.ts';
import { passesLuhn } from './luhn.ts';
import { vatRules } from './vat-rules.ts';

/**
 * A VAT number of a member state or of Northern Ireland (XI), in its published form and with its check digits (Commission,
 * "VIES frequently asked questions", Q11; each state's rule is in vat-rules.ts). Greece is EL. With `siren`, a French
 * number must be of that company. VIES itself is not asked.
 */
export function readVatNumber(typed: string, siren: string | null = null): ReadIdentifier<'vatNumber'> {
  const value = ungroup(typed);
  const [country, rest] = [value.slice(0, 2), value.slice(2)];
  const rule = country === 'FR' ? french : vatRules.get(country);
  if (!rule) return refused('country');
  if (!rule.shape.test(rest)) return refused('shape');
  if (!rule.hasKey(rest)) return refused('key');
  return isOfCompany(value, siren) ? { ok: true, value } : refused('other-company');
}

/** Whether a VAT number can be that of a company in France: another state's can, a French one has its SIREN. */
export function isOfCompany(vatNumber: string, siren: string | null): boolean {
  return siren === null || !vatNumber.startsWith('FR') || vatNumber.slice(4) === siren;
}

/** Article R 46 of the tax procedures: a key and a SIREN. Those of Monaco begin with 000 and have no SIREN's digit. */
const french = {
  shape: /^[A-HJ-NP-Z\d]{2}\d{9}$/,
  hasKey: (rest: string) => {
    const siren = rest.slice(2);
    return (siren.startsWith('000') || passesLuhn(siren)) && hasFrenchKey(rest.slice(0, 2), siren);
  },
};

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
