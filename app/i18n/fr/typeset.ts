/**
 * The same sentences with the spaces of French typography: the one before a high mark, and those inside guillemets, never
 * break a line. Sentences that are made from values are set when they are made. Once more changes nothing.
 */
export function typeset<T>(said: T): T {
  if (typeof said === 'string') return said.replace(/ (?=[:;?!»])|(?<=«) /g, '\u00a0') as T;
  if (typeof said === 'function') return ((...values: unknown[]) => typeset(said(...values))) as T;
  if (Array.isArray(said)) return said.map(typeset) as T;
  if (said === null || typeof said !== 'object') return said;
  return Object.fromEntries(Object.entries(said).map(([name, one]) => [name, typeset(one)])) as T;
}
