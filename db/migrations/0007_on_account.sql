-- an organisation may order on account, within a limit that the stewards give, and pays by bank transfer within thirty days
ALTER TABLE organisations ADD COLUMN credit_limit_cents INTEGER NOT NULL DEFAULT 0 CHECK (credit_limit_cents >= 0);
--> statement-breakpoint
ALTER TABLE orders ADD COLUMN payment TEXT NOT NULL DEFAULT 'online' CHECK (payment IN ('online','account'));
--> statement-breakpoint
ALTER TABLE orders ADD COLUMN due_on TEXT;
--> statement-breakpoint
CREATE INDEX orders_on_account ON orders (due_on) WHERE payment = 'account';
