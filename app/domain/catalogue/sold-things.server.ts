// Unique things that are sold: they stand on show as sold for a while, with where the same is still for sale, then go.
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { integer, listValues } from '#db/rows.ts';
import { archiveOffers } from './listing.server.ts';

/** For so long a sold thing stays in lists: whoever has its address still reads that it was sold, and what else there is. */
const shownDays = 14;

/** Most offers that one run archives; the next night's takes the rest. */
const maxAtOnce = 500;

/**
 * Archives live offers of a reused thing of which there never was more than one, and that was sold fourteen days ago.
 * Their sellers find them among the archived ones. Returns how many.
 */
export function archiveSoldThings(ctx: Ctx): number {
  const until = isoUtc(new Date(ctx.now.getTime() - shownDays * 86_400_000));
  const sold = listValues(
    ctx.db,
    integer,
    `select o.id from offers o
     where o.status = 'live' and o.kind = 'reused' and o.stock = 0
       and (select max(at) from stock_movements m where m.offer_id = o.id) < ?
       and (select max(balance) from stock_movements m where m.offer_id = o.id) = 1
       and (select kind from stock_movements m where m.offer_id = o.id order by m.id desc limit 1) = 'sale'
     order by o.id
     limit ${maxAtOnce}`,
    until,
  );
  archiveOffers(ctx, sold);
  return sold.length;
}
