-- forgetting: of an issued invoice only its buyer can be blanked, once its file is kept; nothing else of it ever changes
DROP TRIGGER invoices_stay;
--> statement-breakpoint
CREATE TRIGGER invoices_stay BEFORE UPDATE ON invoices
WHEN (NEW.id, NEW.supplier_id, NEW.order_id, NEW.kind, NEW.year, NEW.seq, NEW.number, NEW.corrects, NEW.occasion, NEW.total_cents, NEW.issued_at)
  IS NOT (OLD.id, OLD.supplier_id, OLD.order_id, OLD.kind, OLD.year, OLD.seq, OLD.number, OLD.corrects, OLD.occasion, OLD.total_cents, OLD.issued_at)
  OR json_remove(NEW.content, '$.buyer') IS NOT json_remove(OLD.content, '$.buyer') OR json_extract(NEW.content, '$.buyer.name') IS NOT ''
  OR NOT EXISTS (SELECT 1 FROM invoice_files f WHERE f.invoice_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'an invoice is never changed; a credit note corrects it'); END;
