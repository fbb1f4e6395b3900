// Names of the fields of weekly opening hours, closures and pick-up points, for the page that shows them and the schema that
// reads them. A page shows all that there are and room for more.

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
/** The most spans of one weekday, closures and pick-up points that a form can have. */
export const maxHours = 24;
export const maxClosures = 60;
export const maxPoints = 20;
/** A page shows at least so many. */
const minHours = 3;
const minClosures = 6;

export type SpanEnd = 'from' | 'to';
export const pointParts = ['name', 'address', 'commune', 'hours'] as const;
export type PointPart = (typeof pointParts)[number];

export function hourField(weekday: number, slot: number, end: SpanEnd): string {
  return `hours${weekday}_${slot}_${end}`;
}

export function closureField(slot: number, end: SpanEnd): string {
  return `closure${slot}_${end}`;
}

export function pointField(slot: number, part: PointPart): string {
  return `point${slot}_${part}`;
}

/** Slots 1 to the most that there can be: the schemas read all of them. */
export function allSlots(max: number): number[] {
  return Array.from({ length: max }, (_, i) => i + 1);
}

/** Slots of one weekday that has `count` spans: one more than there are. */
export function shownHours(count: number): number[] {
  return allSlots(Math.min(maxHours, Math.max(minHours, count + 1)));
}

export function shownClosures(count: number): number[] {
  return allSlots(Math.min(maxClosures, Math.max(minClosures, count + 1)));
}

export function shownPoints(count: number): number[] {
  return allSlots(Math.min(maxPoints, count + 1));
}

/** The slots that a page has, by the names of its fields: `names` are those of one weekday's spans, or of one kind. */
export function slotsIn(values: Readonly<Record<string, unknown>>, prefix: string): number[] {
  const found = Object.keys(values).flatMap((name) =>
    name.startsWith(prefix) ? [Number.parseInt(name.slice(prefix.length), 10)] : [],
  );
  return [...new Set(found)].sort((a, b) => a - b);
}
