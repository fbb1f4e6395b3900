// The use of a factor in published ledger entries and in offers on sale.
import { listOffersOfFactor } from '#app/domain/catalogue/offers.server.ts';
import { quantitiesOf } from '#app/domain/impact/impact-entry.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { cachedByPublication } from './publication.server.ts';
import { type AnnouncedLine, listAnnouncedLines } from './published-lines.server.ts';
import { growSafely } from './small-cells.ts';

/** `entries` is null while they are a small cell: not published. */
export type FactorUse = { entries: number | null; offers: { name: string; slug: string }[]; moreOffers: number };

const offersShown = 12;

export function useOfFactor(ctx: Pick<Ctx, 'db' | 'locale'> & ActiveRules, factorId: string): FactorUse {
  const entries = usesOf(ctx).get(factorId);
  const offers = listOffersOfFactor(ctx, factorId);
  return {
    entries: entries === undefined ? 0 : entries || null,
    offers: offers
      .slice(0, offersShown)
      .map((offer) => ({ slug: offer.slug, name: translated(offer.name, ctx.locale) })),
    moreOffers: Math.max(0, offers.length - offersShown),
  };
}

/** By factor, as far as it may be published; 0 for a factor that is used too little. */
const usesOf = cachedByPublication((ctx: Pick<Ctx, 'db'> & ActiveRules, size) => {
  const uses = new Map<string, AnnouncedLine[]>();
  for (const line of listAnnouncedLines(ctx, size))
    for (const id of quantitiesOf(line.entry, ctx.factors)) uses.set(id, [...(uses.get(id) ?? []), line]);
  return new Map([...uses].map(([id, lines]) => [id, growSafely(lines).length]));
});
