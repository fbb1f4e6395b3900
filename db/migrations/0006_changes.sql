-- orders: parts can be cancelled by the buyer and refused by the supplier; what was handed over can come back
ALTER TABLE order_parts RENAME COLUMN state TO old_state;
--> statement-breakpoint
DROP INDEX order_parts_by_supplier;
--> statement-breakpoint
ALTER TABLE order_parts ADD COLUMN state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting','to-prepare','confirmed','handed-over','cancelled','refused'));
--> statement-breakpoint
UPDATE order_parts SET state = old_state;
--> statement-breakpoint
ALTER TABLE order_parts DROP COLUMN old_state;
--> statement-breakpoint
CREATE INDEX order_parts_by_supplier ON order_parts(supplier_id, state, deliver_on);
--> statement-breakpoint
CREATE INDEX order_parts_open ON order_parts(deliver_on) WHERE state IN ('to-prepare','confirmed');
--> statement-breakpoint
ALTER TABLE order_parts ADD COLUMN closed_reason TEXT;
--> statement-breakpoint
ALTER TABLE order_parts ADD COLUMN delivery_refunded INTEGER NOT NULL DEFAULT 0 CHECK (delivery_refunded IN (0, 1));
--> statement-breakpoint
ALTER TABLE order_parts ADD COLUMN pickup_code TEXT;
--> statement-breakpoint
CREATE TABLE order_returns (
  id TEXT PRIMARY KEY, order_id TEXT NOT NULL REFERENCES orders(id), line INTEGER NOT NULL, supplier_id TEXT NOT NULL, quantity INTEGER NOT NULL CHECK (quantity > 0),
  reason TEXT NOT NULL, state TEXT NOT NULL CHECK (state IN ('open','accepted','refused')), asked_by TEXT NOT NULL, asked_at TEXT NOT NULL, answered_at TEXT, answer TEXT NOT NULL DEFAULT '',
  refund_cents INTEGER CHECK (refund_cents >= 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX order_returns_one_open ON order_returns (order_id, line) WHERE state = 'open';
--> statement-breakpoint
CREATE INDEX order_returns_by_order ON order_returns (order_id);
