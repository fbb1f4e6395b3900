import { accountingCsv, monthOf } from '#app/http/accounting.server.ts';
import { routeHandler } from '#app/http/answer.server.ts';
import { csvResponse } from '#app/http/csv.server.ts';

export const loader = routeHandler('orders.accounting[.]csv', (ctx) => {
  const month = monthOf(ctx);
  return csvResponse([accountingCsv(ctx, month)], `achats-${month}.csv`);
});
