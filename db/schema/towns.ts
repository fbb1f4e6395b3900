import { integer, real, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { type Commune, type Operator, visitorKinds } from '#app/domain/shared/town.ts';

/** The town that this database serves: one row. */
export const towns = sqliteTable('towns', {
  id: integer().primaryKey(),
  name: text().notNull(),
  shortName: text('short_name').notNull(),
  communes: text({ mode: 'json' }).$type<Commune[]>().notNull(),
  /** The hub: its commune and its point. */
  insee: text().notNull(),
  lat: real().notNull(),
  lon: real().notNull(),
  south: real().notNull(),
  north: real().notNull(),
  west: real().notNull(),
  east: real().notNull(),
  timeZone: text('time_zone').notNull(),
  email: text().notNull(),
  phone: text().notNull(),
  street: text().notNull(),
  postcode: text().notNull(),
  city: text().notNull(),
  visitors: text({ enum: visitorKinds }).notNull(),
  operator: text({ mode: 'json' }).$type<Operator>(),
  /** Filled by the seeds: its accounts have a printed password, so it never takes real payments. */
  demonstration: integer({ mode: 'boolean' }).notNull().default(false),
});
