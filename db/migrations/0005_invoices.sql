-- invoicing: what a supplier sold, issued in its name under its mandate; numbers without gaps by supplier and year; never changed
CREATE TABLE invoices (
  id TEXT PRIMARY KEY, supplier_id TEXT NOT NULL, order_id TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('invoice','credit-note')),
  year INTEGER NOT NULL, seq INTEGER NOT NULL CHECK (seq > 0), number TEXT NOT NULL, corrects TEXT REFERENCES invoices(id), occasion TEXT NOT NULL,
  total_cents INTEGER NOT NULL CHECK (total_cents >= 0), content TEXT NOT NULL CHECK (json_valid(content)), issued_at TEXT NOT NULL,
  UNIQUE (supplier_id, year, seq), UNIQUE (order_id, supplier_id, occasion), CHECK ((kind = 'credit-note') = (corrects IS NOT NULL))
) STRICT;
--> statement-breakpoint
CREATE INDEX invoices_by_time ON invoices (issued_at);
--> statement-breakpoint
CREATE TABLE invoice_files (invoice_id TEXT PRIMARY KEY REFERENCES invoices(id), sha256 TEXT NOT NULL, kept_at TEXT NOT NULL) STRICT;
--> statement-breakpoint
CREATE TRIGGER invoices_stay BEFORE UPDATE ON invoices BEGIN SELECT RAISE(ABORT, 'an invoice is never changed; a credit note corrects it'); END;
--> statement-breakpoint
CREATE TRIGGER invoices_kept BEFORE DELETE ON invoices BEGIN SELECT RAISE(ABORT, 'an invoice is never changed; a credit note corrects it'); END;
--> statement-breakpoint
CREATE TRIGGER invoice_files_stay BEFORE UPDATE ON invoice_files BEGIN SELECT RAISE(ABORT, 'the file of an invoice is never changed'); END;
