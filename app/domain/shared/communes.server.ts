// The official list of communes around the town (departments 51, 02, 08), built by bin/communes.ts. Server only:
// 60 kB.
import data from './communes.json' with { type: 'json' };

export type OfficialCommune = { insee: string; name: string; postcodes: string[] };

const all = (data as [string, string, string][]).map(
  ([insee, name, postcodes]): OfficialCommune => ({ insee, name, postcodes: postcodes.split(' ').filter(Boolean) }),
);
const byInsee = new Map(all.map((commune) => [commune.insee, commune]));

export function findOfficialCommune(insee: string): OfficialCommune | undefined {
  return byInsee.get(insee);
}

/** Postcode and name of a commune as an address has them; empty for a code that is not in the list. */
export function placeOfCommune(insee: string): { postcode: string; city: string } {
  const commune = byInsee.get(insee);
  return { postcode: commune?.postcodes[0] ?? '', city: commune?.name ?? '' };
}

/** Official name of the commune; empty for a code that is not in the list. */
export function communeName(insee: string): string {
  return byInsee.get(insee)?.name ?? '';
}

/**
 * Resolves typed text to a commune: postcode and name ("51220 Courcy"), a name alone, or an INSEE code. Without
 * a single match, `candidates` has at most eight communes: those of the postcode, or those whose name begins
 * with the text.
 */
export function resolveCommune(
  typed: string,
): { found: OfficialCommune } | { found: null; candidates: OfficialCommune[] } {
  const code = /\b\d[\dAB]\d{3}\b/.exec(typed)?.[0];
  const name = foldName(typed.replace(code ?? '', ''));
  if (!name && code && byInsee.has(code) && !all.some((commune) => commune.postcodes.includes(code)))
    return { found: byInsee.get(code)! };
  const near = code ? all.filter((commune) => commune.postcodes.includes(code)) : all;
  const exact = name ? near.filter((commune) => foldName(commune.name) === name) : near;
  if (exact.length === 1) return { found: exact[0]! };
  const begins = name
    ? exact.length > 0
      ? exact
      : near.filter((commune) => foldName(commune.name).startsWith(name))
    : near;
  if (begins.length === 1 && name.length >= 3) return { found: begins[0]! };
  return { found: null, candidates: (typed.trim() ? (begins.length > 0 || !code ? begins : near) : []).slice(0, 8) };
}

/** Normalises a name: "Saint-Thierry", "st thierry" and "SAINT THIERRY" are equal. */
function foldName(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/œ/g, 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/^st /, 'saint ')
    .replace(/^ste /, 'sainte ');
}
