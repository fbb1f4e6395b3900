// A wish for an attribute, as an address writes it: "lock:yes", "condition:B", "seats:4..", "width:..120", and
// "allergens:-gluten" for what is free of it. Pure.

/** `is`: the kept value; `without`: a code that must not be there; otherwise a range in the unit of the attribute. */
export type AttributeFilter = { key: string } & ({ is: string } | { without: string } | { min?: number; max?: number });

const number = '\\d{1,9}(?:\\.\\d{1,3})?';
const range = new RegExp(`^(${number})?\\.\\.(${number})?$`);

/** Null when it is none. */
export function parseAttributeFilter(text: string): AttributeFilter | null {
  const [, key = '', wish = ''] = /^([a-z][a-z0-9_]{0,39}):(.{1,60})$/.exec(text) ?? [];
  if (!key) return null;
  const found = range.exec(wish);
  if (found) {
    const [, min, max] = found;
    if (min === undefined && max === undefined) return null;
    return { key, ...(min !== undefined && { min: Number(min) }), ...(max !== undefined && { max: Number(max) }) };
  }
  if (/^-[a-z]{1,30}$/.test(wish)) return { key, without: wish.slice(1) };
  return /^[\p{L}\p{N} _-]+$/u.test(wish) ? { key, is: wish } : null;
}

/** The text that `parseAttributeFilter` reads back. */
export function writeAttributeFilter(filter: AttributeFilter): string {
  if ('is' in filter) return `${filter.key}:${filter.is}`;
  if ('without' in filter) return `${filter.key}:-${filter.without}`;
  return `${filter.key}:${filter.min ?? ''}..${filter.max ?? ''}`;
}

/** Whether a typed value is as wished; one that is not known is not. */
export function fitsAttribute(filter: AttributeFilter, value: string | number | boolean | readonly string[]): boolean {
  if ('is' in filter) return (typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)) === filter.is;
  if ('without' in filter) return Array.isArray(value) && !value.includes(filter.without);
  if (typeof value !== 'number') return false;
  return value >= (filter.min ?? Number.NEGATIVE_INFINITY) && value <= (filter.max ?? Number.POSITIVE_INFINITY);
}
