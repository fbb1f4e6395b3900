import { getEvidence } from '#app/domain/evidence/evidence.server.ts';
import { receiptOf } from '#app/domain/ledger/checkpoints.server.ts';
import { entriesOf, findOpening } from '#app/domain/ledger/log.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';

/**
 * The receipts of a supplier's evidence: one entry as a .tlog-proof file with `?entry=<index>`, else all of them as JSON
 * with what opens their commitments.
 */
export const loader = supplierRouteHandler('seller/proofs.receipts.$evidenceId', (ctx, { supplier }, { params }) => {
  const submission = getEvidence(ctx, params.evidenceId ?? '');
  if (submission.supplierId !== supplier.id) throw new NotFound(`evidence ${submission.id}`);
  const entries = entriesOf(ctx, submission.id);
  const asked = ctx.url.searchParams.get('entry');
  if (asked !== null) {
    const entry = entries.find(({ index }) => String(index) === asked);
    if (!entry) throw new NotFound(`entry ${asked}`);
    return download(receiptOf(ctx, entry.index), 'text/plain', `halle-${submission.id}-${entry.index}.tlog-proof`);
  }
  const receipts = entries.map(({ index, kind, event }) => ({
    index,
    kind,
    receipt: receiptOf(ctx, index),
    opening: findOpening(ctx, event) ?? null,
  }));
  const text = JSON.stringify({ evidence: submission.id, receipts }, null, 1);
  return download(text, 'application/json', `halle-${submission.id}.json`);
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
