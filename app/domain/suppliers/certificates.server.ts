// Certificates of suppliers (labels): what a steward saw, with the days on which it holds.
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { getValue, listRows, nullable, text } from '#db/rows.ts';
import { requireImpartialSteward } from './interests.server.ts';
import { reindexSupplierOffers } from './lifecycle.server.ts';

const certificate = { supplierId: text, label: text, from: nullable(text), until: text };

/** The certificates of suppliers, by supplier, those that ended too. Days YYYY-MM-DD, both included. */
export function listCertificates({ db }: Pick<Ctx, 'db'>, supplierIds: Iterable<string>) {
  const rows = listRows(
    db,
    certificate,
    `select supplier_id as supplierId, label, valid_from as "from", valid_until as until
     from supplier_labels
     where supplier_id in (select value from json_each(?))`,
    JSON.stringify([...new Set(supplierIds)]),
  );
  return Map.groupBy(rows, ({ supplierId }) => supplierId);
}

export type ReadCertificate = {
  label: string;
  certifier: string;
  number: string | null;
  validFrom: string | null;
  validUntil: string;
};

/**
 * Records a certificate that a steward read, or its renewal: purchases delivered within its days count by it, those of
 * before too. A renewal keeps the first day of the one that it follows without a gap.
 */
export function recordCertificate(ctx: Ctx, supplierId: string, read: ReadCertificate): void {
  requireImpartialSteward(ctx, supplierId);
  inTransaction(ctx, ({ db }) => {
    preparedSql(
      db,
      `insert into supplier_labels (supplier_id, label, certifier, number, valid_from, valid_until)
       values (?, ?, ?, ?, ?, ?)
       on conflict (supplier_id, label) do update
       set certifier = excluded.certifier, number = excluded.number, valid_until = excluded.valid_until,
         valid_from = case when date(valid_until, '+1 day') >= excluded.valid_from
           then valid_from else excluded.valid_from end`,
    ).run(supplierId, read.label, read.certifier, read.number, read.validFrom, read.validUntil);
    reindexSupplierOffers(ctx, supplierId);
    recordAudit(ctx, `recordCertificate:${read.label}`, supplierId);
  });
}

/** Changes when a certificate of any supplier does. */
export function certificatesMark({ db }: Pick<Ctx, 'db'>): string {
  const days = `select count(*) || ' ' || coalesce(sum(julianday(valid_until)), 0) || ' '
       || coalesce(sum(julianday(valid_from)), 0)
     from supplier_labels`;
  return getValue(db, text, days);
}
