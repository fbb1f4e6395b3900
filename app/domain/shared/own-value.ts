/**
 * The value of a table under a word that came from outside (a form, an address, a cell of a file); undefined for a word
 * that the table does not have itself. A plain `table[word]` finds `constructor` and `__proto__` in every object
 * (CWE-1321).
 */
export function findOwnValue<T extends object>(
  table: T | null | undefined,
  word: PropertyKey | null | undefined,
): T[keyof T] | undefined {
  return table && word != null && Object.hasOwn(table, word) ? table[word as keyof T] : undefined;
}
