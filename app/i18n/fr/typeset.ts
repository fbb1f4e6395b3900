/**
 * French typography: the spaces before a high mark and inside guillemets become no-break spaces. Messages that are
 * functions are typeset when called. Idempotent.
 */
export function typesetFrench<T>(said: T): T {
  if (typeof said === 'string') return said.replace(/ (?=[:;?!»])|(?<=«) /g, '\u00a0') as T;
  if (typeof said === 'function') return ((...values: unknown[]) => typesetFrench(said(...values))) as T;
  if (Array.isArray(said)) return said.map(typesetFrench) as T;
  if (said === null || typeof said !== 'object') return said;
  return Object.fromEntries(Object.entries(said).map(([name, one]) => [name, typesetFrench(one)])) as T;
}
