// The declarations of a public buyer as files: the national schemas, and a table to read.
import { stringify } from 'csv-stringify/sync';
import { declarationFacts } from '#app/domain/reporting/declaration-facts.server.ts';
import { canteenFile } from '#app/domain/reporting/declared-food.ts';
import type { ReachedShare } from '#app/domain/reporting/reached-share.ts';
import { type Buyer, listStatementLines } from '#app/domain/reporting/year-statement.server.ts';
import { viewYear } from '#app/domain/reporting/year-view.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

const options = { delimiter: ';', escape_formulas: true, record_delimiter: '\r\n' } as const;
const euros = (cents: number) => (cents / 100).toFixed(2).replace('.', ',');
const percent = (basisPoints: number) => (basisPoints / 100).toFixed(2).replace('.', ',');

/**
 * The yearly declaration by the national schema (declaration-biens-reemploi-reutilisation-recycle 0.1.0), one row for each
 * line. Each row says that it holds purchases on Halle alone. Throws NotFound for a buyer that does not declare, or has no
 * SIRET, whose file the schema refuses.
 */
export function agecCsv(ctx: RequestContext, buyer: Buyer, year: number): string {
  const { organisation } = buyer;
  if (!organisation?.siret) throw new NotFound('a declaration of a buyer without a SIRET');
  const { agec, declares } = viewYear(ctx, buyer, year).declarations;
  if (!declares) throw new NotFound('a declaration of a buyer that declares nothing');
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
  const gifts = agec.rows.some(({ giftCents }) => giftCents > 0) ? 'dons saisis par l’acheteur' : 'dons non connus';
  const rows = agec.rows.map((row) => [
    year,
    organisation.siret,
    organisation.name,
    row.category,
    schemaNumber(row.totalCents),
    schemaNumber(row.reuse.cents),
    schemaNumber(row.giftCents),
    schemaNumber(row.recycled.cents),
    `Achats faits sur Halle seulement ; ${gifts}`,
  ]);
  return stringify([columns, ...rows]);
}

/** Euros as the schema's type "number" has them: a point, no blanks. */
function schemaNumber(cents: number): string {
  return (cents / 100).toFixed(2);
}

/** The import file of ma cantine. Throws NotFound for a buyer that has not said the SIRET of its canteen. */
export function canteenCsv(ctx: RequestContext, buyer: Buyer, year: number): string {
  const lines = listStatementLines(ctx, buyer, year);
  const { food, canteenSiret } = declarationFacts(ctx, buyer, year, lines);
  if (!canteenSiret) throw new NotFound('a file of a canteen without a SIRET');
  const { rows } = canteenFile(lines, canteenSiret, localDay(ctx.now, ctx.town), food);
  return stringify(rows, { delimiter: ';' });
}

/** Food by class and by family, with the shares asked and what is missing to them. */
export function egalimCsv(ctx: RequestContext, buyer: Buyer, year: number): string {
  const { statement: s, food } = ctx.t;
  const { egalim } = viewYear(ctx, buyer, year).declarations;
  const { quality, organic, meatAndFish, meals, open } = egalim;
  const asked = (name: string, { cents, basisPoints, askedPercent, missingCents }: ReachedShare) => [
    name,
    euros(cents),
    percent(basisPoints),
    askedPercent ?? '',
    missingCents === null ? '' : euros(missingCents),
  ];
  const openCents = open.reduce((sum, { cents }) => sum + cents, 0);
  return stringify(
    [
      [s.egalim.class, s.egalim.total, s.egalim.share, s.foodRules.asked, s.foodRules.missing],
      ...egalim.rows.map((row) => [
        findOwnValue(food.classes, row.egalim) ?? s.noPaper,
        euros(row.cents),
        percent(row.basisPoints),
        '',
        '',
      ]),
      ...egalim.families.map((one) => [food.families[one.family], euros(one.cents), '', '', '']),
      asked(s.foodRules.quality, quality),
      asked(s.foodRules.organic, organic),
      asked(s.foodRules.meatAndFish, meatAndFish),
      ...(openCents > 0 ? [[s.foodRules.open, euros(openCents), '', '', '']] : []),
      [s.foodRules.meals, euros(meals.cents), '', '', ''],
    ],
    options,
  );
}
