import { NotFound } from '#app/domain/shared/errors.ts';

/** A month (YYYY-MM) of the calendar in an address. Throws NotFound for anything else. */
export function askedMonth(text: string | undefined): string {
  if (!text || !/^20\d\d-(0[1-9]|1[0-2])$/.test(text)) throw new NotFound(`month ${text}`);
  return text;
}
