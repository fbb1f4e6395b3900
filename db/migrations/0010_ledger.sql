-- ledger: an entry's day is the one its bytes say; who saw which head; keys that follow one another
DROP TRIGGER ledger_entries_no_update;
--> statement-breakpoint
UPDATE ledger_entries SET at = json_extract(CAST(bytes AS TEXT), '$.at');
--> statement-breakpoint
CREATE TRIGGER ledger_entries_no_update BEFORE UPDATE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
--> statement-breakpoint
CREATE TABLE ledger_cosignatures (
  size INTEGER NOT NULL REFERENCES ledger_checkpoints(size), name TEXT NOT NULL, seconds INTEGER NOT NULL CHECK (seconds > 0), line TEXT NOT NULL, PRIMARY KEY (size, name)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX ledger_cosignatures_by_name ON ledger_cosignatures (name, size);
