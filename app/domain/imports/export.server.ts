// Exports a supplier's offers as a file that the import accepts. Streamed, to keep large catalogues out of memory.
import { stringify } from 'csv-stringify/sync';
import { offerColumns, writeCells } from '#app/domain/catalogue/cells.ts';
import { listOffersAfter } from '#app/domain/catalogue/listing.server.ts';
import { asDraft } from '#app/domain/catalogue/offer-texts.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

const piece = 500;
/** Spreadsheets evaluate cells that begin with = + - @; a leading apostrophe makes them text (CSV injection). */
const options = { delimiter: ';', escape_formulas: true, record_delimiter: '\r\n' } as const;

/**
 * CSV in chunks: UTF-8 with a byte order mark, semicolons, decimals as `decimal` writes them (else with a point).
 * Includes archived offers.
 */
export function* exportOffers(
  ctx: Pick<Ctx, 'db'>,
  supplierId: string,
  decimal?: (point: string) => string,
): Generator<string> {
  yield `\uFEFF${stringify([[...offerColumns]], options)}`;
  for (let after = 0; ; ) {
    const rows = listOffersAfter(ctx, supplierId, after, piece);
    if (rows.length === 0) return;
    yield stringify(
      rows.map((offer) => {
        const cells = writeCells({ ...asDraft(offer), thing: offer.thing, status: offer.status }, decimal);
        return offerColumns.map((column) => cells[column]);
      }),
      options,
    );
    after = rows.at(-1)!.id;
  }
}
