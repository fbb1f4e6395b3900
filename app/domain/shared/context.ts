import type { Db } from '#db/client.ts';
import type { Locale } from './locale.ts';
import type { Town } from './town.ts';

/** The requester. A closed union: an empty or unknown actor can do nothing. */
export type Actor = { kind: 'anonymous' } | { kind: 'user'; userId: string } | { kind: 'system'; name: string };

/** Context of every domain function, built once per request; tests build their own. */
export type Ctx = { db: Db; actor: Actor; now: Date; locale: Locale; town: Town };

/** Stored times are UTC: ISO 8601 with milliseconds, which sorts as text. */
export function isoUtc(date: Date): string {
  return date.toISOString();
}

const localDayFormat = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' });

/** Local calendar day, YYYY-MM-DD: the base of "tomorrow" and of evidence dates. */
export function localDay(now: Date): string {
  return localDayFormat.format(now);
}

const localHourFormat = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Paris', hour: '2-digit', hour12: false });

/** Local hour of the clock, 0..23. */
export function localHour(now: Date): number {
  return Number(localHourFormat.format(now)) % 24;
}

/** The day `days` calendar days after a YYYY-MM-DD day; negative counts back. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * 864e5).toISOString().slice(0, 10);
}

export function addMinutes(date: Date, minutes: number): Date {
  return new Date(date.getTime() + minutes * 60_000);
}
