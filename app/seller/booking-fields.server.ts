// The fields of an offer's form that say when it can be booked: two stretches a weekday, two rules of cancelling.
import { usualCancellation } from '#app/domain/catalogue/booking-cells.ts';
import type { BookingTerms } from '#app/domain/catalogue/booking-terms.ts';

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
const stretches = ['', '2'] as const;
const rules = [1, 2] as const;

/** Of posted fields: hours by weekday and rules of cancelling as their cells. A half-filled pair is kept, to be refused. */
export function bookingCells(values: Record<string, string>): { opening: string; cancellation: string } {
  const opening = weekdays.flatMap((weekday) =>
    stretches.flatMap((stretch) => {
      const [from, to] = ['from', 'to'].map((end) => values[`open${weekday}_${end}${stretch}`]?.trim() ?? '');
      return from || to ? [`${weekday} ${from}-${to === '00:00' ? '24:00' : to}`] : [];
    }),
  );
  const cancellation = rules.flatMap((rule) => {
    const [days, percent] = ['days', 'percent'].map((field) => values[`cancel${rule}_${field}`]?.trim() ?? '');
    return days || percent ? [`${days} = ${percent}`] : [];
  });
  return { opening: opening.join('; '), cancellation: cancellation.join('; ') };
}

/** The same fields as the terms fill them; without terms the usual rules of cancelling. */
export function bookingFields(terms: BookingTerms | null): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const weekday of weekdays) {
    const own = (terms?.hours ?? []).filter((hours) => hours.weekday === weekday);
    stretches.forEach((stretch, i) => {
      const hours = own[i];
      fields[`open${weekday}_from${stretch}`] = hours ? clock(hours.from) : '';
      fields[`open${weekday}_to${stretch}`] = hours ? clock(hours.to % 96) : '';
    });
  }
  rules.forEach((rule, i) => {
    const tier = (terms?.cancellation ?? usualCancellation)[i];
    fields[`cancel${rule}_days`] = tier ? String(tier.daysBefore) : '';
    fields[`cancel${rule}_percent`] = tier ? String(tier.percentKept) : '';
  });
  return fields;
}

/** A field of type `time` knows no 24:00: midnight stands for the end of the day too. */
function clock(quarter: number): string {
  return `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;
}
