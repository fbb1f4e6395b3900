import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { witnessStates } from '#app/domain/ledger/witness-state.ts';

export const ledgerEntries = sqliteTable('ledger_entries', {
  idx: integer().primaryKey(),
  /** Idempotency key. */
  event: text().notNull(),
  kind: text().notNull(),
  /** The event up to its first colon; for a published file or a key, the part after it. */
  reference: text().notNull(),
  /** The same time as in `bytes`. */
  at: text().notNull(),
  /** Canonical JSON, packed beside event and time; it is hashed exactly as `unpacked(bytes, event, at)` gives it. */
  bytes: blob({ mode: 'buffer' }).notNull(),
  leaf: blob({ mode: 'buffer' }).notNull(),
});

/** Roots of complete subtrees: node (level, idx) covers leaves [idx * 2^level, (idx + 1) * 2^level). */
export const ledgerNodes = sqliteTable(
  'ledger_nodes',
  { level: integer().notNull(), idx: integer().notNull(), hash: blob({ mode: 'buffer' }).notNull() },
  (t) => [primaryKey({ columns: [t.level, t.idx] })],
);

/** A full tile as it is served: hashes at their level; at level -1 the entries as gzip, null where they are not public. */
export const ledgerTiles = sqliteTable(
  'ledger_tiles',
  { level: integer().notNull(), idx: integer().notNull(), bytes: blob({ mode: 'buffer' }) },
  (t) => [primaryKey({ columns: [t.level, t.idx] })],
);

export const ledgerCheckpoints = sqliteTable('ledger_checkpoints', {
  size: integer().primaryKey(),
  root: blob({ mode: 'buffer' }).notNull(),
  at: text().notNull(),
  note: text().notNull(),
});

/** Whom an entry concerns, salted: its `private_commit` opens with it. Deleting a row erases a person's data; the leaf stays valid. */
export const ledgerPrivate = sqliteTable('ledger_private', {
  event: text().primaryKey(),
  salt: blob({ mode: 'buffer' }).notNull(),
  canonical: text().notNull(),
});

/** A promise to a buyer at payment: the leaves, 32 bytes each, of the entries from `firstIdx` on. */
export const ledgerPromises = sqliteTable('ledger_promises', {
  orderId: text('order_id').primaryKey(),
  /** The organisation, or else the person; a random id, which says nothing once its account is erased. */
  buyer: text().notNull(),
  number: integer().notNull(),
  at: text().notNull(),
  dueAt: text('due_at').notNull(),
  firstIdx: integer('first_idx').notNull(),
  leaves: blob({ mode: 'buffer' }).notNull(),
});

/** The figures of an entry, salted: its `figures_commit` opens with them. They name no one, and are never deleted. */
export const ledgerFigures = sqliteTable('ledger_figures', {
  idx: integer().primaryKey(),
  salt: blob({ mode: 'buffer' }).notNull(),
  canonical: text().notNull(),
});

/** A witness's cosignature of a checkpoint: its signature line, and the latest time in it. */
export const ledgerCosignatures = sqliteTable(
  'ledger_cosignatures',
  {
    size: integer().notNull(),
    name: text().notNull(),
    keyId: text('key_id').notNull(),
    seconds: integer().notNull(),
    line: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.size, t.name, t.keyId] })],
);

/** The one row: the policy of the settings, its faults, and how old a quorum may be. */
export const ledgerPolicy = sqliteTable('ledger_policy', {
  id: integer().primaryKey(),
  text: text().notNull(),
  faults: text().notNull(),
  maxAgeSeconds: integer('max_age_seconds').notNull(),
});

/** How far behind a copy of the database is, from the settings at start: a head is shown once the copy has it. */
export const ledgerCopies = sqliteTable('ledger_copies', {
  id: integer().primaryKey(),
  delaySeconds: integer('delay_seconds').notNull(),
  /** A file whose time says up to when the copy is complete; null without one. */
  mark: text(),
});

/** The sizes whose cosignatures met the policy. */
export const ledgerWitnessedHeads = sqliteTable('ledger_witnessed_heads', { size: integer().primaryKey() });

/** The last answer of each key of a witness, and when it is asked again. */
export const ledgerWitnesses = sqliteTable(
  'ledger_witnesses',
  {
    name: text().notNull(),
    keyId: text('key_id').notNull(),
    state: text({ enum: witnessStates }).notNull(),
    since: text().notNull(),
    askedAt: text('asked_at'),
    nextAt: text('next_at').notNull(),
    /** A process is asking it until then. */
    busyUntil: text('busy_until'),
    failures: integer().notNull(),
    /** The status of its last HTTP answer. */
    status: integer(),
    answer: text().notNull(),
    /** The number of entries that it says it has seen, where that was more than there are. */
    seenSize: integer('seen_size'),
  },
  (t) => [primaryKey({ columns: [t.name, t.keyId] })],
);

/** Evidence of two histories: a checkpoint of ours that a witness refused, and the one that it holds. */
export const ledgerRefusedCheckpoints = sqliteTable(
  'ledger_refused_checkpoints',
  {
    name: text().notNull(),
    keyId: text('key_id').notNull(),
    size: integer().notNull(),
    at: text().notNull(),
    note: text().notNull(),
    answer: text().notNull(),
    seenNote: text('seen_note'),
  },
  (t) => [primaryKey({ columns: [t.name, t.keyId, t.size] })],
);

/** Decisions that wait for the signature of their person. `hash` is what is signed, `holder` the stored session. */
export const ledgerPendingDecisions = sqliteTable('ledger_pending_decisions', {
  hash: text().primaryKey(),
  holder: text().notNull(),
  userId: text('user_id').notNull(),
  salt: blob({ mode: 'buffer' }).notNull(),
  decisions: text().notNull(),
  secrets: text().notNull(),
  path: text().notNull(),
  form: text().notNull(),
  expiresAt: text('expires_at').notNull(),
});
