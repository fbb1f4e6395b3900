-- rounds: the town's own shared round, by weekday, and how much each day carries
CREATE TABLE town_rounds (
  weekday INTEGER PRIMARY KEY CHECK (weekday BETWEEN 1 AND 7), cutoff_days INTEGER NOT NULL CHECK (cutoff_days BETWEEN 0 AND 7), cutoff_hour INTEGER NOT NULL CHECK (cutoff_hour BETWEEN 0 AND 24),
  capacity_grams INTEGER NOT NULL CHECK (capacity_grams > 0), stop_fee_cents INTEGER NOT NULL CHECK (stop_fee_cents >= 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE town_round_days (day TEXT PRIMARY KEY, booked_grams INTEGER NOT NULL CHECK (booked_grams >= 0)) STRICT;
--> statement-breakpoint
ALTER TABLE suppliers ADD COLUMN joins_round INTEGER NOT NULL DEFAULT 0 CHECK (joins_round IN (0, 1));
--> statement-breakpoint
ALTER TABLE order_parts ADD COLUMN round_grams INTEGER NOT NULL DEFAULT 0 CHECK (round_grams >= 0);
--> statement-breakpoint
CREATE TABLE basket_deliveries_new (
  basket_id TEXT NOT NULL REFERENCES baskets(id) ON DELETE CASCADE, supplier_id TEXT NOT NULL REFERENCES suppliers(id),
  choice TEXT NOT NULL CHECK (choice IN ('shared','dedicated','pickup-foot','pickup-car','round')), PRIMARY KEY (basket_id, supplier_id)
) STRICT;
--> statement-breakpoint
INSERT INTO basket_deliveries_new SELECT basket_id, supplier_id, choice FROM basket_deliveries;
--> statement-breakpoint
DROP TABLE basket_deliveries;
--> statement-breakpoint
ALTER TABLE basket_deliveries_new RENAME TO basket_deliveries;
