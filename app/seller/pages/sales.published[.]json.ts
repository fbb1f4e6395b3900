import { findSalesInside } from '#app/domain/reporting/inside-total.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { privateFile } from '#app/http/document-responses.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';

/** The lines that the supplier sold inside the town's published total. */
export const loader = supplierRouteHandler('seller/sales.published[.]json', (ctx, { supplier }) => {
  const file = findSalesInside(ctx, supplier.id);
  if (!file) throw new NotFound(`published lines of ${supplier.slug}`);
  return privateFile(JSON.stringify(file), 'application/json', `halle-${supplier.slug}-total.json`);
});
