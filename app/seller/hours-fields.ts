// Names of the fields of weekly opening hours and of closures, for the page that shows them and the schema that reads them.

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
/** Spans of one weekday. */
export const hourSlots = [1, 2, 3] as const;
/** Closures on one page. */
export const closureSlots = [1, 2, 3, 4, 5, 6] as const;

export type SpanEnd = 'from' | 'to';

export function hourField(weekday: number, slot: number, end: SpanEnd): string {
  return `hours${weekday}_${slot}_${end}`;
}

export function closureField(slot: number, end: SpanEnd): string {
  return `closure${slot}_${end}`;
}
