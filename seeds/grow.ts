// A bigger town for benchmarks: the same trades under more suppliers, generated.

import { listOffer } from '#app/domain/catalogue/listing.server.ts';
import { enterFacts } from '#app/domain/evidence/admission.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { registerSupplier } from '#app/domain/suppliers/registration.server.ts';
import { readRows, supplierFrom } from './factories.ts';
import { readOffers } from './offers.ts';
import { pickOne, seededRandom } from './random.ts';
import { signAgreements } from './sign-agreements.ts';

const lots = [
  'petit lot',
  'grand lot',
  'lot du mois',
  'série courte',
  'à la pièce',
  'calibre moyen',
  'premier choix',
  'second choix',
];
const lotsEn = [
  'small lot',
  'large lot',
  'lot of the month',
  'short run',
  'each',
  'medium size',
  'first choice',
  'second choice',
];

/** Adds suppliers and offers until the catalogue has `wanted` offers. Deterministic: one `wanted` gives one town. */
export function growTown(ctx: LedgerCtx & ActiveRules, wanted: number): void {
  const rows = readRows('suppliers.psv');
  const base = Map.groupBy(readOffers(), (offer) => offer.supplier);
  const day = localDay(ctx.now, ctx.town);
  const next = seededRandom(`town of ${wanted}`);
  let count = ctx.db.$client.prepare('select count(*) from offers').pluck().get() as number;
  inTransaction(ctx, () => {
    for (let n = 1000; count < wanted; n++) {
      const model = [...rows[n % rows.length]!];
      const offers = base.get(model[0]!)!;
      model[0] = `${model[0]}-${n}`;
      model[1] = `${model[1]} ${n}`;
      model[3] = pickOne(next, ctx.town.communes).name;
      model[4] = String(Math.round((next() - 0.5) * 30));
      model[5] = String(Math.round((next() - 0.5) * 30));
      const supplierId = registerSupplier(ctx, supplierFrom(model, n, day));
      signAgreements(ctx, supplierId);
      enterFacts(ctx, supplierId);
      for (let k = 0; k < 25 && count < wanted; k++, count++) {
        const { supplier: _, ...offer } = offers[k % offers.length]!;
        const lot = Math.floor(next() * lots.length);
        listOffer(ctx, {
          ...offer,
          supplierId,
          slug: `${offer.slug}-${n}-${k}`,
          name: { fr: `${offer.name.fr}, ${lots[lot]}`, en: `${offer.name.en}, ${lotsEn[lot]}` },
          priceCents: Math.max(1, Math.round(offer.priceCents * (0.7 + next() * 0.6))),
          stock: offer.stock === null ? null : Math.floor(next() * 200),
        });
      }
    }
  });
}
