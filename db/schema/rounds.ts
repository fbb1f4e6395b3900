import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The town's shared round of one weekday (ISO, 1 = Monday). */
export const townRounds = sqliteTable('town_rounds', {
  weekday: integer().primaryKey(),
  /** Orders close this many days before it, at this hour of Paris. */
  cutoffDays: integer('cutoff_days').notNull(),
  cutoffHour: integer('cutoff_hour').notNull(),
  capacityGrams: integer('capacity_grams').notNull(),
  /** For one stop at one address, whatever number of suppliers it is for. */
  stopFeeCents: integer('stop_fee_cents').notNull(),
});

/** What the round of a day carries already. */
export const townRoundDays = sqliteTable('town_round_days', {
  day: text().primaryKey(),
  bookedGrams: integer('booked_grams').notNull(),
});
