/** Facet bucket of a score, ten points wide: 0 for 0 to under 10, up to 9 for 90 to 100. */
export function tenthOf(score: number): number {
  return Math.min(9, Math.floor(score / 10));
}
