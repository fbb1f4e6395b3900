import { listSupplierEntries } from '#app/domain/evidence/supplier-entries.server.ts';
import { receiptOf } from '#app/domain/ledger/checkpoints.server.ts';
import { openingsOf } from '#app/domain/ledger/openings.server.ts';
import { openedReceipt } from '#app/domain/ledger/receipt.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';

/**
 * The receipts of the entries about this supplier's evidence, with all that their commitments open with: the one that
 * `?entry=` names as a text, else all of them as JSON.
 */
export const loader = supplierRouteHandler('seller/ledger.receipts', (ctx, { supplier }) => {
  const entries = listSupplierEntries(ctx, supplier.id);
  const asked = ctx.url.searchParams.get('entry');
  const textOf = (index: number) => openedReceipt(receiptOf(ctx, index), openingsOf(ctx, index));
  if (asked === null) {
    const all = entries.map(({ index, kind }) => ({ index, kind, receipt: textOf(index) }));
    return download(JSON.stringify(all, null, 1), 'application/json', `halle-${supplier.slug}-receipts.json`);
  }
  const entry = entries.find(({ index }) => String(index) === asked);
  if (!entry) throw new NotFound(`entry ${asked}`);
  return download(textOf(entry.index), 'text/plain', `halle-${supplier.slug}-${entry.index}.receipt.txt`);
});

function download(text: string, type: string, name: string): Response {
  return new Response(text, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
}
