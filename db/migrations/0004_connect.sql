-- books: more accounts and codes; the rows stay as they are
CREATE TABLE book_entries_new (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, input_hash TEXT NOT NULL,
  code TEXT NOT NULL CHECK (code IN ('payment','late-payment','second-payment','invoiced','bank-received','bank-payout','provider-fee','contribution','transfer','transfer-reversed',
    'refund-agreed','refund-paid','dispute-funds','dispute-lost','reversal')),
  reference TEXT NOT NULL, reverses INTEGER UNIQUE REFERENCES book_entries_new(id), at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
INSERT INTO book_entries_new SELECT id, key, input_hash, code, reference, reverses, at FROM book_entries ORDER BY id;
--> statement-breakpoint
CREATE TABLE book_postings_new (
  entry_id INTEGER NOT NULL REFERENCES book_entries_new(id), n INTEGER NOT NULL,
  account TEXT NOT NULL CHECK (account IN ('provider','bank','receivables','supplier','vat','contribution','fees','refunds','disputes','unsettled')),
  party TEXT NOT NULL, vat_basis_points INTEGER CHECK ((account = 'vat') = (vat_basis_points IS NOT NULL)),
  side TEXT NOT NULL CHECK (side IN ('debit','credit')), amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  PRIMARY KEY (entry_id, n)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
INSERT INTO book_postings_new SELECT entry_id, n, account, party, vat_basis_points, side, amount_cents FROM book_postings;
--> statement-breakpoint
DROP TABLE book_postings;
--> statement-breakpoint
DROP TABLE book_entries;
--> statement-breakpoint
ALTER TABLE book_entries_new RENAME TO book_entries;
--> statement-breakpoint
ALTER TABLE book_postings_new RENAME TO book_postings;
--> statement-breakpoint
CREATE INDEX book_entries_by_reference ON book_entries (reference);
--> statement-breakpoint
CREATE INDEX book_entries_by_time ON book_entries (at);
--> statement-breakpoint
CREATE INDEX book_postings_by_account ON book_postings (account, party, side, amount_cents);
--> statement-breakpoint
CREATE INDEX book_postings_by_party ON book_postings (party, account, side, amount_cents);
--> statement-breakpoint
CREATE TRIGGER book_entries_stay BEFORE UPDATE ON book_entries BEGIN SELECT RAISE(ABORT, 'the books are never changed; reverse the entry'); END;
--> statement-breakpoint
CREATE TRIGGER book_entries_kept BEFORE DELETE ON book_entries BEGIN SELECT RAISE(ABORT, 'the books are never changed; reverse the entry'); END;
--> statement-breakpoint
CREATE TRIGGER book_postings_stay BEFORE UPDATE ON book_postings BEGIN SELECT RAISE(ABORT, 'the books are never changed; reverse the entry'); END;
--> statement-breakpoint
CREATE TRIGGER book_postings_kept BEFORE DELETE ON book_postings BEGIN SELECT RAISE(ABORT, 'the books are never changed; reverse the entry'); END;
--> statement-breakpoint
-- payments: which charge paid, who is paid through which account, what went to them and came back, what a buyer's bank contests
ALTER TABLE payment_sessions ADD COLUMN charge_id TEXT;
--> statement-breakpoint
CREATE UNIQUE INDEX payment_sessions_by_charge ON payment_sessions (charge_id) WHERE charge_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX payment_sessions_without_charge ON payment_sessions (id) WHERE state = 'paid' AND charge_id IS NULL;
--> statement-breakpoint
CREATE TABLE payment_accounts (
  party TEXT PRIMARY KEY, account_id TEXT NOT NULL UNIQUE, submitted INTEGER NOT NULL CHECK (submitted IN (0, 1)),
  transfers INTEGER NOT NULL CHECK (transfers IN (0, 1)), payouts INTEGER NOT NULL CHECK (payouts IN (0, 1)),
  due TEXT NOT NULL CHECK (json_valid(due)), in_review TEXT NOT NULL CHECK (json_valid(in_review)), disabled_reason TEXT, seen_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE payment_transfers (
  id TEXT PRIMARY KEY, reference TEXT NOT NULL, party TEXT NOT NULL, reverses TEXT REFERENCES payment_transfers(id),
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0), split TEXT NOT NULL CHECK (json_valid(split)), charge_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending','waiting','done')), attempt INTEGER NOT NULL DEFAULT 0, provider_id TEXT UNIQUE, refusal TEXT,
  created_at TEXT NOT NULL, done_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX payment_transfers_by_part ON payment_transfers (reference, party);
--> statement-breakpoint
CREATE INDEX payment_transfers_by_party ON payment_transfers (party, created_at);
--> statement-breakpoint
CREATE INDEX payment_transfers_waiting ON payment_transfers (created_at) WHERE state = 'waiting';
--> statement-breakpoint
CREATE TABLE payment_disputes (
  id TEXT PRIMARY KEY, reference TEXT NOT NULL, amount_cents INTEGER NOT NULL CHECK (amount_cents > 0), reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open','won','lost')), due_by TEXT, opened_at TEXT NOT NULL, closed_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX payment_disputes_by_reference ON payment_disputes (reference);
--> statement-breakpoint
ALTER TABLE payment_refunds RENAME COLUMN state TO old_state;
--> statement-breakpoint
ALTER TABLE payment_refunds ADD COLUMN state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending','done','refused','failed'));
--> statement-breakpoint
UPDATE payment_refunds SET state = old_state;
--> statement-breakpoint
ALTER TABLE payment_refunds DROP COLUMN old_state;
--> statement-breakpoint
ALTER TABLE payment_refunds ADD COLUMN attempt INTEGER NOT NULL DEFAULT 0;
--> statement-breakpoint
CREATE INDEX payment_refunds_by_provider ON payment_refunds (provider_id);
--> statement-breakpoint
-- orders: the cooperative's share of a part, as it was when the order was placed
ALTER TABLE order_parts ADD COLUMN contribution_basis_points INTEGER NOT NULL DEFAULT 300 CHECK (contribution_basis_points BETWEEN 0 AND 10000);
