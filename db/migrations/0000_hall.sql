-- accounts
CREATE TABLE organisations (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, siret TEXT UNIQUE, kind TEXT NOT NULL CHECK (kind IN ('company','association','cooperative','public')),
  address TEXT NOT NULL, insee TEXT NOT NULL, created_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE users (
  id TEXT PRIMARY KEY, email TEXT NOT NULL UNIQUE COLLATE NOCASE, name TEXT NOT NULL, password_hash TEXT NOT NULL,
  locale TEXT NOT NULL CHECK (locale IN ('fr','en')), created_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE memberships (
  user_id TEXT NOT NULL REFERENCES users(id), organisation_id TEXT NOT NULL REFERENCES organisations(id),
  role TEXT NOT NULL CHECK (role IN ('buyer','admin')), PRIMARY KEY (user_id, organisation_id)
) STRICT;
--> statement-breakpoint
CREATE INDEX memberships_by_organisation ON memberships(organisation_id);
--> statement-breakpoint
CREATE TABLE sessions (
  id TEXT PRIMARY KEY, user_id TEXT NOT NULL REFERENCES users(id), expires_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX sessions_by_user ON sessions(user_id);
--> statement-breakpoint
-- suppliers
CREATE TABLE suppliers (
  id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, name TEXT NOT NULL, trade TEXT NOT NULL,
  headline_fr TEXT NOT NULL, headline_en TEXT NOT NULL, story_fr TEXT NOT NULL, story_en TEXT NOT NULL,
  legal_name TEXT NOT NULL, legal_form TEXT NOT NULL, siren TEXT NOT NULL, siret TEXT NOT NULL UNIQUE, vat_number TEXT,
  vat_regime TEXT NOT NULL CHECK (vat_regime IN ('standard','franchise','margin')),
  email TEXT NOT NULL, phone TEXT NOT NULL,
  address TEXT NOT NULL, insee TEXT NOT NULL, lat REAL NOT NULL CHECK (lat BETWEEN -90 AND 90), lon REAL NOT NULL CHECK (lon BETWEEN -180 AND 180),
  headcount REAL CHECK (headcount >= 0), inclusive_minutes INTEGER CHECK (inclusive_minutes >= 0), resources_cents INTEGER CHECK (resources_cents > 0),
  delivery_mode TEXT NOT NULL, delivery_days TEXT NOT NULL CHECK (json_valid(delivery_days)),
  shared_fee_cents INTEGER CHECK (shared_fee_cents >= 0), dedicated_fee_cents INTEGER CHECK (dedicated_fee_cents >= 0),
  pickup INTEGER NOT NULL CHECK (pickup IN (0,1)), minimum_order_cents INTEGER NOT NULL CHECK (minimum_order_cents >= 0),
  status TEXT NOT NULL CHECK (status IN ('live','suspended')), created_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE supplier_facts (
  id TEXT PRIMARY KEY, supplier_id TEXT NOT NULL REFERENCES suppliers(id), criterion_id TEXT NOT NULL, value REAL NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('L1','L2','L2P','L3','L4')), dated_on TEXT NOT NULL, document_fr TEXT NOT NULL, document_en TEXT NOT NULL,
  checked_by TEXT, recorded_at TEXT NOT NULL, retired_at TEXT
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX supplier_facts_current ON supplier_facts(supplier_id, criterion_id) WHERE retired_at IS NULL;
--> statement-breakpoint
CREATE TABLE supplier_exemptions (
  supplier_id TEXT NOT NULL REFERENCES suppliers(id), criterion_id TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (supplier_id, criterion_id)
) STRICT;
--> statement-breakpoint
CREATE TABLE supplier_labels (
  supplier_id TEXT NOT NULL REFERENCES suppliers(id), label TEXT NOT NULL, certifier TEXT NOT NULL, valid_until TEXT NOT NULL, PRIMARY KEY (supplier_id, label)
) STRICT;
--> statement-breakpoint
-- catalogue
CREATE TABLE offers (
  id INTEGER PRIMARY KEY, slug TEXT NOT NULL UNIQUE, supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  category TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('new','reused','repaired','rental','service','by-product')),
  name_fr TEXT NOT NULL, name_en TEXT NOT NULL, description_fr TEXT NOT NULL, description_en TEXT NOT NULL,
  price_cents INTEGER NOT NULL CHECK (price_cents >= 0), vat_basis_points INTEGER NOT NULL CHECK (vat_basis_points IN (0,210,550,1000,2000)),
  unit TEXT NOT NULL, pack_size INTEGER NOT NULL CHECK (pack_size > 0), mass_grams INTEGER NOT NULL CHECK (mass_grams >= 0),
  stock INTEGER CHECK (stock >= 0), lead_days INTEGER NOT NULL CHECK (lead_days >= 0), deposit_cents INTEGER CHECK (deposit_cents > 0),
  scenario TEXT CHECK (scenario IS NULL OR json_valid(scenario)), reference_units INTEGER NOT NULL CHECK (reference_units >= 0),
  agec58 TEXT, egalim TEXT CHECK (egalim IN ('organic','other-quality','none')), lent_units INTEGER NOT NULL CHECK (lent_units >= 0),
  status TEXT NOT NULL CHECK (status IN ('live','archived')), created_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX offers_by_supplier ON offers(supplier_id, status);
--> statement-breakpoint
-- scoring
CREATE TABLE supplier_scores (
  supplier_id TEXT PRIMARY KEY, method TEXT NOT NULL, as_of TEXT NOT NULL,
  proven REAL NOT NULL, declared REAL NOT NULL, coverage REAL NOT NULL, evidence REAL NOT NULL, documented INTEGER NOT NULL, applicable INTEGER NOT NULL,
  pillars TEXT NOT NULL CHECK (json_valid(pillars)), best_level TEXT NOT NULL
) STRICT;
--> statement-breakpoint
-- search
CREATE VIRTUAL TABLE search_words USING fts5(fr_name, fr_text, en_name, en_text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='2 3');
--> statement-breakpoint
CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_words, 'col');
--> statement-breakpoint
CREATE TABLE search_documents (
  id INTEGER PRIMARY KEY, category TEXT NOT NULL, kind TEXT NOT NULL, supplier TEXT NOT NULL, eco REAL NOT NULL, soc REAL NOT NULL, env REAL NOT NULL, score REAL NOT NULL,
  evidence INTEGER NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, price_cents INTEGER NOT NULL, in_stock INTEGER NOT NULL, name_fr TEXT NOT NULL, name_en TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE search_state (id INTEGER PRIMARY KEY CHECK (id = 1), version INTEGER NOT NULL) STRICT;
--> statement-breakpoint
-- basket
CREATE TABLE baskets (id TEXT PRIMARY KEY, updated_at TEXT NOT NULL) STRICT;
--> statement-breakpoint
CREATE TABLE basket_lines (
  basket_id TEXT NOT NULL REFERENCES baskets(id) ON DELETE CASCADE, offer_id INTEGER NOT NULL REFERENCES offers(id),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 9999), added_at TEXT NOT NULL, PRIMARY KEY (basket_id, offer_id)
) STRICT;
--> statement-breakpoint
CREATE TABLE basket_deliveries (
  basket_id TEXT NOT NULL REFERENCES baskets(id) ON DELETE CASCADE, supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  choice TEXT NOT NULL CHECK (choice IN ('shared','dedicated','pickup-foot','pickup-car')), PRIMARY KEY (basket_id, supplier_id)
) STRICT;
--> statement-breakpoint
-- orders
CREATE TABLE orders (
  id TEXT PRIMARY KEY, number TEXT NOT NULL UNIQUE, user_id TEXT NOT NULL, organisation_id TEXT, basket_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('placed','paid','payment-failed','expired','paid-late')),
  buyer_name TEXT NOT NULL, contact_name TEXT NOT NULL, contact_email TEXT NOT NULL, contact_phone TEXT NOT NULL,
  address TEXT NOT NULL, insee TEXT NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, note TEXT NOT NULL, locale TEXT NOT NULL,
  goods_cents INTEGER NOT NULL CHECK (goods_cents >= 0), delivery_cents INTEGER NOT NULL CHECK (delivery_cents >= 0),
  vat_cents INTEGER NOT NULL CHECK (vat_cents >= 0), total_cents INTEGER NOT NULL CHECK (total_cents = goods_cents + delivery_cents + vat_cents),
  method TEXT NOT NULL, factors TEXT NOT NULL, snapshot_hash TEXT NOT NULL,
  placed_at TEXT NOT NULL, reserved_until TEXT NOT NULL, paid_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX orders_by_user ON orders(user_id, placed_at);
--> statement-breakpoint
CREATE INDEX orders_by_organisation ON orders(organisation_id, placed_at);
--> statement-breakpoint
CREATE INDEX orders_by_basket ON orders(basket_id);
--> statement-breakpoint
CREATE INDEX orders_reserved ON orders(reserved_until) WHERE state = 'placed';
--> statement-breakpoint
CREATE TABLE order_parts (
  order_id TEXT NOT NULL REFERENCES orders(id), supplier_id TEXT NOT NULL, supplier_name TEXT NOT NULL, supplier_slug TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting','to-prepare','handed-over')),
  choice TEXT NOT NULL, mode TEXT NOT NULL, trip TEXT NOT NULL, distance_m INTEGER NOT NULL, deliver_on TEXT,
  delivery_cents INTEGER NOT NULL CHECK (delivery_cents >= 0), delivery_vat_cents INTEGER NOT NULL CHECK (delivery_vat_cents >= 0), delivery_vat_basis_points INTEGER NOT NULL,
  score_proven REAL, score_declared REAL, PRIMARY KEY (order_id, supplier_id)
) STRICT;
--> statement-breakpoint
CREATE TABLE order_lines (
  order_id TEXT NOT NULL REFERENCES orders(id), line INTEGER NOT NULL, supplier_id TEXT NOT NULL, offer_id INTEGER NOT NULL, offer_slug TEXT NOT NULL,
  name_fr TEXT NOT NULL, name_en TEXT NOT NULL, kind TEXT NOT NULL, category TEXT NOT NULL, unit TEXT NOT NULL, pack_size INTEGER NOT NULL, quantity INTEGER NOT NULL CHECK (quantity > 0),
  price_cents INTEGER NOT NULL CHECK (price_cents >= 0), ht_cents INTEGER NOT NULL CHECK (ht_cents = price_cents * quantity),
  vat_basis_points INTEGER NOT NULL, vat_cents INTEGER NOT NULL CHECK (vat_cents >= 0),
  impact_input TEXT NOT NULL CHECK (json_valid(impact_input)), PRIMARY KEY (order_id, line)
) STRICT;
--> statement-breakpoint
-- payments
CREATE TABLE payment_sessions (
  id TEXT PRIMARY KEY, reference TEXT NOT NULL, amount_cents INTEGER NOT NULL CHECK (amount_cents > 0), currency TEXT NOT NULL, url TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open','processing','paid','failed','expired')), created_at TEXT NOT NULL, expires_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX payment_sessions_by_reference ON payment_sessions(reference);
--> statement-breakpoint
CREATE UNIQUE INDEX payment_sessions_one_open ON payment_sessions(reference) WHERE state = 'open';
--> statement-breakpoint
CREATE TABLE payment_events (id TEXT PRIMARY KEY, type TEXT NOT NULL, session_id TEXT NOT NULL, received_at TEXT NOT NULL) STRICT;
--> statement-breakpoint
CREATE TABLE payment_cases (id TEXT PRIMARY KEY, session_id TEXT NOT NULL, reference TEXT, reason TEXT NOT NULL, detail TEXT NOT NULL, opened_at TEXT NOT NULL, UNIQUE (session_id, reason)) STRICT;
--> statement-breakpoint
-- ledger
CREATE TABLE ledger_entries (idx INTEGER PRIMARY KEY CHECK (idx >= 0), event TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, reference TEXT NOT NULL, at TEXT NOT NULL, bytes BLOB NOT NULL, leaf BLOB NOT NULL CHECK (length(leaf) = 32)) STRICT;
--> statement-breakpoint
CREATE INDEX ledger_entries_by_reference ON ledger_entries(reference);
--> statement-breakpoint
CREATE INDEX ledger_entries_by_kind ON ledger_entries(kind);
--> statement-breakpoint
CREATE TABLE ledger_nodes (level INTEGER NOT NULL, idx INTEGER NOT NULL, hash BLOB NOT NULL CHECK (length(hash) = 32), PRIMARY KEY (level, idx)) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE ledger_checkpoints (size INTEGER PRIMARY KEY, root BLOB NOT NULL CHECK (length(root) = 32), at TEXT NOT NULL, note TEXT NOT NULL) STRICT;
--> statement-breakpoint
CREATE TABLE ledger_private (event TEXT PRIMARY KEY, salt BLOB NOT NULL, canonical TEXT NOT NULL) STRICT;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_no_update BEFORE UPDATE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_no_delete BEFORE DELETE ON ledger_entries BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_nodes_no_update BEFORE UPDATE ON ledger_nodes BEGIN SELECT RAISE(ABORT, 'ledger_nodes is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_nodes_no_delete BEFORE DELETE ON ledger_nodes BEGIN SELECT RAISE(ABORT, 'ledger_nodes is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_checkpoints_no_update BEFORE UPDATE ON ledger_checkpoints BEGIN SELECT RAISE(ABORT, 'ledger_checkpoints is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_checkpoints_no_delete BEFORE DELETE ON ledger_checkpoints BEGIN SELECT RAISE(ABORT, 'ledger_checkpoints is append-only'); END;
--> statement-breakpoint
-- outbox and audit
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL UNIQUE, payload TEXT NOT NULL CHECK (json_valid(payload)),
  state TEXT NOT NULL CHECK (state IN ('pending','unknown','done','refused')), attempts INTEGER NOT NULL, run_at TEXT NOT NULL, created_at TEXT NOT NULL, last_error TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX outbox_due ON outbox(run_at) WHERE state IN ('pending','unknown');
--> statement-breakpoint
CREATE TABLE audit (id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, verb TEXT NOT NULL, subject TEXT NOT NULL) STRICT;
