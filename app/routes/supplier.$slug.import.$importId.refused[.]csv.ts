import { stringify } from 'csv-stringify/sync';
import { getImport, listImportRows } from '#app/domain/imports/imports.server.ts';
import { answerStall } from '#app/http/answer.server.ts';
import { csvResponse } from '#app/http/csv.server.ts';
import { rowWords } from '#app/http/import-words.ts';

const piece = 1000;

/** Row number, reference, name and every reason, to mend the file by. */
export const loader = answerStall(
  'supplier.$slug.import.$importId.refused[.]csv',
  (visit, { supplier }, { params }) => {
    const held = getImport(visit, supplier.id, params.importId ?? '');
    const { t } = visit;
    function* rows() {
      yield stringify([[t.importDesk.row, t.offerDesk.fields.sku, t.offerDesk.fields.name_fr, t.importDesk.why]], {
        delimiter: ';',
      });
      for (let after = 0; ; ) {
        const refused = listImportRows(visit, held.id, { outcome: 'refuse', after, limit: piece });
        if (refused.length === 0) return;
        yield stringify(
          refused.map((row) => [row.row, row.sku, row.name, rowWords(row, t, visit.locale).join(' ')]),
          { delimiter: ';', escape_formulas: true },
        );
        after = refused.at(-1)!.row;
      }
    }
    return csvResponse(rows(), `refus-${supplier.slug}.csv`);
  },
);
