-- accounts: people, organisations, roles, sessions
CREATE TABLE organisations (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  siret TEXT UNIQUE,
  rna TEXT UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('company', 'association', 'cooperative', 'public')),
  address TEXT NOT NULL,
  insee TEXT NOT NULL,
  created_at TEXT NOT NULL,
  credit_limit_cents INTEGER NOT NULL DEFAULT 0 CHECK (credit_limit_cents >= 0),
  required_references TEXT NOT NULL DEFAULT '[]' CHECK (json_type(required_references) = 'array')
) STRICT;
--> statement-breakpoint
CREATE TABLE public_organisations (
  organisation_id TEXT PRIMARY KEY REFERENCES organisations(id),
  nature TEXT CHECK (nature IN ('state', 'local-authority', 'national-establishment', 'local-establishment')),
  canteen_siret TEXT,
  stated_by TEXT NOT NULL,
  stated_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE users (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE COLLATE NOCASE,
  name TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  locale TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE letter_tokens (
  id TEXT PRIMARY KEY,
  purpose TEXT NOT NULL CHECK (purpose IN (
    'confirm-email', 'reset-password', 'change-email', 'undo-email', 'sign-in', 'steward-invitation',
    'organisation-invitation', 'supplier-invitation'
  )),
  user_id TEXT REFERENCES users(id),
  email TEXT NOT NULL COLLATE NOCASE,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  used_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX letter_tokens_by_expiry ON letter_tokens (expires_at);
--> statement-breakpoint
CREATE INDEX letter_tokens_by_user ON letter_tokens (user_id, purpose);
--> statement-breakpoint
CREATE INDEX letter_tokens_by_email ON letter_tokens (email, purpose);
--> statement-breakpoint
CREATE INDEX letter_tokens_by_browser ON letter_tokens (payload ->> '$.browser') WHERE purpose = 'confirm-email';
--> statement-breakpoint
CREATE TABLE memberships (
  user_id TEXT NOT NULL REFERENCES users(id),
  organisation_id TEXT NOT NULL REFERENCES organisations(id),
  role TEXT NOT NULL CHECK (role IN ('buy', 'account', 'admin')),
  PRIMARY KEY (user_id, organisation_id, role)
) STRICT;
--> statement-breakpoint
CREATE INDEX memberships_by_organisation ON memberships (organisation_id);
--> statement-breakpoint
CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  party TEXT NOT NULL CHECK (party IN ('organisation', 'supplier')),
  party_id TEXT NOT NULL,
  email TEXT NOT NULL COLLATE NOCASE,
  roles TEXT NOT NULL CHECK (json_type(roles) = 'array'),
  giver_keeps TEXT CHECK (giver_keeps IS NULL OR json_type(giver_keeps) = 'array'),
  token_hash TEXT NOT NULL UNIQUE,
  invited_by TEXT NOT NULL REFERENCES users(id),
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  ended_at TEXT,
  ended_as TEXT CHECK (ended_as IN ('accepted', 'withdrawn', 'declined', 'expired', 'inviter-left')),
  CHECK ((ended_at IS NULL) = (ended_as IS NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX invitations_open ON invitations (party, party_id, email) WHERE ended_at IS NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX invitations_hand_over ON invitations (party, party_id) WHERE ended_at IS NULL AND giver_keeps IS NOT NULL;
--> statement-breakpoint
CREATE INDEX invitations_by_inviter ON invitations (invited_by) WHERE ended_at IS NULL;
--> statement-breakpoint
CREATE INDEX invitations_by_email ON invitations (email);
--> statement-breakpoint
CREATE INDEX invitations_by_expiry ON invitations (expires_at);
--> statement-breakpoint
CREATE TABLE siret_claims (
  id TEXT PRIMARY KEY,
  party TEXT NOT NULL CHECK (party IN ('organisation', 'supplier')),
  party_id TEXT NOT NULL,
  number TEXT NOT NULL,
  claimed_by TEXT NOT NULL,
  claimed_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'granted', 'refused', 'lapsed', 'replaced')),
  ended_at TEXT,
  CHECK ((ended_at IS NULL) = (state = 'open'))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX siret_claims_open ON siret_claims (party, party_id) WHERE state = 'open';
--> statement-breakpoint
CREATE INDEX siret_claims_by_party ON siret_claims (party, party_id, claimed_at);
--> statement-breakpoint
CREATE TABLE letter_choices (
  user_id TEXT NOT NULL REFERENCES users(id),
  subject TEXT NOT NULL CHECK (subject IN ('orders', 'proofs', 'payouts', 'team', 'searches', 'visits')),
  stopped_at TEXT NOT NULL,
  PRIMARY KEY (user_id, subject)
) STRICT;
--> statement-breakpoint
CREATE TABLE letter_keys (
  user_id TEXT PRIMARY KEY REFERENCES users(id),
  secret TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE user_roles (
  user_id TEXT NOT NULL REFERENCES users(id),
  role TEXT NOT NULL CHECK (role IN ('steward', 'administrator')),
  granted_at TEXT NOT NULL,
  PRIMARY KEY (user_id, role)
) STRICT;
--> statement-breakpoint
CREATE TABLE role_invitations (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL COLLATE NOCASE,
  role TEXT NOT NULL CHECK (role IN ('steward', 'administrator')),
  state TEXT NOT NULL CHECK (state IN ('proposed', 'sent', 'accepted', 'ended')),
  proposed_by TEXT NOT NULL,
  proposed_at TEXT NOT NULL,
  confirmed_by TEXT,
  expires_at TEXT NOT NULL,
  ended_at TEXT,
  CHECK (confirmed_by <> proposed_by),
  CHECK ((state IN ('accepted', 'ended')) = (ended_at IS NOT NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX role_invitations_open ON role_invitations (email, role) WHERE state IN ('proposed', 'sent');
--> statement-breakpoint
CREATE INDEX role_invitations_by_expiry ON role_invitations (expires_at);
--> statement-breakpoint
CREATE TABLE sessions (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users(id),
  expires_at INTEGER NOT NULL,
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  browser TEXT NOT NULL CHECK (browser IN ('firefox', 'chromium', 'edge', 'opera', 'samsung', 'safari', 'other')),
  system TEXT NOT NULL CHECK (system IN ('windows', 'android', 'ios', 'macos', 'chromeos', 'linux', 'other')),
  method TEXT NOT NULL CHECK (method IN ('password', 'passkey', 'letter')),
  authenticated_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX sessions_by_user ON sessions (user_id);
--> statement-breakpoint
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
--> statement-breakpoint
CREATE TABLE passkeys (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users(id),
  name TEXT NOT NULL,
  public_key BLOB NOT NULL,
  counter INTEGER NOT NULL CHECK (counter >= 0),
  transports TEXT NOT NULL CHECK (json_valid(transports)),
  created_at TEXT NOT NULL,
  used_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX passkeys_by_user ON passkeys (user_id);
--> statement-breakpoint
CREATE TABLE letter_codes (
  session_id TEXT NOT NULL REFERENCES sessions(id) ON DELETE CASCADE,
  subject TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  tries INTEGER NOT NULL CHECK (tries BETWEEN 0 AND 5),
  expires_at TEXT NOT NULL,
  PRIMARY KEY (session_id, subject)
) STRICT;
--> statement-breakpoint
CREATE TABLE delivery_addresses (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users(id),
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  insee TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (user_id, address, insee)
) STRICT;
--> statement-breakpoint
CREATE TABLE kept_forms (
  id TEXT PRIMARY KEY,
  user_id TEXT REFERENCES users(id),
  path TEXT NOT NULL,
  form TEXT NOT NULL CHECK (json_valid(form)),
  expires_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX kept_forms_by_expiry ON kept_forms (expires_at);
--> statement-breakpoint
CREATE INDEX kept_forms_by_user ON kept_forms (user_id, expires_at);
--> statement-breakpoint
-- suppliers: identity, delivery, team, checks, facts of the score
CREATE TABLE suppliers (
  id TEXT PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  trade TEXT NOT NULL,
  headline TEXT NOT NULL CHECK (json_valid(headline) AND json_type(headline, '$.fr') IS 'text'),
  story TEXT NOT NULL CHECK (json_valid(story) AND json_type(story, '$.fr') IS 'text'),
  legal_name TEXT NOT NULL,
  legal_form TEXT NOT NULL,
  siren TEXT NOT NULL,
  siret TEXT NOT NULL,
  vat_number TEXT,
  vat_regime TEXT NOT NULL CHECK (vat_regime IN ('standard', 'franchise', 'margin')),
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  address TEXT NOT NULL,
  insee TEXT NOT NULL,
  lat REAL NOT NULL CHECK (lat BETWEEN -90 AND 90),
  lon REAL NOT NULL CHECK (lon BETWEEN -180 AND 180),
  headcount REAL CHECK (headcount >= 0),
  inclusive_minutes INTEGER CHECK (inclusive_minutes >= 0),
  resources_cents INTEGER CHECK (resources_cents > 0),
  delivery_mode TEXT NOT NULL,
  delivery_days TEXT NOT NULL CHECK (json_valid(delivery_days)),
  delivery_hours TEXT NOT NULL DEFAULT '' CHECK (delivery_hours = '' OR delivery_hours GLOB '[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]'),
  shared_fee_cents INTEGER CHECK (shared_fee_cents >= 0),
  dedicated_fee_cents INTEGER CHECK (dedicated_fee_cents >= 0),
  pickup INTEGER NOT NULL CHECK (pickup IN (0, 1)),
  minimum_order_cents INTEGER NOT NULL CHECK (minimum_order_cents >= 0),
  created_at TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN (
    'draft', 'submitted', 'returned', 'approved', 'live', 'suspended'
  )),
  contact_name TEXT NOT NULL DEFAULT '',
  cutoff_days INTEGER NOT NULL DEFAULT 1 CHECK (cutoff_days BETWEEN 0 AND 14),
  cutoff_hour INTEGER NOT NULL DEFAULT 18 CHECK (cutoff_hour BETWEEN 0 AND 24),
  opening TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(opening)),
  pickup_points TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(pickup_points)),
  closures TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(closures)),
  work_days TEXT NOT NULL DEFAULT '[1,2,3,4,5]' CHECK (json_valid(work_days)),
  works_holidays INTEGER NOT NULL DEFAULT 0 CHECK (works_holidays IN (0, 1)),
  epr_ids TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(epr_ids)),
  control_body TEXT CHECK (control_body GLOB 'FR-BIO-[0-9][0-9]'),
  health_mark TEXT,
  joins_round INTEGER NOT NULL DEFAULT 0 CHECK (joins_round IN (0, 1)),
  to_translate TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(to_translate))
) STRICT;
--> statement-breakpoint
CREATE INDEX suppliers_by_status ON suppliers (status);
--> statement-breakpoint
CREATE TABLE supplier_labels (
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  label TEXT NOT NULL,
  certifier TEXT NOT NULL,
  valid_from TEXT,
  valid_until TEXT NOT NULL,
  number TEXT,
  PRIMARY KEY (supplier_id, label)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX suppliers_open_siret ON suppliers (siret) WHERE status IN ('approved', 'live');
--> statement-breakpoint
CREATE INDEX suppliers_by_siret ON suppliers (siret);
--> statement-breakpoint
CREATE TABLE supplier_members (
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  user_id TEXT NOT NULL REFERENCES users(id),
  role TEXT NOT NULL CHECK (role IN ('prepare', 'sell', 'prove', 'account', 'own')),
  joined_at TEXT NOT NULL,
  PRIMARY KEY (supplier_id, user_id, role)
) STRICT;
--> statement-breakpoint
CREATE INDEX supplier_members_by_user ON supplier_members (user_id);
--> statement-breakpoint
CREATE TABLE decision_proposals (
  id TEXT PRIMARY KEY,
  verb TEXT NOT NULL CHECK (verb IN ('credit-limit', 'payment-received', 'supplier-paid', 'buyer-paid-back', 'case-refunded', 'case-reinstated', 'case-dismissed', 'method-published', 'factors-published', 'siret-moved', 'exemption-granted')),
  facts TEXT NOT NULL CHECK (json_valid(facts)),
  sum_cents INTEGER NOT NULL CHECK (sum_cents >= 0),
  proposed_by TEXT NOT NULL,
  proposed_at TEXT NOT NULL,
  ended_by TEXT,
  ended_at TEXT,
  outcome TEXT CHECK (outcome IN ('confirmed', 'refused', 'withdrawn')),
  CHECK ((ended_at IS NULL) = (outcome IS NULL)),
  CHECK (outcome IS NOT 'confirmed' OR ended_by IS NOT proposed_by)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX decision_proposals_open ON decision_proposals (verb, facts) WHERE ended_at IS NULL;
--> statement-breakpoint
CREATE TABLE supplier_checks (
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  item TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('attested', 'verified', 'waived')),
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  reason TEXT,
  PRIMARY KEY (supplier_id, item),
  CHECK (state <> 'waived' OR length(reason) > 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE supplier_identity_requests (
  id TEXT PRIMARY KEY,
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  changes TEXT NOT NULL CHECK (json_valid(changes)),
  asked_by TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  outcome TEXT CHECK (outcome IN ('accepted', 'refused', 'replaced')),
  reason TEXT,
  CHECK ((decided_at IS NULL) = (outcome IS NULL)),
  CHECK (outcome IS NOT 'refused' OR length(reason) > 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX supplier_identity_requests_open ON supplier_identity_requests (supplier_id) WHERE outcome IS NULL;
--> statement-breakpoint
CREATE TABLE supplier_signatures (
  id TEXT PRIMARY KEY,
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  document TEXT NOT NULL CHECK (document IN ('seller-terms', 'invoicing-mandate')),
  version TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  signed_by TEXT NOT NULL,
  signed_at TEXT NOT NULL,
  ended_as TEXT CHECK (ended_as IN ('withdrawn', 'replaced')),
  ended_by TEXT,
  ended_at TEXT,
  CHECK ((ended_as IS NULL) = (ended_at IS NULL) AND (ended_by IS NULL) = (ended_at IS NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX supplier_signatures_in_force ON supplier_signatures (supplier_id, document) WHERE ended_at IS NULL;
--> statement-breakpoint
CREATE INDEX supplier_signatures_by_supplier ON supplier_signatures (supplier_id, signed_at);
--> statement-breakpoint
CREATE TABLE supplier_steps (
  id INTEGER PRIMARY KEY,
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  step TEXT NOT NULL CHECK (step IN (
    'register', 'submit', 'approve', 'send-back', 'open', 'pause', 'suspend', 'reply', 'lift'
  )),
  reason TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX supplier_steps_by_supplier ON supplier_steps (supplier_id, id);
--> statement-breakpoint
CREATE TABLE supplier_vat_changes (
  id INTEGER PRIMARY KEY,
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  regime TEXT NOT NULL CHECK (regime IN ('standard', 'franchise', 'margin')),
  vat_number TEXT,
  starts_on TEXT NOT NULL CHECK (starts_on GLOB '20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  state TEXT NOT NULL CHECK (state IN ('planned', 'effective', 'withdrawn')),
  decided_at TEXT NOT NULL,
  decided_by TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX supplier_vat_changes_planned ON supplier_vat_changes (supplier_id) WHERE state = 'planned';
--> statement-breakpoint
CREATE INDEX supplier_vat_changes_due ON supplier_vat_changes (starts_on) WHERE state = 'planned';
--> statement-breakpoint
CREATE INDEX supplier_vat_changes_by_supplier ON supplier_vat_changes (supplier_id, id);
--> statement-breakpoint
CREATE TABLE supplier_registry (
  supplier_id TEXT PRIMARY KEY REFERENCES suppliers(id),
  checked_at TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('found', 'closed', 'unknown', 'not-checked')),
  company TEXT CHECK (company IS NULL OR json_valid(company))
) STRICT;
--> statement-breakpoint
CREATE TABLE supplier_facts (
  id TEXT PRIMARY KEY,
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  criterion_id TEXT NOT NULL,
  value REAL NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('L1', 'L2', 'L2P', 'L3', 'L4')),
  dated_on TEXT NOT NULL,
  document TEXT NOT NULL CHECK (json_valid(document) AND json_type(document, '$.fr') IS 'text'),
  checked_by TEXT,
  recorded_at TEXT NOT NULL,
  retired_at TEXT
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX supplier_facts_current ON supplier_facts (supplier_id, criterion_id) WHERE retired_at IS NULL;
--> statement-breakpoint
CREATE TABLE supplier_exemptions (
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  criterion_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  until TEXT NOT NULL,
  granted_at TEXT NOT NULL,
  granted_by TEXT NOT NULL,
  confirmed_by TEXT NOT NULL,
  PRIMARY KEY (supplier_id, criterion_id),
  CHECK (granted_by <> confirmed_by OR granted_by = 'system')
) STRICT;
--> statement-breakpoint
CREATE INDEX supplier_exemptions_until ON supplier_exemptions (until);
--> statement-breakpoint
-- rounds: the shared delivery round of the town by weekday; its mass is a capacity of the calendar
CREATE TABLE town_rounds (
  weekday INTEGER PRIMARY KEY CHECK (weekday BETWEEN 1 AND 7),
  cutoff_days INTEGER NOT NULL CHECK (cutoff_days BETWEEN 0 AND 7),
  cutoff_hour INTEGER NOT NULL CHECK (cutoff_hour BETWEEN 0 AND 24),
  stop_fee_cents INTEGER NOT NULL CHECK (stop_fee_cents >= 0),
  hours TEXT NOT NULL DEFAULT '' CHECK (hours = '' OR hours GLOB '[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]')
) STRICT;
--> statement-breakpoint
-- calendar: capacities, when they are open, and the spans booked on them. `t` is an integer on its capacity's axis: civil
-- days since 1970-01-01 (grain `day`), or UTC quarter-hours since 1970 (grain `quarter`); intervals are half-open.
CREATE TABLE capacities (
  id INTEGER PRIMARY KEY,
  subject TEXT NOT NULL UNIQUE,
  owner TEXT NOT NULL,
  grain TEXT NOT NULL CHECK (grain IN ('day', 'quarter')),
  zone TEXT NOT NULL,
  units INTEGER NOT NULL CHECK (units >= 0),
  longest INTEGER NOT NULL CHECK (longest > 0),
  buffer_before INTEGER NOT NULL DEFAULT 0 CHECK (buffer_before >= 0),
  buffer_after INTEGER NOT NULL DEFAULT 0 CHECK (buffer_after >= 0),
  open_rule TEXT NOT NULL CHECK (open_rule IN ('whole', 'ends', 'none')),
  works_holidays INTEGER NOT NULL DEFAULT 0 CHECK (works_holidays IN (0, 1)),
  plan_version INTEGER NOT NULL DEFAULT 0,
  changed_t INTEGER NOT NULL,
  changed_at TEXT NOT NULL CHECK (length(changed_at) = 24)
) STRICT;
--> statement-breakpoint
CREATE INDEX capacities_by_owner ON capacities (owner);
--> statement-breakpoint
CREATE TABLE weekly_plans (
  capacity INTEGER NOT NULL REFERENCES capacities(id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  from_quarter INTEGER NOT NULL CHECK (from_quarter BETWEEN 0 AND 95),
  to_quarter INTEGER NOT NULL CHECK (to_quarter BETWEEN 1 AND 96),
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL DEFAULT 2932896,
  PRIMARY KEY (capacity, weekday, from_quarter, from_day),
  CHECK (from_quarter < to_quarter AND from_day < to_day)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE plan_exceptions (
  capacity INTEGER NOT NULL REFERENCES capacities(id),
  from_day INTEGER NOT NULL,
  to_day INTEGER NOT NULL,
  from_quarter INTEGER NOT NULL DEFAULT 0 CHECK (from_quarter BETWEEN 0 AND 95),
  to_quarter INTEGER NOT NULL DEFAULT 96 CHECK (to_quarter BETWEEN 1 AND 96),
  open INTEGER NOT NULL CHECK (open IN (0, 1)),
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (capacity, from_day, from_quarter, open),
  CHECK (from_day < to_day AND from_quarter < to_quarter)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE spans (
  id TEXT PRIMARY KEY,
  capacity INTEGER NOT NULL REFERENCES capacities(id),
  booking TEXT NOT NULL,
  from_t INTEGER NOT NULL,
  to_t INTEGER NOT NULL,
  busy_from INTEGER NOT NULL,
  busy_to INTEGER NOT NULL,
  late_to INTEGER,
  units INTEGER NOT NULL CHECK (units > 0),
  state TEXT NOT NULL CHECK (state IN ('held', 'asked', 'booked', 'out', 'back', 'inspected', 'service', 'closed', 'cancelled', 'no-show', 'lost', 'lapsed')),
  hold_until TEXT CHECK (hold_until IS NULL OR length(hold_until) = 24),
  moved_at TEXT NOT NULL CHECK (length(moved_at) = 24),
  moved_by TEXT NOT NULL,
  plan_version INTEGER,
  counting INTEGER NOT NULL GENERATED ALWAYS AS (state IN ('held', 'asked', 'booked', 'out', 'back', 'service', 'lost')) VIRTUAL,
  CHECK (from_t < to_t AND busy_from <= from_t AND to_t <= busy_to),
  CHECK (late_to IS NULL OR (state IN ('out', 'back', 'lost') AND late_to > busy_to)),
  CHECK ((state IN ('held', 'asked')) = (hold_until IS NOT NULL))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX spans_counting ON spans (capacity, busy_from, busy_to, units, hold_until) WHERE counting = 1;
--> statement-breakpoint
CREATE INDEX spans_late ON spans (capacity, late_to, busy_to, units) WHERE late_to IS NOT NULL;
--> statement-breakpoint
CREATE INDEX spans_by_hold ON spans (hold_until) WHERE hold_until IS NOT NULL;
--> statement-breakpoint
CREATE INDEX spans_by_booking ON spans (booking);
--> statement-breakpoint
CREATE INDEX spans_finished ON spans (moved_at) WHERE counting = 0;
--> statement-breakpoint
CREATE INDEX spans_inspected ON spans (moved_at) WHERE state = 'inspected';
--> statement-breakpoint
CREATE TABLE span_movements (
  seq INTEGER PRIMARY KEY,
  span TEXT NOT NULL,
  moved_at TEXT NOT NULL,
  moved_by TEXT NOT NULL,
  state TEXT NOT NULL,
  capacity INTEGER NOT NULL,
  from_t INTEGER NOT NULL,
  to_t INTEGER NOT NULL,
  busy_to INTEGER NOT NULL,
  late_to INTEGER,
  units INTEGER NOT NULL,
  hold_until TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX span_movements_by_span ON span_movements (span);
--> statement-breakpoint
CREATE TRIGGER span_movements_stay BEFORE UPDATE ON span_movements
BEGIN SELECT RAISE(ABORT, 'moves are kept'); END;
--> statement-breakpoint
CREATE TRIGGER span_movements_kept BEFORE DELETE ON span_movements
WHEN EXISTS (SELECT 1 FROM spans WHERE id = OLD.span)
BEGIN SELECT RAISE(ABORT, 'moves are kept'); END;
--> statement-breakpoint
CREATE VIEW occupied AS
  SELECT id, capacity, busy_from AS from_t, busy_to AS to_t, units, hold_until, busy_from AS reach
  FROM spans
  WHERE counting = 1
  UNION ALL
  SELECT id, capacity, busy_to, late_to, units, NULL, late_to
  FROM spans
  WHERE late_to IS NOT NULL;
--> statement-breakpoint
-- The sum of what occupies the new span's stretch, swept by its ends; a start is found through the longest span there may be.
CREATE TRIGGER spans_fit_new AFTER INSERT ON spans WHEN NEW.counting
BEGIN
  SELECT RAISE(ABORT, 'too long')
  WHERE NEW.busy_to - NEW.busy_from > coalesce((SELECT longest FROM capacities WHERE id = NEW.capacity), 0);
  SELECT RAISE(ABORT, 'plan changed')
  WHERE NEW.plan_version IS NOT NULL
    AND NEW.plan_version <> (SELECT plan_version FROM capacities WHERE id = NEW.capacity);
  SELECT RAISE(ABORT, 'over capacity')
  WHERE (
    SELECT max(load) FROM (
      SELECT sum(step) OVER (ORDER BY t, step ROWS UNBOUNDED PRECEDING) AS load FROM (
        SELECT from_t AS t, units AS step FROM occupied o
        WHERE o.capacity = NEW.capacity AND o.from_t < NEW.busy_to AND o.to_t > NEW.busy_from
          AND o.reach > NEW.busy_from - (SELECT longest FROM capacities WHERE id = NEW.capacity)
          AND (o.hold_until IS NULL OR o.hold_until > NEW.moved_at OR o.id = NEW.id)
        UNION ALL
        SELECT to_t, -units FROM occupied o
        WHERE o.capacity = NEW.capacity AND o.from_t < NEW.busy_to AND o.to_t > NEW.busy_from AND o.to_t < NEW.busy_to
          AND o.reach > NEW.busy_from - (SELECT longest FROM capacities WHERE id = NEW.capacity)
          AND (o.hold_until IS NULL OR o.hold_until > NEW.moved_at OR o.id = NEW.id)
      )
    )
  ) > coalesce((SELECT units FROM capacities WHERE id = NEW.capacity), 0);
END;
--> statement-breakpoint
CREATE TRIGGER spans_fit_changed AFTER UPDATE OF capacity, busy_from, busy_to, units, state, hold_until ON spans
WHEN NEW.counting AND (
  NOT OLD.counting OR NEW.capacity <> OLD.capacity OR NEW.busy_from < OLD.busy_from OR NEW.busy_to > OLD.busy_to
  OR NEW.units > OLD.units OR (OLD.hold_until IS NOT NULL AND NEW.hold_until IS NOT OLD.hold_until)
)
BEGIN
  SELECT RAISE(ABORT, 'too long')
  WHERE NEW.busy_to - NEW.busy_from > coalesce((SELECT longest FROM capacities WHERE id = NEW.capacity), 0);
  SELECT RAISE(ABORT, 'over capacity')
  WHERE (
    SELECT max(load) FROM (
      SELECT sum(step) OVER (ORDER BY t, step ROWS UNBOUNDED PRECEDING) AS load FROM (
        SELECT from_t AS t, units AS step FROM occupied o
        WHERE o.capacity = NEW.capacity AND o.from_t < NEW.busy_to AND o.to_t > NEW.busy_from
          AND o.reach > NEW.busy_from - (SELECT longest FROM capacities WHERE id = NEW.capacity)
          AND (o.hold_until IS NULL OR o.hold_until > NEW.moved_at OR o.id = NEW.id)
        UNION ALL
        SELECT to_t, -units FROM occupied o
        WHERE o.capacity = NEW.capacity AND o.from_t < NEW.busy_to AND o.to_t > NEW.busy_from AND o.to_t < NEW.busy_to
          AND o.reach > NEW.busy_from - (SELECT longest FROM capacities WHERE id = NEW.capacity)
          AND (o.hold_until IS NULL OR o.hold_until > NEW.moved_at OR o.id = NEW.id)
      )
    )
  ) > coalesce((SELECT units FROM capacities WHERE id = NEW.capacity), 0);
END;
--> statement-breakpoint
CREATE TRIGGER capacities_hold AFTER UPDATE OF units ON capacities WHEN NEW.units < OLD.units
BEGIN
  SELECT RAISE(ABORT, 'bookings above the new capacity')
  WHERE (
    SELECT max(load) FROM (
      SELECT sum(step) OVER (ORDER BY t, step ROWS UNBOUNDED PRECEDING) AS load FROM (
        SELECT o.busy_from AS t, o.units AS step FROM spans o
        WHERE o.counting = 1 AND o.capacity = NEW.id
          AND o.busy_to > NEW.changed_t AND o.busy_from > NEW.changed_t - NEW.longest
          AND (o.hold_until IS NULL OR o.hold_until > NEW.changed_at)
        UNION ALL
        SELECT o.busy_to, -o.units FROM spans o
        WHERE o.counting = 1 AND o.capacity = NEW.id
          AND o.busy_to > NEW.changed_t AND o.busy_from > NEW.changed_t - NEW.longest
          AND (o.hold_until IS NULL OR o.hold_until > NEW.changed_at)
      )
    )
  ) > NEW.units;
END;
--> statement-breakpoint
CREATE TRIGGER capacities_longest AFTER UPDATE OF longest ON capacities WHEN NEW.longest < OLD.longest
BEGIN
  SELECT RAISE(ABORT, 'a booking is longer')
  WHERE EXISTS (
    SELECT 1 FROM spans o
    WHERE o.counting = 1 AND o.capacity = NEW.id AND o.busy_to - o.busy_from > NEW.longest
  );
END;
--> statement-breakpoint
CREATE TRIGGER capacities_grain BEFORE UPDATE OF grain, zone ON capacities
WHEN (NEW.grain <> OLD.grain OR NEW.zone <> OLD.zone)
  AND EXISTS (SELECT 1 FROM spans WHERE capacity = OLD.id AND counting = 1)
BEGIN SELECT RAISE(ABORT, 'spans are counted in this grain'); END;
--> statement-breakpoint
CREATE TRIGGER spans_move_new AFTER INSERT ON spans
BEGIN
  INSERT INTO span_movements (span, moved_at, moved_by, state, capacity, from_t, to_t, busy_to, late_to, units, hold_until)
  VALUES (NEW.id, NEW.moved_at, NEW.moved_by, NEW.state, NEW.capacity, NEW.from_t, NEW.to_t, NEW.busy_to, NEW.late_to, NEW.units, NEW.hold_until);
END;
--> statement-breakpoint
CREATE TRIGGER spans_move_changed AFTER UPDATE ON spans
BEGIN
  INSERT INTO span_movements (span, moved_at, moved_by, state, capacity, from_t, to_t, busy_to, late_to, units, hold_until)
  VALUES (NEW.id, NEW.moved_at, NEW.moved_by, NEW.state, NEW.capacity, NEW.from_t, NEW.to_t, NEW.busy_to, NEW.late_to, NEW.units, NEW.hold_until);
END;
--> statement-breakpoint
CREATE TRIGGER spans_kept BEFORE DELETE ON spans WHEN OLD.counting AND OLD.hold_until IS NULL
BEGIN SELECT RAISE(ABORT, 'a promise is cancelled, not deleted'); END;
--> statement-breakpoint
-- catalogue: offers, their images, changes and reports
CREATE TABLE offers (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  category TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('new', 'reused', 'repaired', 'rental', 'service', 'by-product')),
  name TEXT NOT NULL CHECK (json_valid(name) AND json_type(name, '$.fr') IS 'text'),
  description TEXT NOT NULL CHECK (json_valid(description) AND json_type(description, '$.fr') IS 'text'),
  price_cents INTEGER NOT NULL CHECK (price_cents >= 0),
  vat_basis_points INTEGER NOT NULL CHECK (vat_basis_points IN (0, 210, 550, 1000, 2000)),
  former_vat_basis_points INTEGER CHECK (former_vat_basis_points >= 0),
  unit TEXT NOT NULL,
  mass_grams INTEGER NOT NULL CHECK (mass_grams >= 0),
  stock INTEGER CHECK (stock >= 0),
  lead_days INTEGER NOT NULL CHECK (lead_days >= 0),
  deposit_cents INTEGER CHECK (deposit_cents > 0),
  scenario TEXT CHECK (scenario IS NULL OR json_valid(scenario)),
  reference_units INTEGER NOT NULL CHECK (reference_units >= 0),
  agec58 TEXT,
  egalim TEXT CHECK (egalim IN ('organic', 'organic-conversion', 'label-rouge', 'aoc-aop', 'igp', 'stg', 'hve', 'level-2', 'sustainable-fishing', 'rup', 'fair-trade', 'farm', 'other-quality', 'none')),
  food_family TEXT CHECK (food_family IN ('VIANDES_VOLAILLES', 'CHARCUTERIE', 'PRODUITS_DE_LA_MER', 'FRUITS_ET_LEGUMES', 'PRODUITS_LAITIERS', 'BOULANGERIE', 'BOISSONS', 'AUTRES')),
  repaired_thing TEXT CHECK (repaired_thing IN ('sold', 'buyers')),
  thing TEXT CHECK (thing IS NOT NULL OR status <> 'live'),
  chosen_thing TEXT CHECK (chosen_thing IS NULL OR chosen_thing = thing),
  recycled_percent INTEGER CHECK (recycled_percent BETWEEN 1 AND 100),
  figure_faults TEXT CHECK (figure_faults IS NULL OR json_valid(figure_faults)),
  lent_units INTEGER NOT NULL CHECK (lent_units >= 0),
  created_at TEXT NOT NULL,
  status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'live', 'archived')),
  sku TEXT,
  gtin TEXT CHECK (gtin NOT GLOB '*[^0-9]*' AND length(gtin) IN (8, 12, 13, 14)),
  family TEXT CHECK (family <> ''),
  variant TEXT CHECK ((variant IS NULL) = (family IS NULL) AND (variant IS NULL OR json_valid(variant) AND json_array_length(variant) BETWEEN 1 AND 2)),
  order_unit TEXT NOT NULL DEFAULT 'lot',
  pack_milli INTEGER NOT NULL DEFAULT 1000 CHECK (pack_milli > 0),
  content TEXT CHECK (content IS NULL OR json_valid(content) AND json_type(content, '$.milli') IS 'integer'),
  piece_weight TEXT CHECK (piece_weight IS NULL OR piece_weight ->> '$.minGrams' <= piece_weight ->> '$.maxGrams' AND pack_milli = piece_weight ->> '$.maxGrams'),
  min_quantity INTEGER NOT NULL DEFAULT 1 CHECK (min_quantity BETWEEN 1 AND 9999),
  order_step INTEGER NOT NULL DEFAULT 1 CHECK (order_step BETWEEN 1 AND 9999),
  price_tiers TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(price_tiers)),
  on_quote INTEGER NOT NULL DEFAULT 0 CHECK (on_quote IN (0, 1)),
  availability TEXT CHECK (availability IS NULL OR json_valid(availability)),
  booking_terms TEXT CHECK (booking_terms IS NULL OR json_valid(booking_terms)),
  by_product TEXT CHECK (by_product IS NULL OR json_valid(by_product)),
  season TEXT CHECK (season IS NULL OR json_valid(season)),
  attributes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(attributes)),
  to_translate TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(to_translate)),
  updated_at TEXT NOT NULL DEFAULT ''
) STRICT;
--> statement-breakpoint
CREATE VIEW supplier_categories AS
SELECT DISTINCT supplier_id, category FROM offers WHERE status = 'live';
--> statement-breakpoint
CREATE INDEX offers_by_supplier ON offers (supplier_id, status);
--> statement-breakpoint
CREATE INDEX offers_by_family ON offers (supplier_id, family) WHERE family IS NOT NULL;
--> statement-breakpoint
CREATE VIEW shown_offers AS
SELECT * FROM offers o
WHERE status = 'live' AND (family IS NULL OR NOT EXISTS (
  SELECT 1 FROM offers f WHERE f.supplier_id = o.supplier_id AND f.family = o.family AND f.status = 'live' AND f.id < o.id
));
--> statement-breakpoint
CREATE INDEX offers_by_thing ON offers (thing, status);
--> statement-breakpoint
CREATE INDEX offers_by_category ON offers (category, status);
--> statement-breakpoint
CREATE INDEX offers_by_season ON offers (status, id) WHERE season IS NOT NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX offers_by_sku ON offers (supplier_id, sku) WHERE sku IS NOT NULL;
--> statement-breakpoint
CREATE INDEX offers_by_reference ON offers (sku COLLATE NOCASE) WHERE sku IS NOT NULL;
--> statement-breakpoint
CREATE TABLE offer_images (
  id TEXT PRIMARY KEY,
  offer_id INTEGER NOT NULL REFERENCES offers(id),
  position INTEGER NOT NULL,
  alt TEXT NOT NULL CHECK (json_valid(alt) AND json_type(alt, '$.fr') IS 'text' AND length(alt ->> '$.fr') > 0),
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  created_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX offer_images_by_offer ON offer_images (offer_id, position);
--> statement-breakpoint
CREATE TABLE offer_changes (
  id INTEGER PRIMARY KEY,
  offer_id INTEGER NOT NULL REFERENCES offers(id),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  via TEXT NOT NULL CHECK (via IN ('form', 'table', 'import', 'copy', 'image')),
  changes TEXT NOT NULL CHECK (json_valid(changes))
) STRICT;
--> statement-breakpoint
CREATE INDEX offer_changes_by_offer ON offer_changes (offer_id, id);
--> statement-breakpoint
-- dates of a training or a tasting; the capacity `session:<id>` has the seats of one
CREATE TABLE offer_sessions (
  id INTEGER PRIMARY KEY,
  offer_id INTEGER NOT NULL REFERENCES offers(id),
  day TEXT NOT NULL,
  from_quarter INTEGER NOT NULL CHECK (from_quarter BETWEEN 0 AND 95),
  to_quarter INTEGER NOT NULL CHECK (to_quarter > from_quarter AND to_quarter <= 191),
  seats INTEGER NOT NULL CHECK (seats BETWEEN 1 AND 999),
  minimum INTEGER NOT NULL CHECK (minimum BETWEEN 0 AND 999),
  decide_on TEXT NOT NULL CHECK (decide_on <= day),
  place TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'confirmed', 'called-off')),
  asked_at TEXT,
  UNIQUE (offer_id, day, from_quarter)
) STRICT;
--> statement-breakpoint
CREATE INDEX offer_sessions_to_decide ON offer_sessions (decide_on) WHERE state = 'open' AND asked_at IS NULL;
--> statement-breakpoint
CREATE INDEX offer_sessions_called_off ON offer_sessions (day) WHERE state = 'called-off';
--> statement-breakpoint
-- every change of an offer's stock; the sum of its quantities is the stock, 0 while it is made to order
CREATE TABLE stock_movements (
  id INTEGER PRIMARY KEY,
  offer_id INTEGER NOT NULL REFERENCES offers(id),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'release', 'count', 'loss', 'return', 'correction', 'import')),
  quantity INTEGER NOT NULL,
  balance INTEGER CHECK (balance >= 0),
  reason TEXT NOT NULL,
  reference TEXT,
  edit_id TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX stock_movements_by_offer ON stock_movements (offer_id, id);
--> statement-breakpoint
CREATE INDEX stock_movements_by_reference ON stock_movements (reference, offer_id) WHERE reference IS NOT NULL;
--> statement-breakpoint
CREATE INDEX stock_movements_by_edit ON stock_movements (edit_id, offer_id) WHERE edit_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE offer_figures (
  offer_id INTEGER PRIMARY KEY REFERENCES offers(id),
  state TEXT NOT NULL CHECK (state IN ('inside', 'outside', 'released', 'withheld')),
  facts TEXT NOT NULL,
  faults TEXT NOT NULL CHECK (json_valid(faults)),
  peers TEXT NOT NULL,
  peer_things TEXT NOT NULL,
  grams_per_euro INTEGER NOT NULL,
  grams_per_kilogram INTEGER,
  at TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  reason TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX offer_figures_outside ON offer_figures (at) WHERE state = 'outside';
--> statement-breakpoint
CREATE INDEX offer_figures_by_peers ON offer_figures (peers, offer_id) WHERE state IN ('inside', 'released');
--> statement-breakpoint
CREATE INDEX offer_figures_by_things ON offer_figures (peer_things, offer_id) WHERE state IN ('inside', 'released');
--> statement-breakpoint
CREATE TABLE offer_notices (
  user_id TEXT NOT NULL REFERENCES users(id),
  offer_id INTEGER NOT NULL REFERENCES offers(id),
  asked_at TEXT NOT NULL,
  PRIMARY KEY (user_id, offer_id)
) STRICT;
--> statement-breakpoint
CREATE INDEX offer_notices_by_age ON offer_notices (asked_at);
--> statement-breakpoint
CREATE INDEX offer_notices_by_offer ON offer_notices (offer_id);
--> statement-breakpoint
CREATE TABLE offer_reviews (
  id TEXT PRIMARY KEY,
  offer_id INTEGER NOT NULL REFERENCES offers(id),
  reporter TEXT NOT NULL,
  text TEXT NOT NULL,
  at TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  outcome TEXT CHECK (outcome IN ('kept', 'taken-down')),
  reason TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX offer_reviews_open ON offer_reviews (at) WHERE decided_at IS NULL;
--> statement-breakpoint
CREATE INDEX offer_reviews_named ON offer_reviews (decided_at) WHERE reporter <> '';
--> statement-breakpoint
CREATE TABLE pending_texts (
  id TEXT PRIMARY KEY,
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  offer_id INTEGER REFERENCES offers(id),
  image_id TEXT,
  field TEXT NOT NULL CHECK (field IN ('nameFr', 'nameEn', 'descriptionFr', 'descriptionEn', 'headlineFr', 'headlineEn', 'storyFr', 'storyEn', 'supplierName', 'altFr', 'altEn')),
  text TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'refused', 'allowed', 'ended')),
  kinds TEXT NOT NULL CHECK (json_valid(kinds)),
  found TEXT NOT NULL CHECK (json_valid(found)),
  evidence TEXT NOT NULL CHECK (json_valid(evidence)),
  differences TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(differences)),
  is_live INTEGER NOT NULL DEFAULT 0 CHECK (is_live IN (0, 1)),
  rules TEXT NOT NULL,
  note TEXT,
  typed_by TEXT NOT NULL,
  typed_at TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  reason TEXT,
  CHECK ((decided_at IS NULL) = (decided_by IS NULL))
) STRICT;
--> statement-breakpoint
CREATE INDEX pending_texts_supplier ON pending_texts (supplier_id, state);
--> statement-breakpoint
CREATE INDEX pending_texts_waiting ON pending_texts (typed_at, id, supplier_id) WHERE state = 'waiting';
--> statement-breakpoint
CREATE TABLE figure_runs (
  versions TEXT PRIMARY KEY,
  after INTEGER NOT NULL CHECK (after >= 0),
  started_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
--> statement-breakpoint
CREATE TABLE claim_rule_runs (
  rules TEXT PRIMARY KEY,
  place TEXT NOT NULL CHECK (place IN ('offers', 'pictures', 'suppliers')),
  after TEXT NOT NULL,
  judged INTEGER NOT NULL CHECK (judged >= 0),
  waiting INTEGER NOT NULL CHECK (waiting >= 0),
  started_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
--> statement-breakpoint
-- imports: files of offers, and their rows as checked
CREATE TABLE offer_imports (
  id TEXT PRIMARY KEY,
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  state TEXT NOT NULL CHECK (state IN ('mapping', 'reading', 'preview', 'writing', 'done', 'cancelled', 'failed')),
  file_name TEXT NOT NULL,
  file_key TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  encoding TEXT NOT NULL,
  delimiter TEXT NOT NULL,
  format TEXT NOT NULL,
  mapping TEXT NOT NULL CHECK (json_valid(mapping)),
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  bytes_read INTEGER NOT NULL DEFAULT 0,
  rows_read INTEGER NOT NULL DEFAULT 0,
  rows_written INTEGER NOT NULL DEFAULT 0,
  to_create INTEGER NOT NULL DEFAULT 0,
  to_change INTEGER NOT NULL DEFAULT 0,
  same INTEGER NOT NULL DEFAULT 0,
  refused INTEGER NOT NULL DEFAULT 0,
  problem TEXT,
  finished_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX offer_imports_by_supplier ON offer_imports (supplier_id, created_at);
--> statement-breakpoint
CREATE INDEX offer_imports_at_work ON offer_imports (state) WHERE state IN ('reading', 'writing');
--> statement-breakpoint
CREATE INDEX offer_imports_by_end ON offer_imports (finished_at) WHERE finished_at IS NOT NULL;
--> statement-breakpoint
CREATE TABLE offer_import_rows (
  import_id TEXT NOT NULL REFERENCES offer_imports(id),
  row INTEGER NOT NULL,
  sku TEXT NOT NULL,
  name TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('create', 'change', 'same', 'refuse')),
  detail TEXT NOT NULL CHECK (json_valid(detail)),
  offer TEXT CHECK (offer IS NULL OR json_valid(offer)),
  thing_asked TEXT,
  PRIMARY KEY (import_id, row)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX offer_import_rows_by_thing_asked ON offer_import_rows (import_id, thing_asked) WHERE thing_asked IS NOT NULL;
--> statement-breakpoint
CREATE INDEX offer_import_rows_by_outcome ON offer_import_rows (import_id, outcome, row);
--> statement-breakpoint
CREATE INDEX offer_import_rows_by_sku ON offer_import_rows (import_id, sku);
--> statement-breakpoint
-- scoring: the scores of the day, and the versions of the method
CREATE TABLE supplier_scores (
  supplier_id TEXT PRIMARY KEY,
  method TEXT NOT NULL,
  as_of TEXT NOT NULL,
  proven REAL NOT NULL,
  declared REAL NOT NULL,
  coverage REAL NOT NULL,
  evidence REAL NOT NULL,
  documented INTEGER NOT NULL,
  reviewed INTEGER NOT NULL,
  applicable INTEGER NOT NULL,
  pillars TEXT NOT NULL CHECK (json_valid(pillars)),
  strengths TEXT NOT NULL CHECK (json_valid(strengths)),
  unknowns TEXT NOT NULL CHECK (json_valid(unknowns)),
  best_level TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE town_scores (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  suppliers INTEGER NOT NULL,
  median INTEGER NOT NULL,
  proven TEXT NOT NULL CHECK (json_valid(proven))
) STRICT;
--> statement-breakpoint
CREATE TABLE score_leaves (
  as_of TEXT NOT NULL,
  position INTEGER NOT NULL,
  supplier_id TEXT NOT NULL,
  leaf TEXT NOT NULL CHECK (json_valid(leaf)),
  PRIMARY KEY (as_of, position)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX score_leaves_supplier ON score_leaves (supplier_id, as_of);
--> statement-breakpoint
CREATE TABLE method_publications (
  ref TEXT PRIMARY KEY,
  published_at TEXT NOT NULL,
  published_by TEXT NOT NULL,
  previous TEXT
) STRICT;
--> statement-breakpoint
-- evidence: submissions and decisions, peer visits, claims, jumps of a score, rechecks drawn by lot
CREATE TABLE evidence (
  id TEXT PRIMARY KEY,
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  criterion_id TEXT NOT NULL,
  value REAL NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('submitted', 'accepted', 'returned', 'refused', 'withdrawn')),
  kind TEXT NOT NULL CHECK (kind IN ('declaration', 'file', 'link', 'registry', 'visit')),
  asked_level TEXT NOT NULL CHECK (asked_level IN ('L1', 'L2', 'L2P', 'L3', 'L4')),
  level TEXT CHECK (level IN ('L1', 'L2', 'L2P', 'L3', 'L4')),
  dated_on TEXT NOT NULL,
  title TEXT NOT NULL,
  link TEXT,
  sheet TEXT CHECK (json_valid(sheet)),
  file_count INTEGER NOT NULL DEFAULT 0 CHECK (file_count >= 0),
  file_public INTEGER NOT NULL DEFAULT 0 CHECK (file_public IN (0, 1)),
  fact_id TEXT,
  submitted_by TEXT NOT NULL,
  submitted_at TEXT NOT NULL,
  first_accept_by TEXT,
  first_accept_level TEXT,
  decided_by TEXT,
  decided_at TEXT,
  reason TEXT,
  CHECK (state NOT IN ('returned', 'refused') OR length(reason) > 0),
  CHECK (state <> 'accepted' OR level IS NOT NULL)
) STRICT;
--> statement-breakpoint
CREATE INDEX evidence_by_supplier ON evidence (supplier_id, criterion_id, submitted_at);
--> statement-breakpoint
CREATE INDEX evidence_waiting ON evidence (submitted_at) WHERE state = 'submitted';
--> statement-breakpoint
CREATE INDEX evidence_by_fact ON evidence (fact_id) WHERE fact_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX evidence_ended_files ON evidence (coalesce(decided_at, submitted_at)) WHERE state IN ('refused', 'returned', 'withdrawn') AND (file_count > 0 OR sheet IS NOT NULL);
--> statement-breakpoint
CREATE TRIGGER evidence_no_delete BEFORE DELETE ON evidence
BEGIN SELECT RAISE(ABORT, 'evidence is never deleted'); END;
--> statement-breakpoint
CREATE TABLE evidence_files (
  id TEXT PRIMARY KEY,
  evidence_id TEXT NOT NULL REFERENCES evidence(id),
  position INTEGER NOT NULL,
  file_key TEXT NOT NULL,
  file_name TEXT NOT NULL,
  file_type TEXT NOT NULL,
  file_bytes INTEGER NOT NULL CHECK (file_bytes > 0),
  file_sha256 TEXT NOT NULL,
  UNIQUE (evidence_id, position)
) STRICT;
--> statement-breakpoint
CREATE TABLE evidence_steps (
  id INTEGER PRIMARY KEY,
  evidence_id TEXT NOT NULL REFERENCES evidence(id),
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  step TEXT NOT NULL CHECK (step IN (
    'submit', 'first-accept', 'accept', 'return', 'refuse', 'withdraw', 'expire', 'remind'
  )),
  reason TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX evidence_steps_by_evidence ON evidence_steps (evidence_id, id);
--> statement-breakpoint
CREATE TRIGGER evidence_steps_no_update BEFORE UPDATE ON evidence_steps
BEGIN SELECT RAISE(ABORT, 'evidence_steps is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER evidence_steps_no_delete BEFORE DELETE ON evidence_steps
BEGIN SELECT RAISE(ABORT, 'evidence_steps is append-only'); END;
--> statement-breakpoint
CREATE TABLE peer_visits (
  id TEXT PRIMARY KEY,
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  state TEXT NOT NULL CHECK (state IN ('invited', 'dated', 'signed', 'cancelled')),
  criteria TEXT NOT NULL CHECK (json_valid(criteria)),
  planned_on TEXT,
  created_by TEXT NOT NULL,
  created_at TEXT NOT NULL,
  signed_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX peer_visits_by_supplier ON peer_visits (supplier_id, created_at);
--> statement-breakpoint
CREATE TABLE peer_visitors (
  visit_id TEXT NOT NULL REFERENCES peer_visits(id),
  user_id TEXT NOT NULL REFERENCES users(id),
  for_supplier TEXT REFERENCES suppliers(id),
  agreed_at TEXT,
  declined_at TEXT,
  grid TEXT CHECK (grid IS NULL OR json_valid(grid)),
  signed_at TEXT,
  PRIMARY KEY (visit_id, user_id)
) STRICT;
--> statement-breakpoint
CREATE INDEX peer_visitors_by_user ON peer_visitors (user_id);
--> statement-breakpoint
CREATE INDEX peer_visitors_by_supplier ON peer_visitors (for_supplier);
--> statement-breakpoint
CREATE TABLE claim_reports (
  id TEXT PRIMARY KEY,
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  criterion_id TEXT NOT NULL,
  reporter TEXT NOT NULL,
  text TEXT NOT NULL,
  at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'answered')),
  upheld INTEGER CHECK (upheld IN (0, 1)),
  answer TEXT,
  answered_by TEXT,
  answered_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX claim_reports_by_supplier ON claim_reports (supplier_id, at);
--> statement-breakpoint
CREATE INDEX claim_reports_open ON claim_reports (at) WHERE state = 'open';
--> statement-breakpoint
CREATE INDEX claim_reports_named ON claim_reports (answered_at) WHERE reporter <> '';
--> statement-breakpoint
CREATE TABLE claim_replies (
  id TEXT PRIMARY KEY,
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  criterion_id TEXT NOT NULL,
  author TEXT NOT NULL,
  text TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX claim_replies_by_supplier ON claim_replies (supplier_id, at);
--> statement-breakpoint
CREATE TABLE score_jumps (
  id TEXT PRIMARY KEY,
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  criterion_id TEXT NOT NULL,
  evidence_id TEXT NOT NULL,
  points_before INTEGER NOT NULL,
  points_after INTEGER NOT NULL,
  at TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  reason TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX score_jumps_open ON score_jumps (at) WHERE decided_at IS NULL;
--> statement-breakpoint
CREATE TABLE evidence_rechecks (
  id TEXT PRIMARY KEY,
  quarter TEXT NOT NULL,
  fact_id TEXT NOT NULL,
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  criterion_id TEXT NOT NULL,
  drawn_at TEXT NOT NULL,
  due_on TEXT NOT NULL,
  decided_by TEXT,
  decided_at TEXT,
  upheld INTEGER CHECK (upheld IN (0, 1)),
  reason TEXT,
  UNIQUE (quarter, fact_id)
) STRICT;
--> statement-breakpoint
CREATE INDEX evidence_rechecks_open ON evidence_rechecks (drawn_at) WHERE decided_at IS NULL;
--> statement-breakpoint
CREATE TABLE recheck_draws (
  quarter TEXT PRIMARY KEY,
  announced_at TEXT NOT NULL,
  after TEXT NOT NULL,
  pool TEXT NOT NULL CHECK (json_type(pool) = 'array'),
  size INTEGER NOT NULL,
  seed_by TEXT NOT NULL CHECK (seed_by IN ('witness', 'own')),
  cosignature TEXT,
  seed TEXT,
  drawn_at TEXT,
  CHECK ((seed IS NULL) = (drawn_at IS NULL) AND (seed IS NULL) = (cosignature IS NULL))
) STRICT;
--> statement-breakpoint
-- moderation: which steward took which item of the queue
CREATE TABLE queue_assignments (
  item TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users(id),
  at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
-- search: analysed terms by generation, what other engines have followed, saved searches
CREATE TABLE search_documents (
  generation INTEGER NOT NULL,
  id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  category TEXT NOT NULL,
  kind TEXT NOT NULL,
  supplier TEXT NOT NULL,
  price_cents INTEGER NOT NULL,
  gross_cents INTEGER NOT NULL,
  lead_days INTEGER NOT NULL,
  in_stock INTEGER NOT NULL,
  names TEXT NOT NULL CHECK (json_valid(names)),
  terms TEXT NOT NULL CHECK (json_valid(terms)),
  terms_hash INTEGER NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (generation, id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX search_documents_by_seq ON search_documents (generation, seq);
--> statement-breakpoint
CREATE INDEX search_documents_by_supplier ON search_documents (generation, supplier, id);
--> statement-breakpoint
CREATE TABLE search_sellers (
  generation INTEGER NOT NULL,
  supplier TEXT NOT NULL,
  seq INTEGER NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (generation, supplier)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX search_sellers_by_seq ON search_sellers (generation, seq);
--> statement-breakpoint
CREATE TABLE search_state (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  generation INTEGER NOT NULL,
  building INTEGER,
  last_generation INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  built_at TEXT,
  followable_from INTEGER NOT NULL,
  times_seq INTEGER NOT NULL DEFAULT 0
) STRICT;
--> statement-breakpoint
INSERT INTO search_state (id, generation, building, last_generation, seq, built_at, followable_from) VALUES (1, 0, NULL, 0, 0, NULL, 0);
--> statement-breakpoint
CREATE TRIGGER capacities_move_times AFTER INSERT ON capacities
BEGIN
  UPDATE search_state SET times_seq = times_seq + 1;
END;
--> statement-breakpoint
CREATE TRIGGER capacities_move_times_changed AFTER UPDATE ON capacities
BEGIN
  UPDATE search_state SET times_seq = times_seq + 1;
END;
--> statement-breakpoint
CREATE TRIGGER suppliers_move_times AFTER INSERT ON suppliers
BEGIN
  UPDATE search_state SET times_seq = times_seq + 1;
END;
--> statement-breakpoint
CREATE TRIGGER suppliers_move_times_changed
AFTER UPDATE OF status, insee, delivery_days, shared_fee_cents, dedicated_fee_cents, pickup, cutoff_days, cutoff_hour, opening,
  closures, work_days, works_holidays
ON suppliers
BEGIN
  UPDATE search_state SET times_seq = times_seq + 1;
END;
--> statement-breakpoint
CREATE TRIGGER offers_move_times AFTER UPDATE OF lead_days, availability, booking_terms ON offers
WHEN NEW.booking_terms IS NOT NULL OR OLD.booking_terms IS NOT NULL
BEGIN
  UPDATE search_state SET times_seq = times_seq + 1;
END;
--> statement-breakpoint
CREATE TABLE search_remote (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  generation INTEGER,
  seq INTEGER NOT NULL,
  settings TEXT NOT NULL,
  fill TEXT NOT NULL,
  leased_by TEXT NOT NULL,
  leased_until TEXT NOT NULL
) STRICT;
--> statement-breakpoint
INSERT INTO search_remote (id, generation, seq, settings, fill, leased_by, leased_until) VALUES (1, NULL, 0, '', '', '', '');
--> statement-breakpoint
CREATE TABLE search_saved (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users(id),
  search TEXT NOT NULL,
  locale TEXT NOT NULL,
  audience TEXT NOT NULL CHECK (audience IN ('professional', 'consumer', 'public-buyer')),
  insee TEXT NOT NULL,
  mail INTEGER NOT NULL DEFAULT 1 CHECK (mail IN (0, 1)),
  created_at TEXT NOT NULL,
  checked_on TEXT NOT NULL,
  removed_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX search_saved_by_user ON search_saved (user_id, created_at);
--> statement-breakpoint
CREATE INDEX search_saved_removed ON search_saved (removed_at) WHERE removed_at IS NOT NULL;
--> statement-breakpoint
CREATE TABLE search_known (
  saved_id TEXT NOT NULL REFERENCES search_saved(id) ON DELETE CASCADE,
  offer_id INTEGER NOT NULL,
  PRIMARY KEY (saved_id, offer_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE unanswered_searches (
  month TEXT NOT NULL,
  subject TEXT NOT NULL,
  people INTEGER NOT NULL,
  text TEXT,
  PRIMARY KEY (month, subject)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE unanswered_people (
  month TEXT NOT NULL,
  subject TEXT NOT NULL,
  cell INTEGER NOT NULL CHECK (cell BETWEEN 0 AND 255),
  PRIMARY KEY (month, subject, cell)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE unanswered_salts (
  month TEXT PRIMARY KEY,
  salt BLOB NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- basket
CREATE TABLE baskets (
  id TEXT PRIMARY KEY,
  user_id TEXT UNIQUE REFERENCES users(id),
  updated_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX baskets_by_time ON baskets (updated_at);
--> statement-breakpoint
CREATE TABLE basket_lines (
  basket_id TEXT NOT NULL REFERENCES baskets(id) ON DELETE CASCADE,
  offer_id INTEGER NOT NULL REFERENCES offers(id),
  quantity INTEGER NOT NULL CHECK (quantity BETWEEN 1 AND 9999),
  added_at TEXT NOT NULL,
  booked_time TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (basket_id, offer_id, booked_time)
) STRICT;
--> statement-breakpoint
CREATE TABLE basket_deliveries (
  basket_id TEXT NOT NULL REFERENCES baskets(id) ON DELETE CASCADE,
  supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  choice TEXT NOT NULL CHECK (choice IN ('shared', 'dedicated', 'pickup-foot', 'pickup-car', 'round', 'on-site', 'visit')),
  day TEXT,
  PRIMARY KEY (basket_id, supplier_id)
) STRICT;
--> statement-breakpoint
-- orders: frozen lines, parts by supplier, outcomes, proposals, returns
CREATE TABLE orders (
  id TEXT PRIMARY KEY,
  number TEXT NOT NULL UNIQUE,
  user_id TEXT NOT NULL,
  organisation_id TEXT,
  basket_id TEXT NOT NULL,
  buyer_name TEXT NOT NULL,
  buyer BLOB NOT NULL,
  contact_name TEXT NOT NULL,
  contact_email TEXT NOT NULL,
  contact_phone TEXT NOT NULL,
  address TEXT NOT NULL,
  insee TEXT NOT NULL,
  lat REAL NOT NULL,
  lon REAL NOT NULL,
  note TEXT NOT NULL,
  locale TEXT NOT NULL,
  goods_cents INTEGER NOT NULL CHECK (goods_cents >= 0),
  delivery_cents INTEGER NOT NULL CHECK (delivery_cents >= 0),
  vat_cents INTEGER NOT NULL CHECK (vat_cents >= 0),
  total_cents INTEGER NOT NULL CHECK (total_cents = goods_cents + delivery_cents + vat_cents),
  method TEXT NOT NULL,
  factors TEXT NOT NULL,
  snapshot_hash BLOB NOT NULL CHECK (length(snapshot_hash) = 32),
  placed_at TEXT NOT NULL,
  reserved_until TEXT NOT NULL,
  paid_at TEXT,
  payment TEXT NOT NULL DEFAULT 'online' CHECK (payment IN ('online', 'account')),
  due_on TEXT,
  legal_texts TEXT NOT NULL DEFAULT '[]' CHECK (json_type(legal_texts) = 'array'),
  cost_centre_id TEXT,
  state TEXT NOT NULL DEFAULT 'placed' CHECK (state IN (
    'placed', 'paid', 'payment-failed', 'expired', 'paid-late', 'refunded'
  ))
) STRICT;
--> statement-breakpoint
CREATE INDEX orders_named ON orders (placed_at) WHERE buyer_name <> '';
--> statement-breakpoint
CREATE INDEX orders_by_user ON orders (user_id, placed_at, organisation_id);
--> statement-breakpoint
CREATE INDEX orders_by_organisation ON orders (organisation_id, placed_at);
--> statement-breakpoint
CREATE INDEX orders_by_basket ON orders (basket_id);
--> statement-breakpoint
CREATE INDEX orders_on_account ON orders (due_on) WHERE payment = 'account';
--> statement-breakpoint
CREATE INDEX orders_reserved ON orders (reserved_until) WHERE state = 'placed';
--> statement-breakpoint
CREATE INDEX orders_by_organisation_paid ON orders (organisation_id, paid_at);
--> statement-breakpoint
CREATE INDEX orders_by_user_paid ON orders (user_id, paid_at);
--> statement-breakpoint
CREATE TABLE order_parts (
  order_id TEXT NOT NULL REFERENCES orders(id),
  supplier_id TEXT NOT NULL,
  supplier_name TEXT NOT NULL,
  supplier_slug TEXT NOT NULL,
  seller BLOB NOT NULL,
  mandate_version TEXT,
  choice TEXT NOT NULL,
  mode TEXT NOT NULL,
  trip TEXT NOT NULL,
  distance_m INTEGER NOT NULL,
  deliver_on TEXT,
  deliver_hours TEXT NOT NULL DEFAULT '' CHECK (deliver_hours = '' OR deliver_hours GLOB '[0-2][0-9]:[0-5][0-9]-[0-2][0-9]:[0-5][0-9]'),
  delivery_cents INTEGER NOT NULL CHECK (delivery_cents >= 0),
  delivery_vat_cents INTEGER NOT NULL CHECK (delivery_vat_cents >= 0),
  delivery_by_rate BLOB NOT NULL,
  score_proven REAL,
  score_declared REAL,
  confirmed_at TEXT,
  handed_over_at TEXT,
  returned_units INTEGER NOT NULL DEFAULT 0 CHECK (returned_units >= 0),
  contribution_basis_points INTEGER NOT NULL DEFAULT 300 CHECK (contribution_basis_points BETWEEN 0 AND 10000),
  state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN (
    'waiting', 'to-prepare', 'confirmed', 'handing-over', 'handed-over', 'cancelled', 'refused'
  )),
  closed_reason TEXT,
  missing_reason TEXT,
  delivery_refunded INTEGER NOT NULL DEFAULT 0 CHECK (delivery_refunded IN (0, 1)),
  hand_over_code TEXT NOT NULL CHECK (hand_over_code <> ''),
  code_tries INTEGER NOT NULL DEFAULT 0 CHECK (code_tries >= 0),
  released_at TEXT,
  round_grams INTEGER NOT NULL DEFAULT 0 CHECK (round_grams >= 0),
  lost_units INTEGER NOT NULL DEFAULT 0 CHECK (lost_units >= 0),
  insee TEXT,
  fee_kept_at TEXT CHECK (fee_kept_at IS NULL OR state IN ('cancelled', 'refused')),
  PRIMARY KEY (order_id, supplier_id)
) STRICT;
--> statement-breakpoint
CREATE INDEX order_parts_by_supplier ON order_parts (supplier_id, state, deliver_on);
--> statement-breakpoint
CREATE INDEX order_parts_open ON order_parts (deliver_on) WHERE state IN ('to-prepare', 'confirmed');
--> statement-breakpoint
CREATE INDEX order_parts_on_rounds ON order_parts (deliver_on) WHERE choice = 'round';
--> statement-breakpoint
CREATE INDEX order_parts_handing_over ON order_parts (order_id) WHERE state = 'handing-over';
--> statement-breakpoint
CREATE INDEX order_parts_by_day ON order_parts (deliver_on) WHERE state = 'handed-over';
--> statement-breakpoint
CREATE INDEX order_parts_unreleased ON order_parts (handed_over_at) WHERE state = 'handed-over' AND released_at IS NULL;
--> statement-breakpoint
CREATE INDEX order_parts_unreleased_fees ON order_parts (fee_kept_at) WHERE fee_kept_at IS NOT NULL AND released_at IS NULL;
--> statement-breakpoint
-- The secret addresses under which calendar programs read when orders and bookings are.
CREATE TABLE calendar_addresses (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES users(id),
  key TEXT NOT NULL,
  capacity INTEGER REFERENCES capacities(id),
  supplier_id TEXT REFERENCES suppliers(id),
  locale TEXT NOT NULL,
  created_at TEXT NOT NULL,
  UNIQUE (user_id, key)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- fulfilment: how each part changed hands, and the last day on which money moved by time
CREATE TABLE hand_overs (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL,
  supplier_id TEXT NOT NULL,
  mode TEXT NOT NULL,
  trip TEXT NOT NULL CHECK (trip IN ('shared', 'dedicated')),
  delivered TEXT NOT NULL CHECK (json_type(delivered) = 'array'),
  why TEXT NOT NULL,
  acknowledgement TEXT NOT NULL CHECK (acknowledgement IN ('code', 'signature')),
  signed_by TEXT,
  signature TEXT,
  recorded_at TEXT NOT NULL,
  closes_at TEXT NOT NULL,
  undone_at TEXT,
  closed_at TEXT,
  CHECK ((acknowledgement = 'signature') = (signed_by IS NOT NULL)),
  CHECK (undone_at IS NULL OR closed_at IS NULL),
  FOREIGN KEY (order_id, supplier_id) REFERENCES order_parts(order_id, supplier_id)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX hand_overs_one ON hand_overs (order_id, supplier_id) WHERE undone_at IS NULL;
--> statement-breakpoint
CREATE INDEX hand_overs_signed ON hand_overs (recorded_at) WHERE signed_by <> '';
--> statement-breakpoint
CREATE INDEX hand_overs_signed_by_order ON hand_overs (order_id) WHERE signed_by <> '';
--> statement-breakpoint
-- How a lent thing was when it was handed out, came back and was looked at: the word of the lender and that of the borrower.
CREATE TABLE span_conditions (
  seq INTEGER PRIMARY KEY,
  span TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('out', 'back', 'inspection', 'undone')),
  side TEXT NOT NULL CHECK (side IN ('lender', 'borrower')),
  condition TEXT CHECK (condition IN ('good', 'worn', 'dirty', 'incomplete', 'damaged')),
  note TEXT NOT NULL,
  acknowledgement TEXT CHECK (acknowledgement IN ('code', 'signature')),
  signed_by TEXT,
  late_cents INTEGER NOT NULL DEFAULT 0 CHECK (late_cents >= 0),
  recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 24),
  recorded_by TEXT NOT NULL,
  CHECK ((acknowledgement IS 'signature') = (signed_by IS NOT NULL))
) STRICT;
--> statement-breakpoint
CREATE INDEX span_conditions_by_span ON span_conditions (span, seq);
--> statement-breakpoint
CREATE INDEX span_conditions_by_time ON span_conditions (recorded_at);
--> statement-breakpoint
-- Only a name and a note may be blanked, when their person is erased.
CREATE TRIGGER span_conditions_stay BEFORE UPDATE OF seq, span, kind, side, condition, acknowledgement, late_cents, recorded_at, recorded_by ON span_conditions
BEGIN SELECT RAISE(ABORT, 'what was said is kept'); END;
--> statement-breakpoint
-- The numbers of the things that a lent span has, chosen when they are handed out; one that is out has no other borrower.
CREATE TABLE span_things (
  span TEXT NOT NULL,
  capacity INTEGER NOT NULL,
  number TEXT NOT NULL CHECK (number <> ''),
  out_at TEXT NOT NULL CHECK (length(out_at) = 24),
  back_at TEXT CHECK (back_at IS NULL OR length(back_at) = 24),
  PRIMARY KEY (span, number)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX span_things_out ON span_things (capacity, number) WHERE back_at IS NULL;
--> statement-breakpoint
CREATE INDEX span_things_by_capacity ON span_things (capacity);
--> statement-breakpoint
CREATE TABLE health_probes (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
-- The servers that run on this data folder now: hashes of their settings, and their own steps that fail.
CREATE TABLE running_servers (
  address TEXT PRIMARY KEY,
  seen_at TEXT NOT NULL,
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  failing TEXT NOT NULL CHECK (json_valid(failing))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE money_clock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  day TEXT NOT NULL,
  ran_at TEXT NOT NULL,
  stepped_at TEXT,
  accepted_size INTEGER NOT NULL CHECK (accepted_size >= 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE order_lines (
  order_id TEXT NOT NULL REFERENCES orders(id),
  line INTEGER NOT NULL,
  supplier_id TEXT NOT NULL,
  offer_id INTEGER NOT NULL,
  offer_slug TEXT NOT NULL,
  name TEXT NOT NULL CHECK (json_valid(name) AND json_type(name, '$.fr') IS 'text'),
  kind TEXT NOT NULL,
  category TEXT NOT NULL,
  unit TEXT NOT NULL,
  pack_milli INTEGER NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  price_cents INTEGER NOT NULL CHECK (price_cents >= 0),
  price_basis TEXT NOT NULL CHECK (price_basis IN ('net', 'gross')),
  ht_cents INTEGER NOT NULL CHECK (ht_cents >= 0),
  vat_basis_points INTEGER NOT NULL,
  vat_cents INTEGER NOT NULL CHECK (vat_cents >= 0),
  impact_input BLOB NOT NULL,
  mass_grams INTEGER NOT NULL CHECK (mass_grams >= 0),
  lent_units INTEGER NOT NULL CHECK (lent_units >= 0),
  awaits_release INTEGER NOT NULL CHECK (awaits_release IN (0, 1)),
  stated TEXT NOT NULL CHECK (json_type(stated) IN ('object', 'null')),
  order_unit TEXT NOT NULL DEFAULT 'lot',
  piece_weight TEXT CHECK (piece_weight IS NULL OR piece_weight ->> '$.minGrams' <= piece_weight ->> '$.maxGrams'),
  booked_time TEXT NOT NULL DEFAULT '',
  cancellation TEXT CHECK (cancellation IS NULL OR json_type(cancellation, '$.startsAt') = 'integer'),
  lending TEXT CHECK (lending IS NULL OR json_type(lending, '$.depositCents') = 'integer'),
  CHECK (price_cents * quantity = CASE price_basis WHEN 'net' THEN ht_cents ELSE ht_cents + vat_cents END),
  PRIMARY KEY (order_id, line)
) STRICT;
--> statement-breakpoint
CREATE INDEX order_lines_by_supplier ON order_lines (supplier_id, order_id);
--> statement-breakpoint
CREATE INDEX order_lines_by_time ON order_lines (booked_time) WHERE booked_time <> '';
--> statement-breakpoint
CREATE INDEX order_lines_awaiting ON order_lines (order_id) WHERE awaits_release = 1;
--> statement-breakpoint
CREATE TABLE order_outcomes (
  order_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  offer_id INTEGER NOT NULL,
  offer_slug TEXT NOT NULL,
  name TEXT NOT NULL CHECK (json_valid(name) AND json_type(name, '$.fr') IS 'text'),
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  ht_cents INTEGER NOT NULL CHECK (ht_cents >= 0),
  vat_cents INTEGER NOT NULL CHECK (vat_cents >= 0),
  impact_input TEXT NOT NULL CHECK (json_valid(impact_input)),
  event TEXT NOT NULL,
  at TEXT NOT NULL,
  booked_time TEXT NOT NULL DEFAULT '',
  cancellation TEXT CHECK (cancellation IS NULL OR json_type(cancellation, '$.startsAt') = 'integer'),
  PRIMARY KEY (order_id, line),
  FOREIGN KEY (order_id, line) REFERENCES order_lines(order_id, line)
) STRICT;
--> statement-breakpoint
-- orders of a cost centre whose amounts moved: what its budget says of them is to be brought up to date
CREATE TABLE moved_commitments (
  order_id TEXT PRIMARY KEY REFERENCES orders(id) ON DELETE CASCADE
) STRICT;
--> statement-breakpoint
CREATE TRIGGER orders_commit AFTER INSERT ON orders WHEN NEW.cost_centre_id IS NOT NULL
BEGIN INSERT OR IGNORE INTO moved_commitments (order_id) VALUES (NEW.id); END;
--> statement-breakpoint
CREATE TRIGGER orders_move_commitment AFTER UPDATE OF state ON orders WHEN NEW.cost_centre_id IS NOT NULL
BEGIN INSERT OR IGNORE INTO moved_commitments (order_id) VALUES (NEW.id); END;
--> statement-breakpoint
CREATE TRIGGER order_parts_move_commitment AFTER UPDATE OF state, delivery_refunded ON order_parts
BEGIN
  INSERT OR IGNORE INTO moved_commitments (order_id)
  SELECT id FROM orders WHERE id = NEW.order_id AND cost_centre_id IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER order_outcomes_commit AFTER INSERT ON order_outcomes
BEGIN
  INSERT OR IGNORE INTO moved_commitments (order_id)
  SELECT id FROM orders WHERE id = NEW.order_id AND cost_centre_id IS NOT NULL;
END;
--> statement-breakpoint
CREATE TRIGGER order_outcomes_move_commitment AFTER UPDATE ON order_outcomes
BEGIN
  INSERT OR IGNORE INTO moved_commitments (order_id)
  SELECT id FROM orders WHERE id = NEW.order_id AND cost_centre_id IS NOT NULL;
END;
--> statement-breakpoint
-- who sits on a booked seat, and who was there: names may be missing until the session begins
CREATE TABLE order_seats (
  order_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  seat INTEGER NOT NULL CHECK (seat > 0),
  name TEXT NOT NULL,
  present INTEGER NOT NULL CHECK (present IN (0, 1)),
  named_at TEXT NOT NULL,
  PRIMARY KEY (order_id, line, seat),
  FOREIGN KEY (order_id, line) REFERENCES order_lines(order_id, line)
) STRICT;
--> statement-breakpoint
CREATE INDEX order_seats_by_time ON order_seats (named_at);
--> statement-breakpoint
CREATE TABLE order_weights (
  order_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  pieces INTEGER NOT NULL CHECK (pieces > 0),
  grams INTEGER NOT NULL CHECK (grams > 0),
  at TEXT NOT NULL,
  PRIMARY KEY (order_id, line),
  FOREIGN KEY (order_id, line) REFERENCES order_lines(order_id, line)
) STRICT;
--> statement-breakpoint
CREATE TABLE order_proposals (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  supplier_id TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity >= 0),
  offer_id INTEGER,
  note TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused', 'withdrawn')),
  proposed_by TEXT NOT NULL,
  proposed_at TEXT NOT NULL,
  answered_at TEXT,
  refund_cents INTEGER,
  booked_time TEXT NOT NULL DEFAULT '',
  answer_by TEXT,
  CHECK ((booked_time = '') = (answer_by IS NULL)),
  FOREIGN KEY (order_id, line) REFERENCES order_lines(order_id, line)
) STRICT;
--> statement-breakpoint
CREATE INDEX order_proposals_unanswered ON order_proposals (answer_by) WHERE state = 'open' AND answer_by IS NOT NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX order_proposals_one_open ON order_proposals (order_id, line) WHERE state = 'open';
--> statement-breakpoint
CREATE INDEX order_proposals_by_order ON order_proposals (order_id);
--> statement-breakpoint
CREATE TABLE order_returns (
  id TEXT PRIMARY KEY,
  order_id TEXT NOT NULL REFERENCES orders(id),
  line INTEGER NOT NULL,
  supplier_id TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'refused')),
  asked_by TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  answered_at TEXT,
  answer TEXT NOT NULL DEFAULT '',
  refund_cents INTEGER CHECK (refund_cents >= 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX order_returns_one_open ON order_returns (order_id, line) WHERE state = 'open';
--> statement-breakpoint
CREATE INDEX order_returns_by_order ON order_returns (order_id);
--> statement-breakpoint
-- buying: lists of people and organisations, notes of what they compared
CREATE TABLE buying_lists (
  id TEXT PRIMARY KEY,
  user_id TEXT REFERENCES users(id),
  organisation_id TEXT REFERENCES organisations(id),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  is_favourites INTEGER NOT NULL DEFAULT 0 CHECK (is_favourites IN (0, 1)),
  changed_by TEXT NOT NULL CHECK (changed_by IN ('buy', 'admin')),
  lines TEXT NOT NULL CHECK (json_type(lines) = 'array'),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  removed_at TEXT,
  CHECK (user_id IS NOT NULL OR organisation_id IS NOT NULL)
) STRICT;
--> statement-breakpoint
CREATE INDEX buying_lists_by_user ON buying_lists (user_id);
--> statement-breakpoint
CREATE INDEX buying_lists_by_organisation ON buying_lists (organisation_id);
--> statement-breakpoint
CREATE UNIQUE INDEX buying_lists_favourites ON buying_lists (user_id) WHERE is_favourites = 1 AND removed_at IS NULL;
--> statement-breakpoint
CREATE INDEX buying_lists_removed ON buying_lists (removed_at) WHERE removed_at IS NOT NULL;
--> statement-breakpoint
CREATE TABLE cost_centres (
  id TEXT PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisations(id),
  code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 30),
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 120),
  basis TEXT NOT NULL CHECK (basis IN ('net', 'gross')),
  created_at TEXT NOT NULL,
  closed_at TEXT,
  UNIQUE (organisation_id, code)
) STRICT;
--> statement-breakpoint
-- each takes cents from one account of a budget and gives them to another, so that
-- allocated = free + reserved + committed + spent at every moment
CREATE TABLE budget_moves (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  cost_centre_id TEXT NOT NULL REFERENCES cost_centres(id),
  year INTEGER NOT NULL,
  from_account TEXT NOT NULL CHECK (from_account IN ('allocated', 'free', 'reserved', 'committed', 'spent')),
  to_account TEXT NOT NULL CHECK (to_account IN ('allocated', 'free', 'reserved', 'committed', 'spent')),
  cents INTEGER NOT NULL CHECK (cents > 0),
  reference TEXT NOT NULL,
  reason TEXT NOT NULL,
  moved_by TEXT,
  at TEXT NOT NULL,
  CHECK (from_account <> to_account)
) STRICT;
--> statement-breakpoint
CREATE INDEX budget_moves_by_budget ON budget_moves (cost_centre_id, year, id);
--> statement-breakpoint
CREATE INDEX budget_moves_by_reference ON budget_moves (reference) WHERE reference <> '';
--> statement-breakpoint
CREATE TRIGGER budget_moves_stay BEFORE UPDATE OF key, cost_centre_id, year, from_account, to_account, cents, reference, at
ON budget_moves
BEGIN SELECT RAISE(ABORT, 'moves of a budget are kept'); END;
--> statement-breakpoint
CREATE TRIGGER budget_moves_kept BEFORE DELETE ON budget_moves
BEGIN SELECT RAISE(ABORT, 'moves of a budget are kept'); END;
--> statement-breakpoint
CREATE TABLE budget_balances (
  cost_centre_id TEXT NOT NULL REFERENCES cost_centres(id),
  year INTEGER NOT NULL,
  allocated_cents INTEGER NOT NULL,
  reserved_cents INTEGER NOT NULL,
  committed_cents INTEGER NOT NULL,
  spent_cents INTEGER NOT NULL,
  free_cents INTEGER NOT NULL CHECK (free_cents = allocated_cents - reserved_cents - committed_cents - spent_cents),
  PRIMARY KEY (cost_centre_id, year)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER budget_moves_summed AFTER INSERT ON budget_moves
BEGIN
  INSERT INTO budget_balances (cost_centre_id, year, allocated_cents, reserved_cents, committed_cents, spent_cents, free_cents)
  VALUES (NEW.cost_centre_id, NEW.year, 0, 0, 0, 0, 0)
  ON CONFLICT DO NOTHING;
  UPDATE budget_balances
  SET
    allocated_cents = allocated_cents + NEW.cents * ((NEW.from_account = 'allocated') - (NEW.to_account = 'allocated')),
    reserved_cents = reserved_cents + NEW.cents * ((NEW.to_account = 'reserved') - (NEW.from_account = 'reserved')),
    committed_cents = committed_cents + NEW.cents * ((NEW.to_account = 'committed') - (NEW.from_account = 'committed')),
    spent_cents = spent_cents + NEW.cents * ((NEW.to_account = 'spent') - (NEW.from_account = 'spent')),
    free_cents = free_cents + NEW.cents * ((NEW.to_account = 'free') - (NEW.from_account = 'free'))
  WHERE cost_centre_id = NEW.cost_centre_id AND year = NEW.year;
END;
--> statement-breakpoint
-- rules of purchases, and the requests that they ask people about
CREATE TABLE purchase_policies (
  id TEXT PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisations(id),
  version INTEGER NOT NULL,
  rules TEXT NOT NULL CHECK (json_type(rules) = 'array'),
  tolerance_permille INTEGER NOT NULL CHECK (tolerance_permille BETWEEN 0 AND 1000),
  tolerance_cents INTEGER NOT NULL CHECK (tolerance_cents >= 0),
  made_by TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (organisation_id, version)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER purchase_policies_stay BEFORE UPDATE ON purchase_policies
BEGIN SELECT RAISE(ABORT, 'versions of a policy are kept'); END;
--> statement-breakpoint
CREATE TABLE purchase_delegations (
  id TEXT PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisations(id),
  person TEXT NOT NULL,
  to_person TEXT NOT NULL,
  from_at TEXT NOT NULL,
  until_at TEXT NOT NULL,
  CHECK (from_at < until_at AND person <> to_person)
) STRICT;
--> statement-breakpoint
CREATE INDEX purchase_delegations_by_person ON purchase_delegations (organisation_id, person, until_at);
--> statement-breakpoint
CREATE TRIGGER purchase_delegations_one BEFORE INSERT ON purchase_delegations
WHEN EXISTS (
  SELECT 1 FROM purchase_delegations d
  WHERE d.organisation_id = NEW.organisation_id AND d.person = NEW.person AND d.from_at < NEW.until_at AND NEW.from_at < d.until_at
)
BEGIN SELECT RAISE(ABORT, 'one delegate at a time'); END;
--> statement-breakpoint
CREATE TABLE purchase_requests (
  id TEXT PRIMARY KEY,
  organisation_id TEXT NOT NULL REFERENCES organisations(id),
  requester_id TEXT NOT NULL,
  policy_id TEXT REFERENCES purchase_policies(id),
  cost_centre_id TEXT REFERENCES cost_centres(id),
  from_request TEXT REFERENCES purchase_requests(id),
  snapshot TEXT NOT NULL CHECK (json_type(snapshot) = 'object'),
  hash BLOB NOT NULL,
  clauses TEXT NOT NULL CHECK (json_type(clauses) = 'array'),
  notes TEXT NOT NULL CHECK (json_type(notes) = 'array'),
  delivery TEXT CHECK (delivery IS NULL OR json_type(delivery) = 'object'),
  reason TEXT NOT NULL,
  submitted_at TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN (
    'submitted', 'approved', 'ordered', 'refused', 'returned', 'withdrawn', 'expired'
  )),
  total_cents INTEGER NOT NULL,
  waiting_for TEXT NOT NULL CHECK (json_type(waiting_for) = 'array'),
  next_at TEXT,
  order_id TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX purchase_requests_by_organisation ON purchase_requests (organisation_id, submitted_at);
--> statement-breakpoint
CREATE INDEX purchase_requests_waiting ON purchase_requests (state) WHERE state = 'submitted';
--> statement-breakpoint
CREATE INDEX purchase_requests_due ON purchase_requests (next_at) WHERE next_at IS NOT NULL;
--> statement-breakpoint
CREATE INDEX purchase_requests_by_order ON purchase_requests (order_id) WHERE order_id IS NOT NULL;
--> statement-breakpoint
CREATE TRIGGER purchase_requests_stay
BEFORE UPDATE OF organisation_id, requester_id, policy_id, cost_centre_id, from_request, snapshot, hash, clauses, submitted_at
ON purchase_requests
BEGIN SELECT RAISE(ABORT, 'a request stays as it was submitted'); END;
--> statement-breakpoint
CREATE TABLE purchase_events (
  id INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL REFERENCES purchase_requests(id),
  kind TEXT NOT NULL CHECK (kind IN ('verdict', 'attempt', 'withdrawn', 'unpaid')),
  person TEXT NOT NULL,
  verdict TEXT CHECK (verdict IN ('approve', 'refuse', 'return')),
  lines TEXT NOT NULL CHECK (json_type(lines) = 'array'),
  prices TEXT CHECK (prices IS NULL OR json_type(prices) = 'object'),
  people TEXT NOT NULL CHECK (json_type(people) = 'object'),
  reason TEXT NOT NULL,
  at TEXT NOT NULL,
  UNIQUE (request_id, at),
  CHECK ((kind = 'verdict') = (verdict IS NOT NULL) AND (kind = 'attempt') = (prices IS NOT NULL))
) STRICT;
--> statement-breakpoint
CREATE TRIGGER purchase_events_stay
BEFORE UPDATE OF request_id, kind, person, verdict, lines, prices, people, at ON purchase_events
BEGIN SELECT RAISE(ABORT, 'what happened to a request is kept'); END;
--> statement-breakpoint
CREATE TRIGGER purchase_events_kept BEFORE DELETE ON purchase_events
BEGIN SELECT RAISE(ABORT, 'what happened to a request is kept'); END;
--> statement-breakpoint
CREATE TABLE buying_notes (
  id TEXT PRIMARY KEY,
  user_id TEXT REFERENCES users(id),
  organisation_id TEXT REFERENCES organisations(id),
  order_id TEXT REFERENCES orders(id),
  offer_id INTEGER NOT NULL,
  comparison TEXT NOT NULL CHECK (json_type(comparison) = 'object'),
  reason TEXT NOT NULL,
  created_at TEXT NOT NULL,
  CHECK (user_id IS NOT NULL OR organisation_id IS NOT NULL)
) STRICT;
--> statement-breakpoint
CREATE INDEX buying_notes_by_user ON buying_notes (user_id, order_id);
--> statement-breakpoint
CREATE INDEX buying_notes_by_organisation ON buying_notes (organisation_id) WHERE organisation_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX buying_notes_by_order ON buying_notes (order_id) WHERE order_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX buying_notes_by_time ON buying_notes (created_at);
--> statement-breakpoint
CREATE TABLE buying_plans (
  key TEXT PRIMARY KEY,
  answer TEXT NOT NULL CHECK (json_type(answer) = 'object'),
  explanation TEXT CHECK (json_type(explanation) = 'object'),
  made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX buying_plans_by_time ON buying_plans (made_at);
--> statement-breakpoint
-- invoicing: invoices in the name of the supplier; numbers without gaps by supplier and year
CREATE TABLE invoice_series (
  supplier_id TEXT PRIMARY KEY,
  number INTEGER NOT NULL UNIQUE CHECK (number > 0)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER invoice_series_stay BEFORE UPDATE ON invoice_series
BEGIN SELECT RAISE(ABORT, 'the series of a seller is never changed'); END;
--> statement-breakpoint
CREATE TABLE invoices (
  id TEXT PRIMARY KEY,
  supplier_id TEXT NOT NULL,
  order_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit-note')),
  year INTEGER NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  number TEXT NOT NULL UNIQUE,
  corrects TEXT REFERENCES invoices(id),
  occasion TEXT NOT NULL,
  total_cents INTEGER NOT NULL CHECK (total_cents >= 0),
  content BLOB NOT NULL,
  buyer BLOB,
  checkpoint_size INTEGER,
  issued_at TEXT NOT NULL,
  UNIQUE (supplier_id, year, seq),
  UNIQUE (order_id, supplier_id, occasion),
  CHECK ((kind = 'credit-note') = (corrects IS NOT NULL))
) STRICT;
--> statement-breakpoint
CREATE INDEX invoices_by_time ON invoices (issued_at);
--> statement-breakpoint
CREATE INDEX invoices_by_supplier ON invoices (supplier_id, issued_at);
--> statement-breakpoint
CREATE TRIGGER invoices_kept BEFORE DELETE ON invoices
BEGIN SELECT RAISE(ABORT, 'an invoice is never changed; a credit note corrects it'); END;
--> statement-breakpoint
-- Of an issued invoice only the buyer can be erased, once its file is kept.
CREATE TRIGGER invoices_stay BEFORE UPDATE ON invoices
WHEN (NEW.id, NEW.supplier_id, NEW.order_id, NEW.kind, NEW.year, NEW.seq, NEW.number, NEW.corrects, NEW.occasion, NEW.total_cents, NEW.content, NEW.checkpoint_size, NEW.issued_at)
  IS NOT (OLD.id, OLD.supplier_id, OLD.order_id, OLD.kind, OLD.year, OLD.seq, OLD.number, OLD.corrects, OLD.occasion, OLD.total_cents, OLD.content, OLD.checkpoint_size, OLD.issued_at)
  OR NEW.buyer IS NOT NULL
  OR NOT EXISTS (SELECT 1 FROM invoice_files f WHERE f.invoice_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'an invoice is never changed; a credit note corrects it'); END;
--> statement-breakpoint
-- The cooperative's own invoices to suppliers, for the contributions of a month.
CREATE TABLE contribution_invoices (
  id TEXT PRIMARY KEY,
  supplier_id TEXT NOT NULL,
  month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
  kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit-note')),
  year INTEGER NOT NULL,
  seq INTEGER NOT NULL CHECK (seq > 0),
  number TEXT NOT NULL UNIQUE,
  total_cents INTEGER NOT NULL CHECK (total_cents > 0),
  content BLOB NOT NULL,
  issued_at TEXT NOT NULL,
  UNIQUE (supplier_id, month),
  UNIQUE (year, seq)
) STRICT;
--> statement-breakpoint
CREATE INDEX contribution_invoices_by_month ON contribution_invoices (month);
--> statement-breakpoint
CREATE TRIGGER contribution_invoices_kept BEFORE DELETE ON contribution_invoices
BEGIN SELECT RAISE(ABORT, 'an invoice is never changed; a credit note corrects it'); END;
--> statement-breakpoint
CREATE TRIGGER contribution_invoices_stay BEFORE UPDATE ON contribution_invoices
BEGIN SELECT RAISE(ABORT, 'an invoice is never changed; a credit note corrects it'); END;
--> statement-breakpoint
-- Files of both kinds of invoices.
CREATE TABLE invoice_files (
  invoice_id TEXT NOT NULL,
  making INTEGER NOT NULL CHECK (making > 0),
  sha256 TEXT NOT NULL,
  kept_at TEXT NOT NULL,
  PRIMARY KEY (invoice_id, making)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER invoice_files_stay BEFORE UPDATE ON invoice_files
BEGIN SELECT RAISE(ABORT, 'the file of an invoice is never changed'); END;
--> statement-breakpoint
-- reporting: published figures of the town, and versions of the factors
CREATE TABLE town_publications (
  size INTEGER PRIMARY KEY CHECK (size > 0),
  published_at TEXT NOT NULL,
  hidden TEXT NOT NULL CHECK (json_valid(hidden)),
  seed BLOB NOT NULL CHECK (length(seed) = 32)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER town_publications_stay BEFORE UPDATE ON town_publications
BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
--> statement-breakpoint
CREATE TRIGGER town_publications_kept BEFORE DELETE ON town_publications
BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
--> statement-breakpoint
CREATE TABLE published_entries (
  idx INTEGER PRIMARY KEY CHECK (idx >= 0),
  size INTEGER NOT NULL REFERENCES town_publications (size),
  category TEXT NOT NULL,
  month TEXT NOT NULL,
  paid_month TEXT NOT NULL,
  sold_in TEXT NOT NULL,
  bought_in TEXT NOT NULL,
  CHECK (idx < size)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER published_entries_stay BEFORE UPDATE ON published_entries
BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
--> statement-breakpoint
CREATE TRIGGER published_entries_kept BEFORE DELETE ON published_entries
BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
--> statement-breakpoint
CREATE TABLE published_files (
  size INTEGER NOT NULL REFERENCES town_publications (size),
  name TEXT NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (size, name)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER published_files_stay BEFORE UPDATE ON published_files
BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
--> statement-breakpoint
CREATE TRIGGER published_files_kept BEFORE DELETE ON published_files
BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
--> statement-breakpoint
CREATE TABLE public_version (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  number INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
INSERT INTO public_version VALUES (1, 0);
--> statement-breakpoint
CREATE TABLE kept_figures (
  size INTEGER NOT NULL REFERENCES town_publications (size) ON DELETE CASCADE,
  name TEXT NOT NULL,
  rules TEXT NOT NULL,
  value TEXT NOT NULL CHECK (json_valid(value)),
  PRIMARY KEY (size, name, rules)
) STRICT;
--> statement-breakpoint
CREATE TABLE sum_tree_tiles (
  size INTEGER NOT NULL,
  level INTEGER NOT NULL CHECK (level >= 0 AND level % 4 = 0),
  tile INTEGER NOT NULL CHECK (tile >= 0),
  first TEXT,
  nodes BLOB NOT NULL CHECK (length(nodes) BETWEEN 40 AND 640 AND length(nodes) % 40 = 0),
  PRIMARY KEY (size, level, tile),
  CHECK ((first IS NULL) = (level > 0))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX sum_tree_tiles_by_first ON sum_tree_tiles (size, first) WHERE first IS NOT NULL;
--> statement-breakpoint
CREATE TABLE kept_years (
  side TEXT NOT NULL CHECK (side IN ('buyer', 'supplier')),
  party_id TEXT NOT NULL,
  year INTEGER NOT NULL,
  version TEXT NOT NULL,
  rules TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  value BLOB NOT NULL,
  PRIMARY KEY (side, party_id, year)
) STRICT;
--> statement-breakpoint
CREATE INDEX kept_years_by_version ON kept_years (version);
--> statement-breakpoint
CREATE TABLE moved_years (
  side TEXT NOT NULL CHECK (side IN ('buyer', 'supplier')),
  party_id TEXT NOT NULL,
  since TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  PRIMARY KEY (side, party_id)
) STRICT;
--> statement-breakpoint
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
--> statement-breakpoint
-- reporting: what public buyers and stewards say for the yearly declarations
CREATE TABLE purchase_answers (
  order_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  food_family TEXT,
  agec_line TEXT,
  answered_by TEXT NOT NULL,
  answered_at TEXT NOT NULL,
  PRIMARY KEY (order_id, line),
  FOREIGN KEY (order_id, line) REFERENCES order_lines(order_id, line)
) STRICT;
--> statement-breakpoint
CREATE INDEX purchase_answers_by_time ON purchase_answers (answered_at);
--> statement-breakpoint
CREATE TABLE declared_gifts (
  organisation_id TEXT NOT NULL REFERENCES organisations(id),
  year INTEGER NOT NULL CHECK (year BETWEEN 2024 AND 2099),
  agec_line TEXT NOT NULL,
  cents INTEGER NOT NULL CHECK (cents > 0),
  entered_by TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  PRIMARY KEY (organisation_id, year, agec_line)
) STRICT;
--> statement-breakpoint
CREATE TABLE agec_shares (
  agec_line TEXT NOT NULL,
  from_year INTEGER NOT NULL CHECK (from_year BETWEEN 2024 AND 2099),
  reuse INTEGER CHECK (reuse BETWEEN 0 AND 100),
  recycled INTEGER CHECK (recycled BETWEEN 0 AND 100),
  source TEXT NOT NULL,
  entered_by TEXT NOT NULL,
  entered_at TEXT NOT NULL,
  PRIMARY KEY (agec_line, from_year)
) STRICT;
--> statement-breakpoint
-- payments: sessions, events, cases, refunds, accounts, transfers, disputes at the provider
CREATE TABLE payment_sessions (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL,
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  currency TEXT NOT NULL,
  url TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'processing', 'paid', 'failed', 'expired')),
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  charge_id TEXT,
  fee_cents INTEGER CHECK (fee_cents >= 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX payment_sessions_by_reference ON payment_sessions (reference);
--> statement-breakpoint
CREATE UNIQUE INDEX payment_sessions_one_open ON payment_sessions (reference) WHERE state = 'open';
--> statement-breakpoint
CREATE UNIQUE INDEX payment_sessions_by_charge ON payment_sessions (charge_id) WHERE charge_id IS NOT NULL;
--> statement-breakpoint
CREATE INDEX payment_sessions_without_fee ON payment_sessions (id) WHERE state = 'paid' AND fee_cents IS NULL;
--> statement-breakpoint
CREATE TABLE payment_events (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  session_id TEXT NOT NULL,
  received_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE payment_cursors (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seen_until INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE payment_cases (
  id TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  reference TEXT,
  reason TEXT NOT NULL,
  opened_at TEXT NOT NULL,
  facts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(facts)),
  closed_at TEXT,
  closed_by TEXT,
  UNIQUE (subject, reason)
) STRICT;
--> statement-breakpoint
CREATE INDEX payment_cases_open ON payment_cases (opened_at) WHERE closed_at IS NULL;
--> statement-breakpoint
CREATE TABLE payment_refunds (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL,
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  reason TEXT NOT NULL,
  provider_id TEXT,
  created_at TEXT NOT NULL,
  state TEXT NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'under-way', 'done', 'refused', 'failed')),
  attempt INTEGER NOT NULL DEFAULT 0,
  session_id TEXT REFERENCES payment_sessions(id),
  returned INTEGER NOT NULL DEFAULT 0 CHECK (returned >= 0)
) STRICT;
--> statement-breakpoint
CREATE INDEX payment_refunds_by_reference ON payment_refunds (reference);
--> statement-breakpoint
CREATE INDEX payment_refunds_by_provider ON payment_refunds (provider_id);
--> statement-breakpoint
CREATE INDEX payment_refunds_under_way ON payment_refunds (created_at) WHERE state = 'under-way';
--> statement-breakpoint
CREATE UNIQUE INDEX payment_refunds_of_session ON payment_refunds (session_id) WHERE session_id IS NOT NULL;
--> statement-breakpoint
CREATE TABLE payment_accounts (
  party TEXT PRIMARY KEY,
  account_id TEXT NOT NULL UNIQUE,
  submitted INTEGER NOT NULL CHECK (submitted IN (0, 1)),
  transfers INTEGER NOT NULL CHECK (transfers IN (0, 1)),
  payouts INTEGER NOT NULL CHECK (payouts IN (0, 1)),
  due TEXT NOT NULL CHECK (json_valid(due)),
  disabled_reason TEXT,
  seen_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE payment_account_requests (
  party TEXT PRIMARY KEY,
  idempotency_key TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  created_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE payment_transfers (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL,
  party TEXT NOT NULL,
  reverses TEXT REFERENCES payment_transfers(id),
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  split BLOB NOT NULL,
  charge_id TEXT,
  state TEXT NOT NULL CHECK (state IN ('pending', 'waiting', 'done')),
  attempt INTEGER NOT NULL DEFAULT 0,
  provider_id TEXT UNIQUE,
  refusal TEXT,
  created_at TEXT NOT NULL,
  done_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX payment_transfers_by_part ON payment_transfers (reference, party);
--> statement-breakpoint
CREATE INDEX payment_transfers_by_party ON payment_transfers (party, created_at);
--> statement-breakpoint
CREATE INDEX payment_transfers_waiting ON payment_transfers (created_at) WHERE state = 'waiting';
--> statement-breakpoint
CREATE TABLE payment_movements (
  id TEXT PRIMARY KEY,
  source TEXT,
  reference TEXT NOT NULL,
  net_cents INTEGER NOT NULL,
  created INTEGER NOT NULL,
  seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX payment_movements_by_source ON payment_movements (source) WHERE source IS NOT NULL;
--> statement-breakpoint
CREATE INDEX payment_movements_by_time ON payment_movements (created);
--> statement-breakpoint
CREATE TABLE payment_disputes (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL,
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  reason TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'won', 'lost')),
  status TEXT NOT NULL,
  refundable INTEGER NOT NULL CHECK (refundable IN (0, 1)),
  borne_cents INTEGER NOT NULL DEFAULT 0 CHECK (borne_cents >= 0),
  due_by TEXT,
  opened_at TEXT NOT NULL,
  closed_at TEXT
) STRICT;
--> statement-breakpoint
CREATE INDEX payment_disputes_by_reference ON payment_disputes (reference);
--> statement-breakpoint
CREATE INDEX payment_disputes_open ON payment_disputes (due_by) WHERE state = 'open';
--> statement-breakpoint
-- A sum that a lender asks for after inspecting a thing: the late price, and a damage up to the deposit.
CREATE TABLE lending_claims (
  id TEXT PRIMARY KEY,
  span TEXT NOT NULL,
  order_id TEXT NOT NULL,
  line INTEGER NOT NULL,
  supplier_id TEXT NOT NULL,
  late_ht_cents INTEGER NOT NULL CHECK (late_ht_cents >= 0),
  late_vat_cents INTEGER NOT NULL CHECK (late_vat_cents >= 0),
  vat_basis_points INTEGER NOT NULL,
  damage_cents INTEGER NOT NULL CHECK (damage_cents >= 0),
  deposit_cents INTEGER NOT NULL CHECK (deposit_cents >= damage_cents),
  reason TEXT NOT NULL,
  reply TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL CHECK (state IN ('open', 'contested', 'paid', 'dropped')),
  opened_at TEXT NOT NULL CHECK (length(opened_at) = 24),
  answer_by TEXT NOT NULL CHECK (length(answer_by) = 24),
  closed_at TEXT CHECK (closed_at IS NULL OR length(closed_at) = 24),
  CHECK (late_ht_cents + damage_cents > 0),
  CHECK ((state IN ('paid', 'dropped')) = (closed_at IS NOT NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX lending_claims_of_span ON lending_claims (span) WHERE state <> 'dropped';
--> statement-breakpoint
CREATE INDEX lending_claims_by_order ON lending_claims (order_id);
--> statement-breakpoint
CREATE INDEX lending_claims_by_supplier ON lending_claims (supplier_id, state);
--> statement-breakpoint
CREATE INDEX lending_claims_by_time ON lending_claims (opened_at);
--> statement-breakpoint
CREATE TRIGGER lending_claims_stay BEFORE UPDATE OF id, span, order_id, line, supplier_id, late_ht_cents, late_vat_cents, vat_basis_points, damage_cents, deposit_cents, opened_at, answer_by ON lending_claims
BEGIN SELECT RAISE(ABORT, 'the sum that was asked is never changed; drop the claim'); END;
--> statement-breakpoint
-- books: double entry; a correction is an entry that reverses another
CREATE TABLE book_entries (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  input_hash BLOB NOT NULL CHECK (length(input_hash) = 32),
  code TEXT NOT NULL CHECK (code IN (
    'payment', 'late-payment', 'second-payment', 'invoiced', 'bank-received', 'bank-payout', 'provider-fee',
    'contribution', 'transfer', 'transfer-reversed', 'refund-agreed', 'refund-paid', 'dispute-funds', 'dispute-lost',
    'provider-own', 'claim-paid', 'reversal'
  )),
  reference TEXT NOT NULL,
  reverses INTEGER REFERENCES book_entries(id),
  at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX book_entries_reversed ON book_entries (reverses) WHERE reverses IS NOT NULL;
--> statement-breakpoint
CREATE INDEX book_entries_by_reference ON book_entries (reference);
--> statement-breakpoint
CREATE INDEX book_entries_by_time ON book_entries (at);
--> statement-breakpoint
CREATE INDEX book_entries_after_payment ON book_entries (at) WHERE code IN ('invoiced', 'bank-received', 'refund-agreed', 'refund-paid', 'reversal');
--> statement-breakpoint
CREATE TRIGGER book_entries_stay BEFORE UPDATE ON book_entries
BEGIN SELECT RAISE(ABORT, 'the books are never changed; reverse the entry'); END;
--> statement-breakpoint
CREATE TRIGGER book_entries_kept BEFORE DELETE ON book_entries
BEGIN SELECT RAISE(ABORT, 'the books are never changed; reverse the entry'); END;
--> statement-breakpoint
CREATE TABLE book_postings (
  entry_id INTEGER NOT NULL REFERENCES book_entries(id),
  n INTEGER NOT NULL,
  account TEXT NOT NULL CHECK (account IN (
    'provider', 'bank', 'receivables', 'supplier', 'vat', 'contribution', 'fees', 'refunds', 'disputes', 'unsettled',
    'reserves'
  )),
  party TEXT NOT NULL,
  vat_basis_points INTEGER CHECK ((account = 'vat') = (vat_basis_points IS NOT NULL)),
  side TEXT NOT NULL CHECK (side IN ('debit', 'credit')),
  amount_cents INTEGER NOT NULL CHECK (amount_cents > 0),
  PRIMARY KEY (entry_id, n)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX book_postings_at_provider ON book_postings (party, side, amount_cents) WHERE account = 'provider';
--> statement-breakpoint
CREATE TABLE book_balances (
  party TEXT NOT NULL,
  account TEXT NOT NULL,
  month TEXT NOT NULL CHECK (month GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]'),
  debit_cents INTEGER NOT NULL,
  credit_cents INTEGER NOT NULL,
  PRIMARY KEY (party, account, month)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER book_postings_summed AFTER INSERT ON book_postings
BEGIN
  INSERT INTO book_balances (party, account, month, debit_cents, credit_cents)
  VALUES (
    NEW.party, NEW.account, (SELECT substr(at, 1, 7) FROM book_entries WHERE id = NEW.entry_id),
    iif(NEW.side = 'debit', NEW.amount_cents, 0), iif(NEW.side = 'credit', NEW.amount_cents, 0)
  )
  ON CONFLICT (party, account, month) DO UPDATE
  SET debit_cents = debit_cents + excluded.debit_cents, credit_cents = credit_cents + excluded.credit_cents;
END;
--> statement-breakpoint
CREATE TABLE books_checks (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  at TEXT NOT NULL,
  entries INTEGER NOT NULL CHECK (entries >= 0),
  problems TEXT NOT NULL CHECK (json_type(problems) = 'array')
) STRICT;
--> statement-breakpoint
CREATE TRIGGER book_postings_stay BEFORE UPDATE ON book_postings
BEGIN SELECT RAISE(ABORT, 'the books are never changed; reverse the entry'); END;
--> statement-breakpoint
CREATE TRIGGER book_postings_kept BEFORE DELETE ON book_postings
BEGIN SELECT RAISE(ABORT, 'the books are never changed; reverse the entry'); END;
--> statement-breakpoint
-- checkout: statements of the cooperative's bank, as pasted
CREATE TABLE bank_statements (
  id TEXT PRIMARY KEY,
  text TEXT NOT NULL,
  roles TEXT CHECK (json_valid(roles)),
  state TEXT NOT NULL CHECK (state IN ('read', 'entered', 'undone')),
  entered TEXT NOT NULL CHECK (json_valid(entered)),
  created_at TEXT NOT NULL,
  entered_at TEXT,
  CHECK ((state = 'read') = (entered_at IS NULL))
) STRICT;
--> statement-breakpoint
CREATE INDEX bank_statements_by_time ON bank_statements (created_at);
--> statement-breakpoint
-- ledger: the append-only transparency log
CREATE TABLE ledger_pending_decisions (
  hash TEXT PRIMARY KEY,
  holder TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users(id),
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  decisions TEXT NOT NULL CHECK (json_valid(decisions)),
  secrets TEXT NOT NULL CHECK (json_valid(secrets)),
  path TEXT NOT NULL,
  form TEXT NOT NULL CHECK (json_valid(form)),
  expires_at TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX ledger_pending_decisions_by_expiry ON ledger_pending_decisions (expires_at);
--> statement-breakpoint
CREATE INDEX ledger_pending_decisions_by_user ON ledger_pending_decisions (user_id);
--> statement-breakpoint
CREATE TABLE ledger_entries (
  idx INTEGER PRIMARY KEY CHECK (idx >= 0),
  event TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  reference TEXT NOT NULL,
  at TEXT NOT NULL,
  bytes BLOB NOT NULL,
  leaf BLOB NOT NULL CHECK (length(leaf) = 32)
) STRICT;
--> statement-breakpoint
CREATE INDEX ledger_entries_by_reference ON ledger_entries (reference);
--> statement-breakpoint
CREATE INDEX ledger_entries_by_kind ON ledger_entries (kind);
--> statement-breakpoint
CREATE TRIGGER ledger_entries_no_delete BEFORE DELETE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_no_update BEFORE UPDATE ON ledger_entries
BEGIN SELECT RAISE(ABORT, 'ledger_entries is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_entries_move_years AFTER INSERT ON ledger_entries
WHEN new.kind IN ('impact.line', 'impact.reversal')
BEGIN
  INSERT INTO moved_years (side, party_id, since, number)
  SELECT 'buyer', coalesce(organisation_id, user_id), coalesce(paid_at, new.at), 1
  FROM orders
  WHERE id = new.reference
  UNION ALL
  SELECT 'supplier', p.supplier_id, coalesce(o.paid_at, new.at), 1
  FROM orders o
  JOIN order_parts p ON p.order_id = o.id
  WHERE o.id = new.reference
  ON CONFLICT (side, party_id) DO UPDATE SET since = min(since, excluded.since), number = number + 1;
END;
--> statement-breakpoint
CREATE TRIGGER order_parts_move_years AFTER UPDATE OF handed_over_at ON order_parts
WHEN new.handed_over_at IS NOT old.handed_over_at
BEGIN
  INSERT INTO moved_years (side, party_id, since, number)
  SELECT 'buyer', coalesce(organisation_id, user_id), coalesce(paid_at, placed_at), 1
  FROM orders
  WHERE id = new.order_id
  ON CONFLICT (side, party_id) DO UPDATE SET since = min(since, excluded.since), number = number + 1;
END;
--> statement-breakpoint
CREATE TABLE ledger_nodes (
  level INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (level, idx)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TRIGGER ledger_nodes_no_update BEFORE UPDATE ON ledger_nodes
BEGIN SELECT RAISE(ABORT, 'ledger_nodes is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_nodes_no_delete BEFORE DELETE ON ledger_nodes
BEGIN SELECT RAISE(ABORT, 'ledger_nodes is append-only'); END;
--> statement-breakpoint
CREATE TABLE ledger_tiles (
  level INTEGER NOT NULL CHECK (level >= -1),
  idx INTEGER NOT NULL CHECK (idx >= 0),
  bytes BLOB,
  PRIMARY KEY (level, idx)
) STRICT;
--> statement-breakpoint
CREATE TABLE ledger_checkpoints (
  size INTEGER PRIMARY KEY,
  root BLOB NOT NULL CHECK (length(root) = 32),
  at TEXT NOT NULL,
  note TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TRIGGER ledger_checkpoints_no_update BEFORE UPDATE ON ledger_checkpoints
BEGIN SELECT RAISE(ABORT, 'ledger_checkpoints is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_checkpoints_no_delete BEFORE DELETE ON ledger_checkpoints
BEGIN SELECT RAISE(ABORT, 'ledger_checkpoints is append-only'); END;
--> statement-breakpoint
CREATE TABLE ledger_cosignatures (
  size INTEGER NOT NULL REFERENCES ledger_checkpoints(size),
  name TEXT NOT NULL,
  key_id TEXT NOT NULL,
  seconds INTEGER NOT NULL CHECK (seconds > 0),
  line TEXT NOT NULL,
  PRIMARY KEY (size, name, key_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX ledger_cosignatures_by_time ON ledger_cosignatures (seconds);
--> statement-breakpoint
CREATE INDEX ledger_cosignatures_by_key ON ledger_cosignatures (name, key_id, size);
--> statement-breakpoint
CREATE TABLE ledger_policy (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  text TEXT NOT NULL,
  faults TEXT NOT NULL CHECK (json_valid(faults)),
  max_age_seconds INTEGER NOT NULL CHECK (max_age_seconds > 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE ledger_copies (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  delay_seconds INTEGER NOT NULL CHECK (delay_seconds >= 0),
  mark TEXT
) STRICT;
--> statement-breakpoint
CREATE TABLE ledger_witnessed_heads (
  size INTEGER PRIMARY KEY REFERENCES ledger_checkpoints(size)
) STRICT;
--> statement-breakpoint
CREATE TABLE ledger_witnesses (
  name TEXT NOT NULL,
  key_id TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN (
    'waiting', 'cosigning', 'ahead', 'forked', 'unknown-key', 'unlisted', 'refused',
    'busy', 'failing', 'silent', 'unsigned', 'odd-time'
  )),
  since TEXT NOT NULL,
  asked_at TEXT,
  next_at TEXT NOT NULL,
  busy_until TEXT,
  failures INTEGER NOT NULL CHECK (failures >= 0),
  status INTEGER,
  answer TEXT NOT NULL,
  seen_size INTEGER,
  PRIMARY KEY (name, key_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE ledger_refused_checkpoints (
  name TEXT NOT NULL,
  key_id TEXT NOT NULL,
  size INTEGER NOT NULL,
  at TEXT NOT NULL,
  note TEXT NOT NULL,
  answer TEXT NOT NULL,
  seen_note TEXT,
  PRIMARY KEY (name, key_id, size)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE ledger_private (
  event TEXT PRIMARY KEY,
  salt BLOB NOT NULL,
  canonical TEXT NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE ledger_promises (
  order_id TEXT PRIMARY KEY,
  buyer TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  at TEXT NOT NULL,
  due_at TEXT NOT NULL,
  first_idx INTEGER NOT NULL CHECK (first_idx >= 0),
  leaves BLOB NOT NULL CHECK (length(leaves) % 32 = 0),
  UNIQUE (buyer, number)
) STRICT;
--> statement-breakpoint
CREATE TRIGGER ledger_promises_no_update BEFORE UPDATE ON ledger_promises
BEGIN SELECT RAISE(ABORT, 'ledger_promises is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_promises_no_delete BEFORE DELETE ON ledger_promises
BEGIN SELECT RAISE(ABORT, 'ledger_promises is append-only'); END;
--> statement-breakpoint
CREATE TABLE ledger_figures (
  idx INTEGER PRIMARY KEY CHECK (idx >= 0),
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  canonical TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TRIGGER ledger_figures_no_update BEFORE UPDATE ON ledger_figures
BEGIN SELECT RAISE(ABORT, 'ledger_figures is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER ledger_figures_no_delete BEFORE DELETE ON ledger_figures
BEGIN SELECT RAISE(ABORT, 'ledger_figures is append-only'); END;
--> statement-breakpoint
-- outbox and audit
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL UNIQUE,
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  state TEXT NOT NULL CHECK (state IN ('pending', 'unknown', 'sending', 'done', 'refused')),
  attempts INTEGER NOT NULL,
  run_at TEXT NOT NULL,
  created_at TEXT NOT NULL,
  last_error TEXT,
  awaited INTEGER NOT NULL DEFAULT 0 CHECK (awaited IN (0, 1))
) STRICT;
--> statement-breakpoint
CREATE INDEX outbox_ended_letters ON outbox (created_at) WHERE kind = 'mail' AND state IN ('done', 'refused');
--> statement-breakpoint
CREATE INDEX outbox_delivered ON outbox (created_at) WHERE kind <> 'mail' AND state = 'done';
--> statement-breakpoint
CREATE INDEX outbox_failed ON outbox (id) WHERE kind <> 'mail' AND state IN ('unknown', 'refused');
--> statement-breakpoint
CREATE INDEX outbox_due ON outbox (run_at) WHERE state IN ('pending', 'unknown');
--> statement-breakpoint
CREATE INDEX outbox_letters ON outbox (awaited, run_at, id) WHERE kind = 'mail' AND state IN ('pending', 'unknown', 'sending');
--> statement-breakpoint
CREATE INDEX outbox_refused_letters ON outbox (payload ->> '$.orderId') WHERE kind = 'mail' AND state = 'refused';
--> statement-breakpoint
-- Letters that left long ago, by the hash of their key: none is written twice.
CREATE TABLE outbox_sent (
  key_hash BLOB PRIMARY KEY CHECK (length(key_hash) = 16)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  verb TEXT NOT NULL,
  subject TEXT NOT NULL
) STRICT;
--> statement-breakpoint
-- The beginning of an id tells subjects apart; whole ones would double the trail.
CREATE INDEX audit_by_subject ON audit (substr(subject, 1, 14), id) WHERE subject NOT GLOB 'ord_*';
--> statement-breakpoint
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
--> statement-breakpoint
-- What is older may be deleted, by the clock of the machine and not by that of the caller.
CREATE TRIGGER audit_kept BEFORE DELETE ON audit
WHEN OLD.at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-1095 days')
BEGIN SELECT RAISE(ABORT, 'the audit trail is kept for three years'); END;
--> statement-breakpoint
-- security: events, counts of limits, salts of addresses
CREATE TABLE security_events (
  id INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN (
    'account-created', 'account-erased', 'signed-in', 'signed-in-elsewhere', 'sign-in-failed',
    'sign-in-delayed', 'sessions-ended', 'email-confirmed', 'email-changed', 'name-changed',
    'sign-in-letter-asked', 'sign-in-letter-opened',
    'password-changed', 'password-reset-asked', 'password-reset', 'passkey-added', 'passkey-used',
    'passkey-removed', 'identity-confirmed', 'role-granted', 'role-revoked', 'invitation-sent',
    'invitation-accepted', 'code-failed', 'code-locked', 'access-refused', 'conflict-refused',
    'decision-signed', 'limit-reached'
  )),
  user_id TEXT,
  actor TEXT NOT NULL,
  address_hash TEXT,
  detail TEXT NOT NULL CHECK (length(detail) <= 120)
) STRICT;
--> statement-breakpoint
CREATE INDEX security_events_by_kind ON security_events (kind, id);
--> statement-breakpoint
CREATE INDEX security_events_by_user ON security_events (user_id, id);
--> statement-breakpoint
CREATE INDEX security_events_by_time ON security_events (at);
--> statement-breakpoint
CREATE TRIGGER security_events_stay BEFORE UPDATE ON security_events
BEGIN SELECT RAISE(ABORT, 'security events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER security_events_kept BEFORE DELETE ON security_events
WHEN OLD.at > strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-365 days')
BEGIN SELECT RAISE(ABORT, 'security events are kept for a year'); END;
--> statement-breakpoint
CREATE TABLE address_salts (
  day TEXT PRIMARY KEY,
  salt BLOB NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE limit_counts (
  name TEXT NOT NULL,
  subject TEXT NOT NULL,
  until TEXT NOT NULL,
  count INTEGER NOT NULL CHECK (count >= 0),
  PRIMARY KEY (name, subject)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX limit_counts_by_end ON limit_counts (until);
--> statement-breakpoint
CREATE TABLE known_devices (
  token_hash TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES users(id),
  seen_at TEXT NOT NULL,
  PRIMARY KEY (token_hash, user_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX known_devices_by_user ON known_devices (user_id, seen_at);
--> statement-breakpoint
CREATE INDEX known_devices_by_time ON known_devices (seen_at);
--> statement-breakpoint
-- jobs: what runs beside requests, when it is due, and how its last run ended
CREATE TABLE jobs (
  name TEXT PRIMARY KEY,
  due_at TEXT NOT NULL,
  taken_by TEXT,
  taken_until TEXT,
  last_run_at TEXT,
  took_ms INTEGER CHECK (took_ms >= 0),
  outcome TEXT CHECK (outcome IN ('done', 'partly', 'failed')),
  error TEXT,
  failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
  CHECK ((taken_by IS NULL) = (taken_until IS NULL))
) STRICT;
--> statement-breakpoint
CREATE INDEX jobs_by_due ON jobs (due_at, taken_until, name);
--> statement-breakpoint
-- backups: the last time of each kind of copying, for health
CREATE TABLE backups (
  kind TEXT PRIMARY KEY CHECK (kind IN ('backup', 'drill', 'restore')),
  done_at TEXT,
  took_ms INTEGER CHECK (took_ms >= 0),
  entries INTEGER CHECK (entries >= 0),
  failed_at TEXT,
  CHECK ((done_at IS NULL) = (took_ms IS NULL) AND (done_at IS NULL) = (entries IS NULL)),
  CHECK (done_at IS NOT NULL OR failed_at IS NOT NULL)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
-- towns: the one town that this database serves
CREATE TABLE towns (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL CHECK (name <> ''),
  short_name TEXT NOT NULL CHECK (short_name <> ''),
  communes TEXT NOT NULL CHECK (json_type(communes) = 'array'),
  insee TEXT NOT NULL,
  lat REAL NOT NULL CHECK (lat BETWEEN south AND north),
  lon REAL NOT NULL CHECK (lon BETWEEN west AND east),
  south REAL NOT NULL,
  north REAL NOT NULL CHECK (north > south),
  west REAL NOT NULL,
  east REAL NOT NULL CHECK (east > west),
  time_zone TEXT NOT NULL CHECK (time_zone <> ''),
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  street TEXT NOT NULL,
  postcode TEXT NOT NULL,
  city TEXT NOT NULL,
  visitors TEXT NOT NULL CHECK (visitors IN ('professional', 'consumer')),
  operator TEXT CHECK (json_type(operator, '$.siret') = 'text'),
  demonstration INTEGER NOT NULL DEFAULT 0 CHECK (demonstration IN (0, 1))
) STRICT;
