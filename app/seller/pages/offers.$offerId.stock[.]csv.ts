import { stringify } from 'csv-stringify/sync';
import { getOwnOffer } from '#app/domain/catalogue/listing.server.ts';
import { listMovements } from '#app/domain/catalogue/stock-history.server.ts';
import { csvResponse } from '#app/http/csv-response.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { describeMovements } from '#app/seller/stock-movements.server.ts';

const options = { delimiter: ';', escape_formulas: true, record_delimiter: '\r\n' } as const;
const piece = 500;

/** Every movement of an offer's stock, the newest first; times are UTC. */
export const loader = supplierRouteHandler('seller/offers.$offerId.stock[.]csv', (ctx, { supplier }, { params }) => {
  const offer = getOwnOffer(ctx, supplier.id, Number(params.offerId));
  const { columns, kinds } = ctx.t.stockPage;
  function* rows() {
    const { at, kind, quantity, balance, reason, by } = columns;
    yield stringify([[at, kind, quantity, balance, reason, by]], options);
    for (let before = Number.MAX_SAFE_INTEGER; ; ) {
      const movements = listMovements(ctx, offer.id, { before, limit: piece });
      if (movements.length === 0) return;
      yield stringify(
        describeMovements(ctx, movements).map((one) => [
          one.at,
          kinds[one.kind],
          one.quantity,
          one.balance,
          one.reason,
          one.by,
        ]),
        options,
      );
      before = movements.at(-1)!.id;
    }
  }
  return csvResponse(rows(), `stock-${offer.slug}.csv`);
});
