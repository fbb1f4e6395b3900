import { stringify } from 'csv-stringify/sync';
import { getImport, listImportRows } from '#app/domain/imports/imports.server.ts';
import { csvResponse } from '#app/http/csv-response.server.ts';
import { supplierRouteHandler } from '#app/http/handler.server.ts';
import { rowMessage } from '#app/seller/import-messages.ts';

const piece = 1000;

/** Row number, reference, name and every reason, so that the supplier can correct the file. */
export const loader = supplierRouteHandler('seller/import.$importId.refused[.]csv', (ctx, { supplier }, { params }) => {
  const offerImport = getImport(ctx, supplier.id, params.importId ?? '');
  const { t } = ctx;
  function* rows() {
    yield stringify([[t.imports.row, t.offerEditor.fields.sku, t.offerEditor.fields.name_fr, t.imports.why]], {
      delimiter: ';',
    });
    for (let after = 0; ; ) {
      const refused = listImportRows(ctx, offerImport.id, { outcome: 'refuse', after, limit: piece });
      if (refused.length === 0) return;
      yield stringify(
        refused.map((row) => [row.row, row.sku, row.name, rowMessage(row, t, ctx.locale).join(' ')]),
        { delimiter: ';', escape_formulas: true },
      );
      after = refused.at(-1)!.row;
    }
  }
  return csvResponse(rows(), `refus-${supplier.slug}.csv`);
});
