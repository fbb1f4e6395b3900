/**
 * French typography: the spaces before a high mark and a percent sign become narrow no-break spaces, those inside
 * guillemets no-break ones. Messages that are functions are typeset when called. Idempotent.
 */
export function typesetFrench<T>(said: T): T {
  if (typeof said === 'string')
    return said.replace(/[ \u00a0](?=[:;?!%])/g, '\u202f').replace(/ (?=»)|(?<=«) /g, '\u00a0') as T;
  if (typeof said === 'function') return ((...values: unknown[]) => typesetFrench(said(...values))) as T;
  if (Array.isArray(said)) return said.map(typesetFrench) as T;
  if (said === null || typeof said !== 'object') return said;
  return Object.fromEntries(Object.entries(said).map(([name, one]) => [name, typesetFrench(one)])) as T;
}

/**
 * A text of a published method, typed in ASCII: its file never changes, for the ledger has its hash, so that apostrophes,
 * signs and spaces are set where it is shown. Idempotent.
 */
export function typesetFrenchData(text: string): string {
  return typesetFrench(
    text
      .replace(/(?<=\p{L})'(?=\p{L})/gu, '’')
      .replace(/>= ?/g, '≥\u00a0')
      .replace(/<= ?/g, '≤\u00a0')
      .replace(/ x (?=\d)/g, '\u00a0×\u00a0')
      .replace(/(?<=[\p{L}\d)])(?=[:;] )/gu, ' ')
      .replace(/\bt\.km\b/g, 't·km')
      .replace(/\bR-U\b/g, 'Royaume-Uni')
      .replace(/kg ?CO2e/g, 'kg CO₂e'),
  );
}
