// Suppliers of a basket whose goods could travel on the town's round: the day, and each one's share of the stop fee.
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { nextRoundDay, splitStop } from '#app/domain/rounds/round.ts';
import { bookedGrams, listRounds } from '#app/domain/rounds/rounds.server.ts';
import { type Ctx, isoWeekday } from '#app/domain/shared/context.ts';
import { sum } from '#app/domain/shared/money.ts';
import { type DeliveryChoice, promisingSeller } from '#app/domain/suppliers/supplier.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';

export type RoundDelivery = { day: string; feeCents: number };
type Load = {
  supplier: Supplier;
  goods: readonly { offer: Offer; quantity: number }[];
  wanted: DeliveryChoice | undefined;
};

export function gramsOf(goods: Load['goods']): number {
  return sum(goods.map(({ offer, quantity }) => offer.massGrams * quantity));
}

/**
 * By supplier: the day its goods could travel, and its share of the stop fee if it joined the others of this
 * basket that chose the round on that day. The shares of those that chose the round sum to the fee.
 */
export function planRoundDeliveries(
  ctx: Pick<Ctx, 'db' | 'now' | 'town'>,
  loads: readonly Load[],
): Map<string, RoundDelivery> {
  const joining = loads.filter(({ supplier }) => supplier.joinsRound);
  const rounds = joining.length > 0 ? listRounds(ctx) : [];
  if (rounds.length === 0) return new Map();
  const booked = bookedGrams(ctx);
  const able = joining.flatMap(({ supplier, goods, wanted }) => {
    const grams = gramsOf(goods);
    const leadDays = Math.max(...goods.map(({ offer }) => offer.leadDays));
    const day = nextRoundDay(rounds, booked, { grams, seller: promisingSeller(supplier, leadDays) }, ctx.now, ctx.town);
    return day ? [{ supplierId: supplier.id, grams, day, rides: wanted === 'round' }] : [];
  });
  return new Map(
    able.map(({ supplierId, day }) => {
      const together = able.filter((one) => one.day === day && (one.rides || one.supplierId === supplierId));
      const { stopFeeCents } = rounds.find((round) => round.weekday === isoWeekday(day))!;
      const fees = splitStop(
        stopFeeCents,
        together.map(({ grams }) => grams),
      );
      return [supplierId, { day, feeCents: fees[together.findIndex((one) => one.supplierId === supplierId)]! }];
    }),
  );
}
