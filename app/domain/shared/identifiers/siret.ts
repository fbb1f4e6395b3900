import { refused } from '../result.ts';
import { type ReadIdentifier, ungroup } from './identifier.ts';
import { passesLuhn } from './luhn.ts';

/** The one company whose SIRET numbers outgrew Luhn's check digit, and its head office, which keeps it. */
const laPoste = { siren: '356000000', headOffice: '35600000000048' };

/**
 * A SIRET: fourteen digits, whose first nine are a SIREN with its own check digit and which have one together (INSEE,
 * "Documentation du répertoire Sirene"). The offices of La Poste have a sum of digits that five divides instead.
 */
export function readSiret(typed: string): ReadIdentifier<'siret'> {
  const value = ungroup(typed);
  if (!/^\d{14}$/.test(value)) return refused('length');
  if (!passesLuhn(value.slice(0, 9))) return refused('siren-key');
  return hasSiretKey(value) ? { ok: true, value } : refused('siret-key');
}

function hasSiretKey(siret: string): boolean {
  if (!siret.startsWith(laPoste.siren) || siret === laPoste.headOffice) return passesLuhn(siret);
  return [...siret].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}
