import { stringify } from 'csv-stringify/sync';
import { listSoldLines, netUnitCents } from '#app/domain/orders/sales.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { csvAmount, csvNumber, csvResponse } from '#app/http/csv-response.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';

const options = { delimiter: ';', escape_formulas: true, record_delimiter: '\r\n' } as const;

/** Every line sold, with its current state, quantity and amount. */
export const loader = supplierRouteHandler('seller/sales[.]csv', (ctx, { supplier }) => {
  const euros = (cents: number) => csvAmount(cents, ctx.locale);
  function* rows() {
    yield stringify([ctx.t.fulfilment.sales.columns], options);
    for (const line of listSoldLines(ctx, supplier.id))
      yield stringify(
        [
          [
            localDay(new Date(line.paidAt), ctx.town),
            line.number,
            line.line,
            line.slug,
            translated(line.name, ctx.locale),
            line.quantity,
            euros(netUnitCents(line)),
            euros(line.htCents),
            csvNumber(line.vatBasisPoints / 100, ctx.locale),
            euros(line.vatCents),
            ctx.t.order.todo[line.state],
            line.deliveredQuantity ?? line.quantity,
            euros(line.deliveredHtCents ?? line.htCents),
          ],
        ],
        options,
      );
  }
  return csvResponse(rows(), `ventes-${supplier.slug}.csv`);
});
