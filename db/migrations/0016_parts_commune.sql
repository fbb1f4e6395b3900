-- where the supplier stood on the day of the order: a move does not change what was published
ALTER TABLE order_parts ADD COLUMN insee TEXT;
--> statement-breakpoint
UPDATE order_parts SET insee = (SELECT insee FROM suppliers WHERE suppliers.id = order_parts.supplier_id);
