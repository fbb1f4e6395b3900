import { accountingCsv, monthOf } from '#app/http/accounting.server.ts';
import { answer } from '#app/http/answer.server.ts';
import { csvResponse } from '#app/http/csv.server.ts';

export const loader = answer('orders.accounting[.]csv', (visit) => {
  const month = monthOf(visit);
  return csvResponse([accountingCsv(visit, month)], `achats-${month}.csv`);
});
