import { invariant } from '#app/domain/shared/errors.ts';

/** Measured, not counted: degrees, points of a score, percent of a supplier's resources. */
const fractions: ReadonlySet<string> = new Set(['lat', 'lon', 'scoreProven', 'scoreDeclared', 'percent']);

/**
 * Throws unless each number of what is to be frozen, at any depth, is a safe integer, and each measure is finite. It is
 * read when the order is paid or handed over: anything else would stop the money then.
 */
export function requireWholeNumbers(value: unknown, path = 'order'): void {
  if (typeof value === 'number') {
    const isMeasure = fractions.has(path.slice(path.lastIndexOf('.') + 1));
    invariant(isMeasure ? Number.isFinite(value) : Number.isSafeInteger(value), `${path} is no whole number: ${value}`);
  } else if (typeof value === 'object' && value !== null)
    for (const [key, own] of Object.entries(value)) requireWholeNumbers(own, `${path}.${key}`);
}
