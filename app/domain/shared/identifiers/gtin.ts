import { refused } from '../result.ts';
import { type ReadIdentifier, ungroup } from './identifier.ts';

/**
 * A GTIN of 8, 12, 13 or 14 digits, of which the last is the check digit: from the right, digits count three times and
 * once in turn, and the sum ends in 0 (GS1 General Specifications, 7.9). An ISBN of thirteen digits is one.
 */
export function readGtin(typed: string): ReadIdentifier<'gtin'> {
  const value = ungroup(typed);
  if (!/^(?:\d{8}|\d{12,14})$/.test(value)) return refused('length');
  const sum = [...value].reverse().reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0 ? { ok: true, value } : refused('key');
}
