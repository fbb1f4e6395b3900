// Reads the fields by which a seller sets or changes a session; what is wrong stands beside its field.
import { slotOf } from '#app/domain/calendar/booked-time.ts';
import { readTypedDay } from '#app/domain/calendar/typed-day.ts';
import { readTypedClock } from '#app/domain/calendar/weekly-text.ts';
import type { SessionChange, SessionRefusal } from '#app/domain/catalogue/offer-dates.server.ts';
import type { SessionDraft } from '#app/domain/catalogue/offer-session.ts';
import { addDays, type Ctx, localDay } from '#app/domain/shared/context.ts';
import type { Messages } from '#app/i18n/messages.ts';

type TypedChange = { seats: number; minimum: number; decide_on: string; place: string };
type TypedSession = TypedChange & { day: string; start: string; end: string };
type Errors = Record<string, string>;
/** A seller who says nothing decides so many days before. */
const usualDaysBefore = 3;

/** All of a session, or why its day, hours or day of deciding are none. */
export function readSession(
  ctx: Pick<Ctx, 'now' | 'town'> & { t: Messages },
  typed: TypedSession,
): { draft: SessionDraft } | { errors: Errors } {
  const { problems } = ctx.t.sessions.editor;
  const day = readTypedDay(typed.day);
  const [start, end] = [quarterOf(typed.start), quarterOf(typed.end)];
  const errors: Errors = {
    ...(!day.ok && { day: problems.date }),
    ...((start === null || start >= 96) && { start: problems.clock }),
    ...(end === null && { end: problems.clock }),
  };
  if (!day.ok || start === null || end === null || Object.keys(errors).length > 0) return { errors };
  const hours = start === end ? null : slotOf(day.day, start, end);
  if (!hours) return { errors: { end: problems.order } };
  const change = readChange(ctx, typed, day.day);
  if ('errors' in change) return change;
  return { draft: { day: day.day, start: hours.start, end: hours.end, ...change.change } };
}

/** The fields that can be changed after a session was set on `day`. */
export function readChange(
  ctx: Pick<Ctx, 'now' | 'town'> & { t: Messages },
  { seats, minimum, decide_on: typed, place }: TypedChange,
  day: string,
): { change: SessionChange } | { errors: Errors } {
  const decided = typed === '' ? null : readTypedDay(typed);
  if (decided?.ok === false) return { errors: { decide_on: ctx.t.sessions.editor.problems.date } };
  const usual = [addDays(day, -usualDaysBefore), localDay(ctx.now, ctx.town)].sort().at(-1) ?? day;
  const decideOn = decided?.day ?? (usual > day ? day : usual);
  return { change: { seats, minimum, decideOn, place } };
}

/** The sentence of a refusal, by its field. */
export function sessionErrors({ field, problem }: SessionRefusal, { sessions }: Messages): Errors {
  return { [field]: sessions.editor.problems[problem] };
}

/** 38 of "9:30" or "9 h 30"; null for what is no quarter-hour of the clock. */
function quarterOf(typed: string): number | null {
  const clock = readTypedClock(typed);
  return clock.ok && clock.minutes % 15 === 0 ? clock.minutes / 15 : null;
}
