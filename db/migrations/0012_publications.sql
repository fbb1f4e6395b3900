-- the town's figures are published by night: up to which entry of the ledger, and when
CREATE TABLE town_publications (
  size INTEGER PRIMARY KEY CHECK (size > 0),
  published_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TRIGGER town_publications_stay BEFORE UPDATE ON town_publications
BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
--> statement-breakpoint
CREATE TRIGGER town_publications_kept BEFORE DELETE ON town_publications
BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
