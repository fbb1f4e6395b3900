/** A catalogue with keys missing at any depth; a function and a list are translated whole or not at all. */
export type Partly<T> = T extends ((...values: never[]) => unknown) | readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Partly<T[K]> }
    : T;

/** The French catalogue with every sentence, function and list that the language has of its own, key by key. */
export function completeCatalogue<T>(french: T, own: Partly<T> | undefined): T {
  if (own === undefined) return french;
  // A leaf of `Partly<T>` is a leaf of T; the types cannot say so of a T that is not known yet.
  if (!isBranch(french) || !isBranch(own)) return own as T;
  const [whole, part] = [new Map(Object.entries(french)), new Map(Object.entries(own))];
  const keys = new Set([...whole.keys(), ...part.keys()]);
  return Object.fromEntries([...keys].map((key) => [key, completeCatalogue(whole.get(key), part.get(key))])) as T;
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
