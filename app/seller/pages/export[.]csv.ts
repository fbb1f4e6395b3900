import { exportOffers } from '#app/domain/imports/export.server.ts';
import { csvResponse } from '#app/http/csv-response.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { formatDecimal } from '#app/i18n/format.ts';

export const loader = supplierRouteHandler('seller/export[.]csv', (ctx, { supplier }) => {
  const decimal = (point: string) => formatDecimal(point, ctx.locale);
  return csvResponse(exportOffers(ctx, supplier.id, decimal), `offres-${supplier.slug}.csv`);
});
