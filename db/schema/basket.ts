import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const baskets = sqliteTable('baskets', { id: text().primaryKey(), updatedAt: text('updated_at').notNull() });

export const basketLines = sqliteTable(
  'basket_lines',
  {
    basketId: text('basket_id').notNull(),
    offerId: integer('offer_id').notNull(),
    quantity: integer().notNull(),
    addedAt: text('added_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.basketId, t.offerId] })],
);

export const basketDeliveries = sqliteTable(
  'basket_deliveries',
  {
    basketId: text('basket_id').notNull(),
    supplierId: text('supplier_id').notNull(),
    choice: text({ enum: ['shared', 'dedicated', 'pickup-foot', 'pickup-car', 'round'] }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.basketId, t.supplierId] })],
);
