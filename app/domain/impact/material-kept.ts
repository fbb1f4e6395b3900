/** Matter kept in use, whichever of the three ways: a mass stands in exactly one of them. Grams. */
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
