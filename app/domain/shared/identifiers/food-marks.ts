// The two marks by which a food can be followed to who checks it and to where it was made.
import { refused } from '../result.ts';
import type { ReadIdentifier } from './identifier.ts';

/**
 * The code number of a French control body of organic production, `FR-BIO-01` (Regulation (EU) 2018/848, article 32,
 * paragraph 1, point (a), and the list of INAO).
 */
export function readControlBody(typed: string): ReadIdentifier<'controlBody'> {
  const found = /^FR[\s-]?BIO[\s-]?(\d{2})$/i.exec(typed.trim());
  return found ? { ok: true, value: `FR-BIO-${found[1]}` } : refused('shape');
}

/**
 * The identification mark of an approved establishment, `FR 51.454.001 CE`: country, department, commune and number in
 * it, and CE, as the oval has them (Regulation (EC) 853/2004, annex II, section I, B).
 */
export function readHealthMark(typed: string): ReadIdentifier<'healthMark'> {
  const found = /^FR[\s-]*(\d{2}|2[AB])[\s.-]?(\d{3})[\s.-]?(\d{3})[\s-]*(?:CE)?$/i.exec(typed.trim());
  if (!found) return refused('shape');
  const [, department = '', commune, number] = found;
  return { ok: true, value: `FR ${department.toUpperCase()}.${commune}.${number} CE` };
}
