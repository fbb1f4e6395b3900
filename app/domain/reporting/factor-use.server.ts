// The use of a factor in published ledger entries and in offers on sale.
import { listOffersOfFactor } from '#app/domain/catalogue/offers.server.ts';
import { quantitiesOf } from '#app/domain/impact/impact-entry.server.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { translated } from '#app/domain/shared/translated.ts';
import { keptByPublication } from './publication.server.ts';
import { type AnnouncedLine, listAnnouncedLines } from './published-lines.server.ts';
import { growSafely } from './small-cells.ts';
import { rulesOf } from './town-figures.server.ts';

/** `entries` is null while they are a small cell: not published. */
export type FactorUse = { entries: number | null; offers: { name: string; slug: string }[]; moreOffers: number };

const offersShown = 12;

export function useOfFactor(ctx: Pick<Ctx, 'db' | 'locale'> & ActiveRules, factorId: string): FactorUse {
  const entries = new Map(keptFactorUses.read(ctx)).get(factorId);
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
export const keptFactorUses = keptByPublication<Pick<Ctx, 'db'> & ActiveRules, [id: string, lines: number][]>(
  {
    name: 'factor-uses/1',
    accepts: (value): value is [id: string, lines: number][] => Array.isArray(value),
    rules: rulesOf,
  },
  (ctx: Pick<Ctx, 'db'> & ActiveRules, size): [id: string, lines: number][] => {
    const uses = new Map<string, AnnouncedLine[]>();
    for (const line of listAnnouncedLines(ctx, size))
      for (const id of quantitiesOf(line.entry, ctx.factors)) {
        const own = uses.get(id);
        if (own) own.push(line);
        else uses.set(id, [line]);
      }
    return [...uses].map(([id, lines]) => [id, growSafely(lines).length]);
  },
);
