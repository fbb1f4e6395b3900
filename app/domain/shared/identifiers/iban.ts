import { refused } from '../result.ts';
import { type ReadIdentifier, ungroup } from './identifier.ts';

/** Lengths by country (SWIFT, IBAN Registry, release 101). */
const lengths = new Map(
  (
    [
      [15, 'NO'],
      [16, 'BE'],
      [18, 'DK FI FK FO GL NL SD'],
      [19, 'MK SI'],
      [20, 'AT BA EE KZ LT LU MN XK'],
      [21, 'CH HR LI LV'],
      [22, 'BG BH CR DE GB GE IE ME RS VA'],
      [23, 'AE GI IL IQ OM SO TL'],
      [24, 'AD CZ ES MD PK RO SA SE SK TN VG'],
      [25, 'LY PT ST'],
      [26, 'IS TR'],
      [27, 'BI DJ FR GR IT MC MR SM'],
      [28, 'AL AZ BY CY DO GT HN HU LB NI PL SV'],
      [29, 'BR EG PS QA UA'],
      [30, 'JO KW MU YE'],
      [31, 'MT SC'],
      [32, 'LC'],
      [33, 'RU'],
    ] as const
  ).flatMap(([length, countries]) => countries.split(' ').map((country) => [country, length] as const)),
);

/** Places of France with a country code of their own; their accounts are written FR (EPC409-09, list of SEPA). */
const overseas = ['BL', 'GF', 'GP', 'MF', 'MQ', 'NC', 'PF', 'PM', 'RE', 'TF', 'WF', 'YT'];

/**
 * An IBAN of the length of its country, with the remainder 1 of ISO 7064 mod 97-10 (ISO 13616-1), and in France and
 * Monaco the key of the account.
 */
export function readIban(typed: string): ReadIdentifier<'iban'> {
  const value = ungroup(typed);
  if (!/^[A-Z]{2}\d{2}[A-Z\d]+$/.test(value)) return refused('shape');
  const country = value.slice(0, 2);
  if (overseas.includes(country)) return refused('overseas');
  const length = lengths.get(country);
  if (length === undefined) return refused('country');
  if (value.length !== length) return refused('length');
  const moved = `${value.slice(4)}${value.slice(0, 4)}`;
  if (remainder97([...moved].map((sign) => Number.parseInt(sign, 36)).join('')) !== 1) return refused('key');
  return ['FR', 'MC'].includes(country) && !hasRibKey(value.slice(4)) ? refused('rib-key') : { ok: true, value };
}

/**
 * Whether an account of France or Monaco ends in its key: with letters as digits (A and J are 1, S is 2) and the key as
 * last two, the number has no remainder by 97 (CFONB, "Relevé d'identité bancaire").
 */
function hasRibKey(account: string): boolean {
  if (!/^\d{10}[A-Z\d]{11}\d{2}$/.test(account)) return false;
  const digits = account.replace(/[A-Z]/g, (letter) => {
    const at = letter.charCodeAt(0) - 65;
    return String(at < 18 ? (at % 9) + 1 : (at % 9) + 2);
  });
  return remainder97(digits) === 0;
}

function remainder97(digits: string): number {
  return Number(BigInt(digits) % 97n);
}
