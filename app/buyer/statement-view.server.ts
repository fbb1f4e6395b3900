// A buyer's year statement as files, and as data for its page.

import { stringify } from 'csv-stringify/sync';
import type { PrintedYear } from '#app/documents/statement-pdf.server.ts';
import { materialKeptGrams } from '#app/domain/impact/material-kept.ts';
import { compactCheckpoint, latestCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { verifierKey } from '#app/domain/ledger/note.server.ts';
import { type Buyer, listStatementLines, ownBuyer } from '#app/domain/reporting/year-statement.server.ts';
import { viewYear } from '#app/domain/reporting/year-view.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';

const options = { delimiter: ';', escape_formulas: true, record_delimiter: '\r\n' } as const;
const euros = (cents: number | undefined) => (cents === undefined ? '' : (cents / 100).toFixed(2).replace('.', ','));

/** The buyer and year of an address. Throws NotFound for an invalid year or another person's organisation. */
export function statementOf(ctx: RequestContext, year: string | undefined): { buyer: Buyer; year: number } {
  if (!/^20\d{2}$/.test(year ?? '')) throw new NotFound(`year ${year}`);
  return { buyer: ownBuyer(ctx, ctx.url.searchParams.get('of')), year: Number(year) };
}

/** One row for each effective entry, that is, after corrections. */
export function linesCsv(ctx: RequestContext, buyer: Buyer, year: number): string {
  const t = ctx.t.statement.csv;
  const rows = listStatementLines(ctx, buyer, year).map((line) => {
    const { entry } = line;
    const { retained_eur_cents: retained, eur_cents_ht: spent } = entry.money;
    const co2 = entry.co2e_g;
    return [
      line.paidOn,
      line.orderNumber,
      entry.line,
      translated(line.name, ctx.locale),
      line.supplier,
      ctx.t.categories[line.category as keyof typeof ctx.t.categories] ?? line.category,
      euros(spent),
      euros(retained?.lo),
      euros(retained?.mid),
      euros(retained?.hi),
      entry.inclusion_min?.mid ?? '',
      materialKeptGrams(entry.material_kept_g),
      co2?.actual ?? '',
      co2?.delta?.lo ?? '',
      co2?.delta?.mid ?? '',
      co2?.delta?.hi ?? '',
      entry.baseline_ref ?? '',
      line.corrected ? 1 : 0,
      line.index,
      line.leaf,
    ];
  });
  return stringify([Object.values(t), ...rows], options);
}

/** All figures of the page as data: cents, grams, minutes, and the entries behind each figure. */
export function statementJson(ctx: RequestContext, buyer: Buyer, year: number): unknown {
  const lines = listStatementLines(ctx, buyer, year);
  const { statement, declarations } = viewYear(ctx, buyer, year);
  return {
    buyer: buyer.organisation?.name ?? requireUser(ctx).name,
    siret: buyer.organisation?.siret ?? null,
    ...statement,
    agec58: declarations.agec,
    egalim: declarations.egalim,
    entries: lines.map(({ index, leaf }) => ({ index, leaf })),
    checkpoint: latestCheckpoint(ctx).note,
  };
}

/** The data of a year's PDF. */
export function printedYear(ctx: RequestContext, buyer: Buyer, year: number): PrintedYear {
  const lines = listStatementLines(ctx, buyer, year);
  const { note, at } = compactCheckpoint(ctx, latestCheckpoint(ctx));
  return {
    buyer: buyer.organisation?.name ?? requireUser(ctx).name,
    siret: buyer.organisation?.siret ?? null,
    ...viewYear(ctx, buyer, year),
    lines,
    note,
    at: new Date(at),
    key: verifierKey(ctx.ledgerKey),
  };
}
