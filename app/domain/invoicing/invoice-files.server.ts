// Owns the rows of invoice files: each making of a PDF with its hash. The file of a row is never replaced; a lost or
// damaged one is followed by a new row.
import { createHash } from 'node:crypto';
import { appendEntries, type LedgerCtx, privateCommitment } from '#app/domain/ledger/log.server.ts';
import { openCase } from '#app/domain/payments/cases.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, type Row, text } from '#db/rows.ts';
import type { Invoice } from './invoices.server.ts';

const invoiceFileRow = { making: integer, sha256: text };
/** A making of an invoice's PDF, numbered from 1, and the SHA-256 of its bytes in hex. */
export type InvoiceFile = Row<typeof invoiceFileRow>;

/** Of the cooperative's own invoices `orderId` is null. */
export type FiledInvoice = Pick<Invoice, 'id' | 'number'> & { orderId: string | null };

/** SHA-256 in hex, as the rows keep it. */
export function fileHashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Storage key of a making: its name carries the hash, so that two makings never share a name. */
export function invoiceFileKey(invoiceId: string, { making, sha256 }: InvoiceFile): string {
  return `invoices/${invoiceId}-${making}-${sha256.slice(0, 16)}.pdf`;
}

/** The latest making; undefined before the first. */
export function findInvoiceFile({ db }: Pick<Ctx, 'db'>, invoiceId: string): InvoiceFile | undefined {
  return findRow(
    db,
    invoiceFileRow,
    `select making, sha256
     from invoice_files
     where invoice_id = ?
     order by making desc
     limit 1`,
    invoiceId,
  );
}

/**
 * Records a making whose bytes are stored already. Of several makers, also in other processes, the first row stays.
 * A making of an order's invoice enters the ledger in the same transaction, as a salted commitment to number and hash.
 * Returns the row that stands.
 */
export function recordInvoiceFile(
  ctx: LedgerCtx,
  { id, orderId, number }: FiledInvoice,
  { making, sha256 }: InvoiceFile,
): InvoiceFile {
  return inTransaction(ctx, () => {
    const recorded = preparedSql(
      ctx.db,
      `insert into invoice_files (invoice_id, making, sha256, kept_at)
       values (?, ?, ?, ?)
       on conflict do nothing`,
    ).run(id, making, sha256, isoUtc(ctx.now));
    if (recorded.changes > 0 && orderId !== null) {
      const event = `${orderId}:invoice:${id}:${making}`;
      const commit = privateCommitment(ctx, event, { number, sha256 });
      const at = `${ctx.now.toISOString().slice(0, 19)}Z`;
      appendEntries(ctx, [
        { kind: 'invoice.issued', event, body: { v: 1, at, order: orderId, private_commit: commit } },
      ]);
    }
    return findInvoiceFile(ctx, id)!;
  });
}

/** Opens a case for the stewards: the file of an invoice was lost or damaged, and was made again from its content. */
export function reportRemadeFile(ctx: Ctx, { id, orderId, number }: FiledInvoice, lost: boolean, same: boolean): void {
  const detail = `${number}: the file ${lost ? 'was missing' : 'was damaged'}; the new one ${same ? 'has the same bytes' : 'has other bytes'}`;
  inTransaction(ctx, () => openCase(ctx, id, orderId, 'invoice-remade', { detail }));
}
