import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { conditionKinds, conditionSides, lentConditions } from '#app/domain/fulfilment/lending.ts';
import { acknowledgements, trips } from '#app/domain/orders/part.ts';

/** How a part changed hands, as its supplier recorded it. One is in force for a part; undone ones stay. */
export const handOvers = sqliteTable('hand_overs', {
  id: text().primaryKey(),
  orderId: text('order_id').notNull(),
  supplierId: text('supplier_id').notNull(),
  mode: text().notNull(),
  trip: text({ enum: trips }).notNull(),
  /** Lines of which less was there than agreed, with the quantity that was. */
  delivered: text({ mode: 'json' }).$type<[line: number, quantity: number][]>().notNull(),
  /** Why something is missing; empty without a reason. */
  why: text().notNull(),
  acknowledgement: text({ enum: acknowledgements }).notNull(),
  /** The name of who signed, and the strokes of the signature; null where a code was given. */
  signedBy: text('signed_by'),
  signature: text(),
  recordedAt: text('recorded_at').notNull(),
  /** Until then it can be undone. */
  closesAt: text('closes_at').notNull(),
  undoneAt: text('undone_at'),
  closedAt: text('closed_at'),
});

/** How a lent thing was: the word of its lender and of its borrower. Append-only; `undone` takes the last step back. */
export const spanConditions = sqliteTable('span_conditions', {
  seq: integer().primaryKey(),
  span: text().notNull(),
  kind: text({ enum: conditionKinds }).notNull(),
  side: text({ enum: conditionSides }).notNull(),
  /** Null where it changed hands and no one said how it was. */
  condition: text({ enum: lentConditions }),
  note: text().notNull(),
  /** Of a hand-out: how its borrower showed it, and the name of who signed. */
  acknowledgement: text({ enum: acknowledgements }),
  signedBy: text('signed_by'),
  /** Of a return, and of the inspection after it: what is owed on top for being late, in cents excl. VAT. */
  lateCents: integer('late_cents').notNull().default(0),
  recordedAt: text('recorded_at').notNull(),
  recordedBy: text('recorded_by').notNull(),
});

/** The numbers of the things that a lent span has; null in `back_at` while they are out. */
export const spanThings = sqliteTable(
  'span_things',
  {
    span: text().notNull(),
    capacity: integer().notNull(),
    number: text().notNull(),
    outAt: text('out_at').notNull(),
    backAt: text('back_at'),
  },
  (thing) => [primaryKey({ columns: [thing.span, thing.number] })],
);

/** One row: up to which day of the town money may move by time, and when the clock was last seen right. */
export const moneyClock = sqliteTable('money_clock', {
  id: integer().primaryKey(),
  day: text().notNull(),
  ranAt: text('ran_at').notNull(),
  /** A process saw that the clock was set, and no steward has confirmed it since. */
  steppedAt: text('stepped_at'),
  /** Entries of the ledger up to this size are of a time that a steward has declared wrong. */
  acceptedSize: integer('accepted_size').notNull(),
});
