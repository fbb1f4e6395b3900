// Reads single cells of a bank statement: days, amounts and signs as banks and spreadsheets write them.
import { isDay } from '#app/domain/calendar/typed-day.ts';

/** YYYY-MM-DD of "23/11/2026", "23.11.26", "2026-11-23" or "20261123"; null if the cell is not a day. */
export function bankDay(cell: string): string | null {
  const french = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(cell);
  const iso = /^(\d{4})([/.-]?)(\d{2})\2(\d{2})$/.exec(cell);
  const [year, month, day] = french
    ? [french[3]!, french[2]!, french[1]!]
    : [iso?.[1] ?? '', iso?.[3] ?? '', iso?.[4] ?? ''];
  const text = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? text : null;
}

/**
 * Cents of "1 010,50", "1.010,50", "10,5", "+10,50 €", "10,50 EUR", "10,50-" or "(10,50)"; null for what is not an
 * amount, or has two readings, such as "1.010".
 */
export function signedCents(cell: string): number | null {
  const compact = cell.replace(/[\s\u00a0\u202f'’]/g, '').replace(/^(?:eur|€)|(?:eur|€)$/gi, '');
  const shape = /^(?:\((?<bracketed>[\d.,]+)\)|(?<before>[+\-−]?)(?<plain>[\d.,]+)(?<after>[+\-−]?))$/.exec(
    compact,
  )?.groups;
  if (!shape || (shape.before && shape.after)) return null;
  const cents = unsignedCents(shape.bracketed ?? shape.plain ?? '');
  const negative = shape.bracketed !== undefined || /[-−]/.test(`${shape.before ?? ''}${shape.after ?? ''}`);
  return negative && cents !== null ? 0 - cents : cents;
}

function unsignedCents(digits: string): number | null {
  if (/^\d{1,3}[.,]\d{3}$/.test(digits)) return null; // 1.010 is a thousand and ten, or one and a bit
  const grouped =
    /^(?<whole>\d{1,9}|\d{1,3}(?:\.\d{3})+)(?:,(?<part>\d{1,2}))?$/.exec(digits) ??
    /^(?<whole>\d{1,9}|\d{1,3}(?:,\d{3})+)(?:\.(?<part>\d{1,2}))?$/.exec(digits);
  const whole = grouped?.groups?.whole?.replace(/[.,]/g, '');
  if (!whole || whole.length > 9) return null;
  return Number(whole) * 100 + Number((grouped?.groups?.part ?? '').padEnd(2, '0'));
}

const signs: readonly (readonly [sign: 1 | -1, names: RegExp])[] = [
  [1, /^(?:c|cr|crdt|cr[eé]dit|\+)$/i],
  [-1, /^(?:d|db|dr|dbit|d[eé]bit|-|−)$/i],
];

/** 1 for money that came in (C, CR, crédit, +), -1 for money that left (D, débit, -); null for another cell. */
export function bankSign(cell: string): 1 | -1 | null {
  return signs.find(([, names]) => names.test(cell))?.[0] ?? null;
}
