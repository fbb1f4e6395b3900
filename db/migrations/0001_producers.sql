-- accounts
CREATE TABLE user_roles (
  user_id TEXT NOT NULL REFERENCES users(id), role TEXT NOT NULL CHECK (role IN ('steward','administrator')), granted_at TEXT NOT NULL, PRIMARY KEY (user_id, role)
) STRICT;
--> statement-breakpoint
-- suppliers: SQLite cannot change a CHECK, so the column is made anew under its own name
ALTER TABLE suppliers RENAME COLUMN status TO old_status;
--> statement-breakpoint
ALTER TABLE suppliers ADD COLUMN status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft','submitted','returned','approved','live','suspended'));
--> statement-breakpoint
UPDATE suppliers SET status = old_status;
--> statement-breakpoint
ALTER TABLE suppliers DROP COLUMN old_status;
--> statement-breakpoint
ALTER TABLE suppliers ADD COLUMN contact_name TEXT NOT NULL DEFAULT '';
--> statement-breakpoint
ALTER TABLE suppliers ADD COLUMN cutoff_days INTEGER NOT NULL DEFAULT 1 CHECK (cutoff_days BETWEEN 0 AND 14);
--> statement-breakpoint
ALTER TABLE suppliers ADD COLUMN cutoff_hour INTEGER NOT NULL DEFAULT 18 CHECK (cutoff_hour BETWEEN 0 AND 24);
--> statement-breakpoint
ALTER TABLE suppliers ADD COLUMN opening TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(opening));
--> statement-breakpoint
ALTER TABLE suppliers ADD COLUMN pickup_points TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pickup_points));
--> statement-breakpoint
ALTER TABLE suppliers ADD COLUMN closures TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(closures));
--> statement-breakpoint
ALTER TABLE suppliers ADD COLUMN epr_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(epr_ids));
--> statement-breakpoint
CREATE INDEX suppliers_by_status ON suppliers(status);
--> statement-breakpoint
CREATE TABLE supplier_members (
  supplier_id TEXT NOT NULL REFERENCES suppliers(id), user_id TEXT NOT NULL REFERENCES users(id), role TEXT NOT NULL CHECK (role IN ('owner','member')),
  joined_at TEXT NOT NULL, PRIMARY KEY (supplier_id, user_id)
) STRICT;
--> statement-breakpoint
CREATE INDEX supplier_members_by_user ON supplier_members(user_id);
--> statement-breakpoint
CREATE TABLE supplier_invitations (
  id TEXT PRIMARY KEY, supplier_id TEXT NOT NULL REFERENCES suppliers(id), email TEXT NOT NULL COLLATE NOCASE, role TEXT NOT NULL CHECK (role IN ('owner','member')),
  token_hash TEXT NOT NULL UNIQUE, invited_by TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT NOT NULL, ended_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX supplier_invitations_open ON supplier_invitations(supplier_id) WHERE ended_at IS NULL;
--> statement-breakpoint
CREATE TABLE supplier_checks (
  supplier_id TEXT NOT NULL REFERENCES suppliers(id), item TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('attested','verified','waived')),
  actor TEXT NOT NULL, at TEXT NOT NULL, reason TEXT, PRIMARY KEY (supplier_id, item), CHECK (state <> 'waived' OR length(reason) > 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE supplier_steps (
  id INTEGER PRIMARY KEY, supplier_id TEXT NOT NULL REFERENCES suppliers(id), at TEXT NOT NULL, actor TEXT NOT NULL,
  step TEXT NOT NULL CHECK (step IN ('register','submit','approve','send-back','open','pause','suspend','reply','lift')), reason TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX supplier_steps_by_supplier ON supplier_steps(supplier_id, id);
--> statement-breakpoint
CREATE TABLE supplier_registry (
  supplier_id TEXT PRIMARY KEY REFERENCES suppliers(id), checked_at TEXT NOT NULL, outcome TEXT NOT NULL CHECK (outcome IN ('found','closed','unknown','not-checked')), company TEXT CHECK (company IS NULL OR json_valid(company))
) STRICT;
--> statement-breakpoint
-- catalogue
DROP INDEX offers_by_supplier;
--> statement-breakpoint
ALTER TABLE offers RENAME COLUMN status TO old_status;
--> statement-breakpoint
ALTER TABLE offers ADD COLUMN status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft','live','archived'));
--> statement-breakpoint
UPDATE offers SET status = old_status;
--> statement-breakpoint
ALTER TABLE offers DROP COLUMN old_status;
--> statement-breakpoint
ALTER TABLE offers ADD COLUMN sku TEXT;
--> statement-breakpoint
ALTER TABLE offers ADD COLUMN order_unit TEXT NOT NULL DEFAULT 'lot';
--> statement-breakpoint
ALTER TABLE offers ADD COLUMN pack_milli INTEGER NOT NULL DEFAULT 1000 CHECK (pack_milli > 0);
--> statement-breakpoint
UPDATE offers SET pack_milli = pack_size * 1000, order_unit = iif(pack_size = 1, 'each', 'lot');
--> statement-breakpoint
ALTER TABLE offers DROP COLUMN pack_size;
--> statement-breakpoint
ALTER TABLE offers ADD COLUMN min_quantity INTEGER NOT NULL DEFAULT 1 CHECK (min_quantity BETWEEN 1 AND 9999);
--> statement-breakpoint
ALTER TABLE offers ADD COLUMN order_step INTEGER NOT NULL DEFAULT 1 CHECK (order_step BETWEEN 1 AND 9999);
--> statement-breakpoint
ALTER TABLE offers ADD COLUMN price_tiers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(price_tiers));
--> statement-breakpoint
ALTER TABLE offers ADD COLUMN on_quote INTEGER NOT NULL DEFAULT 0 CHECK (on_quote IN (0,1));
--> statement-breakpoint
ALTER TABLE offers ADD COLUMN availability TEXT CHECK (availability IS NULL OR json_valid(availability));
--> statement-breakpoint
ALTER TABLE offers ADD COLUMN by_product TEXT CHECK (by_product IS NULL OR json_valid(by_product));
--> statement-breakpoint
ALTER TABLE offers ADD COLUMN attributes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(attributes));
--> statement-breakpoint
ALTER TABLE offers ADD COLUMN updated_at TEXT NOT NULL DEFAULT '';
--> statement-breakpoint
UPDATE offers SET updated_at = created_at, sku = slug;
--> statement-breakpoint
CREATE INDEX offers_by_supplier ON offers(supplier_id, status);
--> statement-breakpoint
CREATE UNIQUE INDEX offers_by_sku ON offers(supplier_id, sku) WHERE sku IS NOT NULL;
--> statement-breakpoint
CREATE TABLE offer_images (
  id TEXT PRIMARY KEY, offer_id INTEGER NOT NULL REFERENCES offers(id), position INTEGER NOT NULL, alt_fr TEXT NOT NULL CHECK (length(alt_fr) > 0), alt_en TEXT NOT NULL CHECK (length(alt_en) > 0),
  width INTEGER NOT NULL, height INTEGER NOT NULL, created_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX offer_images_by_offer ON offer_images(offer_id, position);
--> statement-breakpoint
CREATE TABLE offer_changes (
  id INTEGER PRIMARY KEY, offer_id INTEGER NOT NULL REFERENCES offers(id), at TEXT NOT NULL, actor TEXT NOT NULL,
  via TEXT NOT NULL CHECK (via IN ('form','table','import','copy','image')), changes TEXT NOT NULL CHECK (json_valid(changes))
) STRICT;
--> statement-breakpoint
CREATE INDEX offer_changes_by_offer ON offer_changes(offer_id, id);
--> statement-breakpoint
-- imports
CREATE TABLE offer_imports (
  id TEXT PRIMARY KEY, supplier_id TEXT NOT NULL REFERENCES suppliers(id), state TEXT NOT NULL CHECK (state IN ('mapping','reading','preview','writing','done','cancelled','failed')),
  file_name TEXT NOT NULL, file_key TEXT NOT NULL, bytes INTEGER NOT NULL, encoding TEXT NOT NULL, delimiter TEXT NOT NULL, format TEXT NOT NULL,
  mapping TEXT NOT NULL CHECK (json_valid(mapping)), created_by TEXT NOT NULL, created_at TEXT NOT NULL,
  bytes_read INTEGER NOT NULL DEFAULT 0, rows_read INTEGER NOT NULL DEFAULT 0, rows_written INTEGER NOT NULL DEFAULT 0,
  to_create INTEGER NOT NULL DEFAULT 0, to_change INTEGER NOT NULL DEFAULT 0, same INTEGER NOT NULL DEFAULT 0, refused INTEGER NOT NULL DEFAULT 0,
  problem TEXT, finished_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX offer_imports_by_supplier ON offer_imports(supplier_id, created_at);
--> statement-breakpoint
CREATE INDEX offer_imports_at_work ON offer_imports(state) WHERE state IN ('reading','writing');
--> statement-breakpoint
CREATE TABLE offer_import_rows (
  import_id TEXT NOT NULL REFERENCES offer_imports(id), row INTEGER NOT NULL, sku TEXT NOT NULL, name TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('create','change','same','refuse')), detail TEXT NOT NULL CHECK (json_valid(detail)), offer TEXT CHECK (offer IS NULL OR json_valid(offer)),
  PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX offer_import_rows_by_outcome ON offer_import_rows(import_id, outcome, row);
--> statement-breakpoint
CREATE INDEX offer_import_rows_by_sku ON offer_import_rows(import_id, sku);
--> statement-breakpoint
-- proving
CREATE TABLE evidence (
  id TEXT PRIMARY KEY, supplier_id TEXT NOT NULL REFERENCES suppliers(id), criterion_id TEXT NOT NULL, value REAL NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('submitted','accepted','returned','refused','withdrawn')),
  kind TEXT NOT NULL CHECK (kind IN ('declaration','file','link','registry','visit')), asked_level TEXT NOT NULL CHECK (asked_level IN ('L1','L2','L2P','L3','L4')),
  level TEXT CHECK (level IN ('L1','L2','L2P','L3','L4')), dated_on TEXT NOT NULL, title TEXT NOT NULL, link TEXT,
  file_key TEXT, file_name TEXT, file_type TEXT, file_bytes INTEGER, file_sha256 TEXT, file_public INTEGER NOT NULL DEFAULT 0 CHECK (file_public IN (0,1)),
  fact_id TEXT, submitted_by TEXT NOT NULL, submitted_at TEXT NOT NULL, first_accept_by TEXT, first_accept_level TEXT, decided_by TEXT, decided_at TEXT, reason TEXT,
  CHECK (state NOT IN ('returned','refused') OR length(reason) > 0), CHECK (state <> 'accepted' OR level IS NOT NULL)
) STRICT;
--> statement-breakpoint
CREATE INDEX evidence_by_supplier ON evidence(supplier_id, criterion_id, submitted_at);
--> statement-breakpoint
CREATE INDEX evidence_waiting ON evidence(submitted_at) WHERE state = 'submitted';
--> statement-breakpoint
CREATE INDEX evidence_by_fact ON evidence(fact_id) WHERE fact_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE evidence_steps (
  id INTEGER PRIMARY KEY, evidence_id TEXT NOT NULL REFERENCES evidence(id), at TEXT NOT NULL, actor TEXT NOT NULL,
  step TEXT NOT NULL CHECK (step IN ('submit','first-accept','accept','return','refuse','withdraw','expire','remind')), reason TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX evidence_steps_by_evidence ON evidence_steps(evidence_id, id);
--> statement-breakpoint
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence BEGIN SELECT RAISE(ABORT, 'evidence is never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER evidence_steps_no_update BEFORE UPDATE ON evidence_steps BEGIN SELECT RAISE(ABORT, 'evidence_steps is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER evidence_steps_no_delete BEFORE DELETE ON evidence_steps BEGIN SELECT RAISE(ABORT, 'evidence_steps is append-only'); END;
--> statement-breakpoint
CREATE TABLE peer_visits (
  id TEXT PRIMARY KEY, supplier_id TEXT NOT NULL REFERENCES suppliers(id), state TEXT NOT NULL CHECK (state IN ('invited','dated','signed','cancelled')),
  criteria TEXT NOT NULL CHECK (json_valid(criteria)), planned_on TEXT, created_by TEXT NOT NULL, created_at TEXT NOT NULL, signed_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX peer_visits_by_supplier ON peer_visits(supplier_id, created_at);
--> statement-breakpoint
CREATE TABLE peer_visitors (
  visit_id TEXT NOT NULL REFERENCES peer_visits(id), user_id TEXT NOT NULL REFERENCES users(id), for_supplier TEXT REFERENCES suppliers(id),
  agreed_at TEXT, declined_at TEXT, grid TEXT CHECK (grid IS NULL OR json_valid(grid)), signed_at TEXT, PRIMARY KEY (visit_id, user_id)
) STRICT;
--> statement-breakpoint
CREATE INDEX peer_visitors_by_user ON peer_visitors(user_id);
--> statement-breakpoint
CREATE INDEX peer_visitors_by_supplier ON peer_visitors(for_supplier);
--> statement-breakpoint
CREATE TABLE claim_reports (
  id TEXT PRIMARY KEY, supplier_id TEXT NOT NULL REFERENCES suppliers(id), criterion_id TEXT NOT NULL, reporter TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open','answered')), upheld INTEGER CHECK (upheld IN (0,1)), answer TEXT, answered_by TEXT, answered_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX claim_reports_by_supplier ON claim_reports(supplier_id, at);
--> statement-breakpoint
CREATE INDEX claim_reports_open ON claim_reports(at) WHERE state = 'open';
--> statement-breakpoint
CREATE TABLE claim_replies (
  id TEXT PRIMARY KEY, supplier_id TEXT NOT NULL REFERENCES suppliers(id), criterion_id TEXT NOT NULL, author TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX claim_replies_by_supplier ON claim_replies(supplier_id, at);
--> statement-breakpoint
-- desk
CREATE TABLE desk_assignments (item TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users(id), at TEXT NOT NULL) STRICT;
--> statement-breakpoint
CREATE TABLE desk_jumps (
  id TEXT PRIMARY KEY, supplier_id TEXT NOT NULL REFERENCES suppliers(id), criterion_id TEXT NOT NULL, evidence_id TEXT NOT NULL, points_before INTEGER NOT NULL, points_after INTEGER NOT NULL,
  at TEXT NOT NULL, decided_by TEXT, decided_at TEXT, reason TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX desk_jumps_open ON desk_jumps(at) WHERE decided_at IS NULL;
--> statement-breakpoint
CREATE TABLE desk_rechecks (
  id TEXT PRIMARY KEY, quarter TEXT NOT NULL, fact_id TEXT NOT NULL, supplier_id TEXT NOT NULL REFERENCES suppliers(id), criterion_id TEXT NOT NULL, drawn_at TEXT NOT NULL,
  decided_by TEXT, decided_at TEXT, upheld INTEGER CHECK (upheld IN (0,1)), reason TEXT, UNIQUE (quarter, fact_id)
) STRICT;
--> statement-breakpoint
CREATE INDEX desk_rechecks_open ON desk_rechecks(drawn_at) WHERE decided_at IS NULL;
--> statement-breakpoint
CREATE TABLE desk_draws (quarter TEXT PRIMARY KEY, seed TEXT NOT NULL, drawn_at TEXT NOT NULL, pool INTEGER NOT NULL, drawn INTEGER NOT NULL) STRICT;
--> statement-breakpoint
CREATE TABLE offer_reviews (
  id TEXT PRIMARY KEY, offer_id INTEGER NOT NULL REFERENCES offers(id), reporter TEXT NOT NULL, text TEXT NOT NULL, at TEXT NOT NULL, decided_by TEXT, decided_at TEXT, outcome TEXT CHECK (outcome IN ('kept','taken-down')), reason TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX offer_reviews_open ON offer_reviews(at) WHERE decided_at IS NULL;
--> statement-breakpoint
CREATE TABLE method_publications (ref TEXT PRIMARY KEY, published_at TEXT NOT NULL, published_by TEXT NOT NULL, previous TEXT) STRICT;
--> statement-breakpoint
-- orders
ALTER TABLE order_lines RENAME COLUMN pack_size TO pack_milli;
--> statement-breakpoint
UPDATE order_lines SET pack_milli = pack_milli * 1000;
--> statement-breakpoint
ALTER TABLE order_lines ADD COLUMN order_unit TEXT NOT NULL DEFAULT 'lot';
--> statement-breakpoint
ALTER TABLE order_parts RENAME COLUMN state TO old_state;
--> statement-breakpoint
ALTER TABLE order_parts ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting','to-prepare','confirmed','handed-over'));
--> statement-breakpoint
UPDATE order_parts SET state = old_state;
--> statement-breakpoint
ALTER TABLE order_parts DROP COLUMN old_state;
--> statement-breakpoint
ALTER TABLE order_parts ADD COLUMN confirmed_at TEXT;
--> statement-breakpoint
ALTER TABLE order_parts ADD COLUMN handed_over_at TEXT;
--> statement-breakpoint
ALTER TABLE order_parts ADD COLUMN returned_units INTEGER NOT NULL DEFAULT 0 CHECK (returned_units >= 0);
--> statement-breakpoint
CREATE INDEX order_parts_by_supplier ON order_parts(supplier_id, state, deliver_on);
--> statement-breakpoint
CREATE INDEX order_lines_by_supplier ON order_lines(supplier_id, order_id);
--> statement-breakpoint
CREATE TABLE order_outcomes (
  order_id TEXT NOT NULL, line INTEGER NOT NULL, offer_id INTEGER NOT NULL, offer_slug TEXT NOT NULL, name_fr TEXT NOT NULL, name_en TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0), ht_cents INTEGER NOT NULL CHECK (ht_cents >= 0), vat_cents INTEGER NOT NULL CHECK (vat_cents >= 0),
  impact_input TEXT NOT NULL CHECK (json_valid(impact_input)), event TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (order_id, line), FOREIGN KEY (order_id, line) REFERENCES order_lines(order_id, line)
) STRICT;
--> statement-breakpoint
CREATE TABLE order_proposals (
  id TEXT PRIMARY KEY, order_id TEXT NOT NULL, line INTEGER NOT NULL, supplier_id TEXT NOT NULL, quantity INTEGER NOT NULL CHECK (quantity >= 0), offer_id INTEGER,
  note TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('open','accepted','refused','withdrawn')), proposed_by TEXT NOT NULL, proposed_at TEXT NOT NULL, answered_at TEXT, refund_cents INTEGER,
  FOREIGN KEY (order_id, line) REFERENCES order_lines(order_id, line)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX order_proposals_one_open ON order_proposals(order_id, line) WHERE state = 'open';
--> statement-breakpoint
CREATE INDEX order_proposals_by_order ON order_proposals(order_id);
--> statement-breakpoint
-- payments
CREATE TABLE payment_refunds (
  id TEXT PRIMARY KEY, reference TEXT NOT NULL, amount_cents INTEGER NOT NULL CHECK (amount_cents > 0), reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pending','done','refused')), provider_id TEXT, created_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX payment_refunds_by_reference ON payment_refunds(reference);
