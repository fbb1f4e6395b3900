-- versions of the factors that stewards publish; the first comes with the code
CREATE TABLE factor_publications (
  ref TEXT PRIMARY KEY,
  data TEXT NOT NULL CHECK (json_valid(data)),
  published_at TEXT NOT NULL,
  published_by TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TRIGGER factor_publications_stay BEFORE UPDATE ON factor_publications
BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END;
--> statement-breakpoint
CREATE TRIGGER factor_publications_kept BEFORE DELETE ON factor_publications
BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END;
