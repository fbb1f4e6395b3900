import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { grains, openRules, spanStates } from '#app/domain/calendar/span.ts';

/** A room, a thing, a person or a round that can be booked. */
export const capacities = sqliteTable('capacities', {
  id: integer().primaryKey(),
  subject: text().notNull(),
  owner: text().notNull(),
  grain: text({ enum: grains }).notNull(),
  zone: text().notNull(),
  units: integer().notNull(),
  /** The longest span with its buffers, by which the check finds the starts it must look at. */
  longest: integer().notNull(),
  bufferBefore: integer('buffer_before').notNull().default(0),
  bufferAfter: integer('buffer_after').notNull().default(0),
  openRule: text('open_rule', { enum: openRules }).notNull(),
  worksHolidays: integer('works_holidays').notNull().default(0),
  planVersion: integer('plan_version').notNull().default(0),
  /** From here on lower units are checked against what is booked. */
  changedT: integer('changed_t').notNull(),
  changedAt: text('changed_at').notNull(),
});

/** Opening hours by the clock of the capacity's zone, in quarters of the day; `from_day` to `to_day` is half-open. */
export const weeklyPlans = sqliteTable(
  'weekly_plans',
  {
    capacity: integer().notNull(),
    weekday: integer().notNull(),
    fromQuarter: integer('from_quarter').notNull(),
    toQuarter: integer('to_quarter').notNull(),
    fromDay: integer('from_day').notNull(),
    toDay: integer('to_day').notNull().default(2932896), // 9999-12-31
  },
  (plan) => [primaryKey({ columns: [plan.capacity, plan.weekday, plan.fromQuarter, plan.fromDay] })],
);

/** Days, or quarters of days, that are open or closed whatever the week says. */
export const planExceptions = sqliteTable(
  'plan_exceptions',
  {
    capacity: integer().notNull(),
    fromDay: integer('from_day').notNull(),
    toDay: integer('to_day').notNull(),
    fromQuarter: integer('from_quarter').notNull().default(0),
    toQuarter: integer('to_quarter').notNull().default(96),
    open: integer().notNull(),
    reason: text().notNull().default(''),
  },
  (exception) => [
    primaryKey({ columns: [exception.capacity, exception.fromDay, exception.fromQuarter, exception.open] }),
  ],
);

/** A stretch of a capacity for a booking. The triggers of the migration refuse one that does not fit. */
export const spans = sqliteTable('spans', {
  id: text().primaryKey(),
  capacity: integer().notNull(),
  booking: text().notNull(),
  fromT: integer('from_t').notNull(),
  toT: integer('to_t').notNull(),
  busyFrom: integer('busy_from').notNull(),
  busyTo: integer('busy_to').notNull(),
  lateTo: integer('late_to'),
  units: integer().notNull(),
  state: text({ enum: spanStates }).notNull(),
  holdUntil: text('hold_until'),
  /** The time of the last step by the clock of the process, which judges the holds of others. */
  movedAt: text('moved_at').notNull(),
  movedBy: text('moved_by').notNull(),
  /** The plan that the booking was made by; a stale one is refused. */
  planVersion: integer('plan_version'),
});

/** Each step of each span; written by triggers, kept as long as the span. */
export const spanMovements = sqliteTable('span_movements', {
  seq: integer().primaryKey(),
  span: text().notNull(),
  movedAt: text('moved_at').notNull(),
  movedBy: text('moved_by').notNull(),
  state: text().notNull(),
  capacity: integer().notNull(),
  fromT: integer('from_t').notNull(),
  toT: integer('to_t').notNull(),
  busyTo: integer('busy_to').notNull(),
  lateTo: integer('late_to'),
  units: integer().notNull(),
  holdUntil: text('hold_until'),
});
