-- search: words kept analysed, an index of them in each process's memory; generations so that a rebuild stands beside what is read
DROP TABLE search_vocabulary;
--> statement-breakpoint
DROP TABLE search_words;
--> statement-breakpoint
DROP TABLE search_documents;
--> statement-breakpoint
DROP TABLE search_state;
--> statement-breakpoint
CREATE TABLE search_documents (
  generation INTEGER NOT NULL, id INTEGER NOT NULL, seq INTEGER NOT NULL, removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  category TEXT NOT NULL, kind TEXT NOT NULL, supplier TEXT NOT NULL, price_cents INTEGER NOT NULL, lead_days INTEGER NOT NULL, in_stock INTEGER NOT NULL,
  name_fr TEXT NOT NULL, name_en TEXT NOT NULL, words_fr TEXT NOT NULL, words_en TEXT NOT NULL, words_hash INTEGER NOT NULL,
  PRIMARY KEY (generation, id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX search_documents_by_seq ON search_documents (generation, seq);
--> statement-breakpoint
CREATE INDEX search_documents_by_supplier ON search_documents (generation, supplier, id);
--> statement-breakpoint
CREATE TABLE search_sellers (
  generation INTEGER NOT NULL, supplier TEXT NOT NULL, seq INTEGER NOT NULL, body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (generation, supplier)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX search_sellers_by_seq ON search_sellers (generation, seq);
--> statement-breakpoint
CREATE TABLE search_state (
  id INTEGER PRIMARY KEY CHECK (id = 1), generation INTEGER NOT NULL, building INTEGER, last_generation INTEGER NOT NULL, seq INTEGER NOT NULL, built_at TEXT
) STRICT;
--> statement-breakpoint
INSERT INTO search_state (id, generation, building, last_generation, seq, built_at) VALUES (1, 0, NULL, 0, 0, NULL);
--> statement-breakpoint
-- how far another search program has followed; null when it holds nothing of ours
CREATE TABLE search_remote (
  id INTEGER PRIMARY KEY CHECK (id = 1), generation INTEGER, seq INTEGER NOT NULL, settings TEXT NOT NULL, leased_by TEXT NOT NULL, leased_until TEXT NOT NULL
) STRICT;
--> statement-breakpoint
INSERT INTO search_remote (id, generation, seq, settings, leased_by, leased_until) VALUES (1, NULL, 0, '', '', '');
--> statement-breakpoint
CREATE TABLE search_saved (
  id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users(id), search TEXT NOT NULL, locale TEXT NOT NULL CHECK (locale IN ('fr','en')),
  audience TEXT NOT NULL CHECK (audience IN ('professional','consumer')), insee TEXT NOT NULL, mail INTEGER NOT NULL DEFAULT 1 CHECK (mail IN (0, 1)),
  created_at TEXT NOT NULL, checked_on TEXT NOT NULL, removed_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX search_saved_by_user ON search_saved (user_id, created_at);
--> statement-breakpoint
CREATE TABLE search_known (
  saved_id TEXT NOT NULL REFERENCES search_saved(id) ON DELETE CASCADE, offer_id INTEGER NOT NULL, PRIMARY KEY (saved_id, offer_id)
) STRICT, WITHOUT ROWID;
