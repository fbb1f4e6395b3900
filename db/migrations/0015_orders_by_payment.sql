-- a buyer's year is asked by the day of payment
CREATE INDEX orders_by_organisation_paid ON orders(organisation_id, paid_at);
--> statement-breakpoint
CREATE INDEX orders_by_user_paid ON orders(user_id, paid_at);
