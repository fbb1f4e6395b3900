// On the server only: the library's table of countries weighs 83 kB.
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { refused } from '../result.ts';
import { type ReadIdentifier, ungroup } from './identifier.ts';

/** Numbers of France that overseas territories dial with a country code of their own (ARCEP, numbering plan). */
const overseasPrefixes: readonly [prefix: RegExp, country: CountryCode][] = [
  [/^0(?:590|69[01])/, 'GP'],
  [/^0(?:594|694)/, 'GF'],
  [/^0(?:596|69[67])/, 'MQ'],
  [/^0(?:26[23]|69[23])/, 'RE'],
  [/^0(?:269|639)/, 'YT'],
  [/^0508/, 'PM'],
];

/** Short numbers: of customer services (3xxx) and of directories (118xxx). */
const shortNumber = /^(?:3\d{3}|118\d{3})$/;

/**
 * A telephone number as its country's plan counts digits (ITU-T E.164, by libphonenumber), read as a French one unless
 * it begins with + or 00. Written as people read it: French ones in pairs, others with their country.
 */
export function readPhone(typed: string): ReadIdentifier<'phone'> {
  const plain = ungroup(typed).replace(/[()/]/g, '');
  if (shortNumber.test(plain)) return { ok: true, value: plain };
  if (!/^\+?\d{4,20}$/.test(plain)) return refused('digits');
  if (!/^[0+]/.test(plain)) return refused('length');
  const overseas = overseasPrefixes.find(([prefix]) => prefix.test(plain))?.[1] ?? 'FR';
  const dialled = plain.replace(/^(\+33|0033)0/, '$1');
  const numbers = [overseas, 'FR' as const].map((country) => parsePhoneNumberFromString(dialled, country));
  const number = numbers.find((one) => one?.isValid());
  if (!number) return refused(/^(\+|00)/.test(plain) && !numbers[0] ? 'country' : 'length');
  return {
    ok: true,
    value: plain.startsWith('0') && !plain.startsWith('00') ? number.formatNational() : number.formatInternational(),
  };
}
