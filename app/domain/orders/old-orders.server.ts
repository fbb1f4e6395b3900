// Orders whose time is over: read by the job that keeps the terms.
import type { Ctx } from '#app/domain/shared/context.ts';
import { listValues, text } from '#db/rows.ts';

/** Orders that still name a buyer and were placed before a time: those never paid, or any. At most `limit`. */
export function listOrdersToAnonymise(
  { db }: Pick<Ctx, 'db'>,
  before: { unpaid: string } | { any: string },
  limit: number,
): string[] {
  const isUnpaid = 'unpaid' in before;
  return listValues(
    db,
    text,
    `select id
     from orders
     where buyer_name <> '' and placed_at < ? and (? or state in ('expired', 'payment-failed'))
     limit ?`,
    isUnpaid ? before.unpaid : before.any,
    isUnpaid ? 0 : 1,
    limit,
  );
}
