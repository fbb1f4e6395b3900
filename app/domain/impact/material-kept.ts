/**
 * Mass of the material kept in use, in grams, all three ways together. A mass is counted in exactly one of them.
 */
export function materialKeptGrams({
  reuse,
  repair,
  recycled,
}: {
  reuse: number;
  repair: number;
  recycled: number;
}): number {
  return reuse + repair + recycled;
}
