import { exportOffers } from '#app/domain/imports/export.server.ts';
import { csvResponse } from '#app/http/csv-response.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';

export const loader = supplierRouteHandler('seller/export[.]csv', (ctx, { supplier }) =>
  csvResponse(exportOffers(ctx, supplier.id), `offres-${supplier.slug}.csv`),
);
