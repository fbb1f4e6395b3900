// A buyer's year statement as files, and as data for its page.

import { stringify } from 'csv-stringify/sync';
import type { PrintedYear } from '#app/documents/statement-pdf.server.ts';
import { materialKeptGrams } from '#app/domain/impact/material-kept.ts';
import { compactCheckpoint, latestCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { verifierKey } from '#app/domain/ledger/note.server.ts';
import { agecRows, egalimView, type ReachedShare } from '#app/domain/reporting/public-buyers.ts';
import type { StatementLine } from '#app/domain/reporting/statement-lines.server.ts';
import {
  type Buyer,
  computeStatement,
  listStatementLines,
  ownBuyer,
} from '#app/domain/reporting/year-statement.server.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { type RequestContext, requireUser } from '#app/http/request-context.server.ts';

const options = { delimiter: ';', escape_formulas: true, record_delimiter: '\r\n' } as const;
const euros = (cents: number | undefined) => (cents === undefined ? '' : (cents / 100).toFixed(2).replace('.', ','));
const percent = (basisPoints: number) => (basisPoints / 100).toFixed(2).replace('.', ',');

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

/**
 * The yearly declaration by the national schema (declaration-biens-reemploi-reutilisation-recycle 0.1.0), one row for each
 * line. Gifts are not made here, so they are 0, and each row says that it holds purchases on Halle alone. Throws NotFound
 * for a buyer without a SIRET, whose file the schema refuses.
 */
export function agecCsv({ organisation }: Buyer, year: number, lines: readonly StatementLine[]): string {
  if (!organisation?.siret) throw new NotFound('a declaration of a buyer without a SIRET');
  const columns = [
    'annee',
    'siret',
    'raison_sociale',
    'type_produit_acquis',
    'montant_total',
    'montant_reemploi_et_reutilisation',
    'montant_produits_issus_don',
    'montant_produits_recycles',
    'commentaires',
  ];
  const rows = agecRows(lines, year).map((row) => [
    year,
    organisation.siret,
    organisation.name,
    row.category,
    schemaNumber(row.totalCents),
    schemaNumber(row.reuse.cents),
    schemaNumber(0),
    schemaNumber(row.recycled.cents),
    'Achats faits sur Halle seulement ; dons non connus',
  ]);
  return stringify([columns, ...rows]);
}

/** Euros as the schema's type "number" has them: a point, no blanks. */
function schemaNumber(cents: number): string {
  return (cents / 100).toFixed(2);
}

export function egalimCsv(ctx: RequestContext, lines: readonly StatementLine[]): string {
  const { egalim: labels, classes, foodRules } = ctx.t.statement;
  const { rows, quality, organic, meals } = egalimView(lines);
  const asked = (name: string, { cents, basisPoints, askedPercent, missingCents }: ReachedShare) => [
    name,
    euros(cents),
    percent(basisPoints),
    askedPercent ?? '',
    missingCents === null ? '' : euros(missingCents),
  ];
  const classRows = rows.map((row) => [
    findOwnValue(classes, row.egalim) ?? row.egalim,
    euros(row.cents),
    percent(row.basisPoints),
    '',
    '',
  ]);
  return stringify(
    [
      [labels.class, labels.total, labels.share, foodRules.asked, foodRules.missing],
      ...classRows,
      asked(foodRules.quality, quality),
      asked(foodRules.organic, organic),
      [foodRules.meals, euros(meals.cents), '', '', ''],
    ],
    options,
  );
}

/** All figures of the page as data: cents, grams, minutes, and the entries behind each figure. */
export function statementJson(ctx: RequestContext, buyer: Buyer, year: number): unknown {
  const lines = listStatementLines(ctx, buyer, year);
  return {
    buyer: buyer.organisation?.name ?? requireUser(ctx).name,
    siret: buyer.organisation?.siret ?? null,
    ...computeStatement(ctx, buyer, year, lines),
    agec58: agecRows(lines, year),
    egalim: egalimView(lines),
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
    statement: computeStatement(ctx, buyer, year, lines),
    lines,
    note,
    at: new Date(at),
    key: verifierKey(ctx.ledgerKey),
  };
}
