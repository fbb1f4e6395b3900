import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { deliveryChoices } from '#app/domain/suppliers/supplier.ts';

export const baskets = sqliteTable('baskets', {
  id: text().primaryKey(),
  /** Whose it is; null while it is only that of the browser that has its id. */
  userId: text('user_id').unique(),
  updatedAt: text('updated_at').notNull(),
});

export const basketLines = sqliteTable(
  'basket_lines',
  {
    basketId: text('basket_id').notNull(),
    offerId: integer('offer_id').notNull(),
    quantity: integer().notNull(),
    addedAt: text('added_at').notNull(),
    /** For when it is booked, as `writeTime` writes it; empty for what has no time. */
    bookedTime: text('booked_time').notNull().default(''),
  },
  (t) => [primaryKey({ columns: [t.basketId, t.offerId, t.bookedTime] })],
);

export const basketDeliveries = sqliteTable(
  'basket_deliveries',
  {
    basketId: text('basket_id').notNull(),
    supplierId: text('supplier_id').notNull(),
    choice: text({ enum: deliveryChoices }).notNull(),
    /** The day that was chosen with it, YYYY-MM-DD; null for the first that can be had. */
    day: text(),
  },
  (t) => [primaryKey({ columns: [t.basketId, t.supplierId] })],
);
