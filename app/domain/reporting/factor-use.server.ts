// The use of a factor in published ledger entries and in offers on sale.
import { listOffersOfFactor } from '#app/domain/catalogue/offers.server.ts';
import { quantitiesOf } from '#app/domain/impact/impact-entry.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { smallCell } from './periods.ts';
import { cachedByPublication, listPublishedEntries } from './publication.server.ts';

/** `entries` is null when they come from fewer than five orders: not published. */
export type FactorUse = { entries: number | null; offers: { name: string; slug: string }[]; moreOffers: number };

type Use = { entries: number; orders: Set<string> };
const offersShown = 12;

export function useOfFactor(ctx: Pick<Ctx, 'db' | 'locale'> & ActiveRules, factorId: string): FactorUse {
  const use = usesOf(ctx).get(factorId) ?? { entries: 0, orders: new Set() };
  const offers = listOffersOfFactor(ctx, factorId);
  return {
    entries: use.entries === 0 ? 0 : use.orders.size < smallCell ? null : use.entries,
    offers: offers
      .slice(0, offersShown)
      .map((offer) => ({ slug: offer.slug, name: translated(offer.name, ctx.locale) })),
    moreOffers: Math.max(0, offers.length - offersShown),
  };
}

const usesOf = cachedByPublication((ctx: Pick<Ctx, 'db'> & ActiveRules) => {
  const uses = new Map<string, Use>();
  for (const entry of listPublishedEntries(ctx))
    for (const id of quantitiesOf(entry, ctx.factors)) {
      const use = uses.get(id) ?? { entries: 0, orders: new Set() };
      use.entries++;
      use.orders.add(entry.order);
      uses.set(id, use);
    }
  return uses;
});
