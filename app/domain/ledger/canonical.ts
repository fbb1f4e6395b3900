// RFC 8785 canonical JSON, restricted: strings, booleans, null, arrays, objects and safe integers. No floats.
import canonicalize from 'canonicalize';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * The canonical text of a value. Throws TypeError for a fraction, an unsafe integer, undefined or a lone
 * surrogate.
 */
export function canonicalJson(value: Json): string {
  check(value);
  return canonicalize(value)!;
}

function check(value: unknown): void {
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value) || Object.is(value, -0)) throw new TypeError(`not a safe integer: ${value}`);
    return;
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('a string has a lone surrogate');
    return;
  }
  if (typeof value !== 'object') throw new TypeError(`not JSON: ${typeof value}`);
  if (Array.isArray(value)) {
    for (const item of value) check(item);
    return;
  }
  for (const [key, item] of Object.entries(value as object)) {
    check(key);
    check(item);
  }
}
