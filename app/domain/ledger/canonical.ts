// RFC 8785 canonical JSON, restricted: strings, booleans, null, arrays, objects and safe integers. No floats. Without
// them it is JSON.stringify with sorted keys; written here because it is made twice for each entry.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The canonical text of a value. Throws TypeError for a fraction, an unsafe integer, undefined or a lone
 * surrogate.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new TypeError(`not a safe integer: ${value}`);
    return String(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') throw new TypeError(`not JSON: ${typeof value}`);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let text = '';
  for (const [key, own] of Object.entries(value).sort(byKey))
    text += `${text && ','}${quoted(key)}:${canonicalJson(own)}`;
  return `{${text}}`;
}

/** By UTF-16 code units, as RFC 8785 sorts. */
const byKey = ([one]: [string, Json], [other]: [string, Json]) => (one < other ? -1 : 1);

const isList = (value: object): value is readonly Json[] => Array.isArray(value);

// Quotes, backslashes, control characters and surrogates: JSON.stringify decides about these.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what JSON escapes
const special = /["\\\u0000-\u001f\ud800-\udfff]/;

function quoted(text: string): string {
  if (!special.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new TypeError('a string has a lone surrogate');
  return JSON.stringify(text);
}
