/**
 * A whole number of the query between min and max, or null: a hand-written address never reaches the database as NaN
 * or 1e21.
 */
export function integerParam(text: string | null, min: number, max: number): number | null {
  const value = text === null || text === '' ? Number.NaN : Number(text);
  return Number.isSafeInteger(value) && value >= min && value <= max ? value : null;
}
