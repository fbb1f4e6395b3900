import { accountingCsv, monthOf } from '#app/buyer/accounting-export.server.ts';
import { csvResponse } from '#app/http/csv-response.server.ts';
import { routeHandler } from '#app/http/handler.server.ts';

export const loader = routeHandler('buyer/orders.accounting[.]csv', (ctx) => {
  const month = monthOf(ctx);
  return csvResponse([accountingCsv(ctx, month)], `achats-${month}.csv`);
});
