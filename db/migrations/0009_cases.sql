-- cases say what they are about as data, and are closed; money that no order could take is given back, or taken up
ALTER TABLE payment_cases RENAME COLUMN session_id TO subject;
--> statement-breakpoint
ALTER TABLE payment_cases ADD COLUMN facts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(facts));
--> statement-breakpoint
UPDATE payment_cases SET facts = json_object('said', detail);
--> statement-breakpoint
ALTER TABLE payment_cases DROP COLUMN detail;
--> statement-breakpoint
ALTER TABLE payment_cases ADD COLUMN closed_at TEXT;
--> statement-breakpoint
ALTER TABLE payment_cases ADD COLUMN closed_by TEXT;
--> statement-breakpoint
CREATE INDEX payment_cases_open ON payment_cases (opened_at) WHERE closed_at IS NULL;
--> statement-breakpoint
-- which payment a refund gives back, when it is not the one that its order took; how often it came back
ALTER TABLE payment_refunds ADD COLUMN session_id TEXT REFERENCES payment_sessions(id);
--> statement-breakpoint
ALTER TABLE payment_refunds ADD COLUMN returned INTEGER NOT NULL DEFAULT 0 CHECK (returned >= 0);
--> statement-breakpoint
UPDATE payment_refunds SET returned = 1 WHERE state = 'failed';
--> statement-breakpoint
CREATE UNIQUE INDEX payment_refunds_of_session ON payment_refunds (session_id) WHERE session_id IS NOT NULL;
--> statement-breakpoint
ALTER TABLE payment_accounts DROP COLUMN in_review;
--> statement-breakpoint
-- orders: a payment that came too late was given back
DROP INDEX orders_reserved;
--> statement-breakpoint
ALTER TABLE orders RENAME COLUMN state TO old_state;
--> statement-breakpoint
ALTER TABLE orders ADD COLUMN state TEXT NOT NULL DEFAULT 'placed' CHECK (state IN ('placed','paid','payment-failed','expired','paid-late','given-back'));
--> statement-breakpoint
UPDATE orders SET state = old_state;
--> statement-breakpoint
ALTER TABLE orders DROP COLUMN old_state;
--> statement-breakpoint
CREATE INDEX orders_reserved ON orders (reserved_until) WHERE state = 'placed';
