// The rates of a supplier's offers when its VAT regime changes.
import { type Ctx, isoUtc, recordedActor } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { categories, usualVatBasisPoints } from './offer.ts';

type Regime = 'standard' | 'franchise' | 'margin';

/**
 * Writes the rates of the new regime, each with a history entry. Under art. 293 B all are 0, under the margin scheme
 * those of reused things; the rate of before is kept and comes back with the standard regime. An offer that never had
 * one takes the usual rate of its category. Prices excl. VAT stay as they are.
 */
export function writeRatesOfRegime(ctx: Ctx, supplierId: string, { from, to }: { from: Regime; to: Regime }): void {
  const usual = JSON.stringify(
    Object.fromEntries(categories.map((category) => [category, usualVatBasisPoints(category)])),
  );
  const values = { supplierId, from, to, usual, at: isoUtc(ctx.now), actor: recordedActor(ctx) };
  inTransaction(ctx, ({ db }) => {
    preparedSql(
      db,
      `insert into offer_changes (offer_id, at, actor, via, changes)
       select id, @at, @actor, 'form', json_object('vatBasisPoints', json_array(vat_basis_points, ${nextRate}))
       from offers
       where supplier_id = @supplierId and vat_basis_points <> ${nextRate}`,
    ).run(values);
    preparedSql(
      db,
      `update offers
       set former_vat_basis_points = case
             when @to = 'standard' then null
             when @from = 'standard' then vat_basis_points
             else former_vat_basis_points
           end,
           vat_basis_points = ${nextRate},
           updated_at = iif(vat_basis_points = ${nextRate}, updated_at, @at)
       where supplier_id = @supplierId`,
    ).run(values);
  });
}

const usualRate = '(select value from json_each(@usual) where key = category)';
/** The rate that is charged by a seller who charges VAT. */
const chargedRate = `iif(@from = 'standard', vat_basis_points,
  coalesce(nullif(vat_basis_points, 0), former_vat_basis_points, ${usualRate}))`;
const nextRate = `iif(@to = 'franchise' or (@to = 'margin' and kind = 'reused'), 0, ${chargedRate})`;
