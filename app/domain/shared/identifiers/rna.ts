import { refused } from '../result.ts';
import { type ReadIdentifier, ungroup } from './identifier.ts';

/**
 * The number of an association in the Répertoire national des associations: W and nine digits, of which the third sign
 * is a letter where the registry is overseas or in Corsica (W9R, W2A). It has no check digit.
 */
export function readRna(typed: string): ReadIdentifier<'rna'> {
  const value = ungroup(typed);
  return /^W\d[\dA-Z]\d{7}$/.test(value) ? { ok: true, value } : refused('shape');
}
