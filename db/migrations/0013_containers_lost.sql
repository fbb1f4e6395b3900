-- containers lent with a part that will not come back
ALTER TABLE order_parts ADD COLUMN lost_units INTEGER NOT NULL DEFAULT 0 CHECK (lost_units >= 0);
