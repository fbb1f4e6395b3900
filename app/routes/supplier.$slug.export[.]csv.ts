import { exportOffers } from '#app/domain/imports/export.server.ts';
import { supplierRouteHandler } from '#app/http/answer.server.ts';
import { csvResponse } from '#app/http/csv.server.ts';

export const loader = supplierRouteHandler('supplier.$slug.export[.]csv', (ctx, { supplier }) =>
  csvResponse(exportOffers(ctx, supplier.id), `offres-${supplier.slug}.csv`),
);
