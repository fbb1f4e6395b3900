import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The town's shared round of one weekday (ISO, 1 = Monday). */
export const townRounds = sqliteTable('town_rounds', {
  weekday: integer().primaryKey(),
  /** Orders close this many days before the round, at this hour in the town. */
  cutoffDays: integer('cutoff_days').notNull(),
  cutoffHour: integer('cutoff_hour').notNull(),
  capacityGrams: integer('capacity_grams').notNull(),
  /** Fee for one stop at one address, whatever the number of suppliers. */
  stopFeeCents: integer('stop_fee_cents').notNull(),
});

/** Mass already booked on the round of a day. */
export const townRoundDays = sqliteTable('town_round_days', {
  day: text().primaryKey(),
  bookedGrams: integer('booked_grams').notNull(),
});
