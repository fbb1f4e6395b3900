import { sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const queueAssignments = sqliteTable('queue_assignments', {
  /** `kind:id` of an item in the queue. */
  item: text().primaryKey(),
  userId: text('user_id').notNull(),
  at: text().notNull(),
});
