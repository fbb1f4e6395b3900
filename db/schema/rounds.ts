import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The town's shared round of one weekday (ISO, 1 = Monday). The mass that it can carry is the capacity of its subject. */
export const townRounds = sqliteTable('town_rounds', {
  weekday: integer().primaryKey(),
  /** Orders close this many days before the round, at this hour in the town. */
  cutoffDays: integer('cutoff_days').notNull(),
  cutoffHour: integer('cutoff_hour').notNull(),
  /** Fee for one stop at one address, whatever the number of suppliers. */
  stopFeeCents: integer('stop_fee_cents').notNull(),
  /** Between which hours it comes, `09:00-12:00`; empty where that is not said. */
  hours: text().notNull().default(''),
});
