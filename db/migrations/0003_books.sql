-- books: what money did, entered twice and never changed; a correction is a reversal
CREATE TABLE book_entries (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, input_hash TEXT NOT NULL,
  code TEXT NOT NULL CHECK (code IN ('payment','late-payment','second-payment','refund-agreed','refund-paid','reversal')),
  reference TEXT NOT NULL, reverses INTEGER UNIQUE REFERENCES book_entries(id), at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX book_entries_by_reference ON book_entries (reference);
--> statement-breakpoint
CREATE INDEX book_entries_by_time ON book_entries (at);
--> statement-breakpoint
CREATE TABLE book_postings (
  entry_id INTEGER NOT NULL REFERENCES book_entries(id), n INTEGER NOT NULL,
  account TEXT NOT NULL CHECK (account IN ('provider','supplier','vat','refunds','unsettled')),
  party TEXT NOT NULL, vat_basis_points INTEGER CHECK ((account = 'vat') = (vat_basis_points IS NOT NULL)),
  side TEXT NOT NULL CHECK (side IN ('debit','credit')), amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  PRIMARY KEY (entry_id, n)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX book_postings_by_account ON book_postings (account, party, side, amount_cents);
--> statement-breakpoint
CREATE TRIGGER book_entries_stay BEFORE UPDATE ON book_entries BEGIN SELECT RAISE(ABORT, 'the books are never changed; reverse the entry'); END;
--> statement-breakpoint
CREATE TRIGGER book_entries_kept BEFORE DELETE ON book_entries BEGIN SELECT RAISE(ABORT, 'the books are never changed; reverse the entry'); END;
--> statement-breakpoint
CREATE TRIGGER book_postings_stay BEFORE UPDATE ON book_postings BEGIN SELECT RAISE(ABORT, 'the books are never changed; reverse the entry'); END;
--> statement-breakpoint
CREATE TRIGGER book_postings_kept BEFORE DELETE ON book_postings BEGIN SELECT RAISE(ABORT, 'the books are never changed; reverse the entry'); END;
--> statement-breakpoint
-- up to when the provider's events were asked for, in its own seconds
CREATE TABLE payment_cursors (id INTEGER PRIMARY KEY CHECK (id = 1), seen_until INTEGER NOT NULL) STRICT;
