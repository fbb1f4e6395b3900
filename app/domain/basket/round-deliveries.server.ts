// Suppliers of a basket whose goods could travel on the town's round: the day, and each one's share of the stop fee.
import type { Offer } from '#app/domain/catalogue/offers.server.ts';
import { listRoundDays, nextRoundDay, type Round, splitStop } from '#app/domain/rounds/round.ts';
import { bookedGrams, listRounds } from '#app/domain/rounds/rounds.server.ts';
import { addDays, type Ctx, isoWeekday, localDay } from '#app/domain/shared/context.ts';
import { type DeliveryChoice, promisingSeller } from '#app/domain/suppliers/supplier.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { canCarry, loadOf } from './carrying.ts';

/** `hours`: `09:00-12:00`, or empty. */
export type RoundDelivery = { day: string; hours: string; feeCents: number };
/** The choice of the buyer for a supplier. `day`: the one that was shown with it, null for the first that can be had. */
export type WantedDelivery = { choice: DeliveryChoice; day: string | null };
type Load = {
  supplier: Supplier;
  goods: readonly { offer: Offer; quantity: number }[];
  wanted: WantedDelivery | undefined;
};

export function gramsOf(goods: Load['goods']): number {
  return loadOf(goods).grams;
}

/**
 * By supplier: the day its goods could travel, and its share of the stop fee if it joined the others of this
 * basket that chose the round on that day. The shares of those that chose the round sum to the fee, and together they
 * have room on it.
 */
export function planRoundDeliveries(
  ctx: Pick<Ctx, 'db' | 'now' | 'town'>,
  loads: readonly Load[],
): Map<string, RoundDelivery> {
  const joining = loads.filter(({ supplier }) => supplier.joinsRound);
  const rounds = joining.length > 0 ? listRounds(ctx) : [];
  if (rounds.length === 0) return new Map();
  const booked = bookedGrams(ctx);
  const wish = ({ wanted }: Load) => (wanted?.choice === 'round' ? wanted : undefined);
  // Those that chose the round have their places first, in the order of the basket.
  const able = [...joining.filter(wish), ...joining.filter((load) => !wish(load))].flatMap((load) => {
    const day = roundDayOf(ctx, rounds, booked, load, wish(load)?.day ?? null);
    if (day === null) return [];
    const grams = gramsOf(load.goods);
    const rides = wish(load) !== undefined;
    if (rides) booked.set(day, (booked.get(day) ?? 0) + Math.max(1, grams));
    return [{ supplierId: load.supplier.id, grams, day, rides }];
  });
  return new Map(
    able.map(({ supplierId, day }) => {
      const together = able.filter((one) => one.day === day && (one.rides || one.supplierId === supplierId));
      const { stopFeeCents, hours } = rounds.find((round) => round.weekday === isoWeekday(day))!;
      const fees = splitStop(
        stopFeeCents,
        together.map(({ grams }) => grams),
      );
      return [supplierId, { day, hours, feeCents: fees[together.findIndex((one) => one.supplierId === supplierId)]! }];
    }),
  );
}

/** The wanted day where the round still has room on it, else the first one; null where it cannot carry these goods. */
function roundDayOf(
  { now, town }: Pick<Ctx, 'now' | 'town'>,
  rounds: readonly Round[],
  booked: ReadonlyMap<string, number>,
  { supplier, goods }: Load,
  wanted: string | null,
): string | null {
  if (!canCarry('round', supplier.deliveryMode, loadOf(goods))) return null;
  const leadDays = Math.max(...goods.map(({ offer }) => offer.leadDays));
  const load = { grams: Math.max(1, gramsOf(goods)), seller: promisingSeller(supplier, leadDays) };
  const within = wanted === null ? 0 : daysBetween(localDay(now, town), wanted);
  const days = wanted === null ? [] : listRoundDays(rounds, booked, load, { now, town, within });
  return wanted !== null && days.includes(wanted) ? wanted : nextRoundDay(rounds, booked, load, now, town);
}

/** Whole days from one to the other; 0 where the other is earlier, at most a year. */
export function daysBetween(from: string, to: string): number {
  const year = addDays(from, 365);
  return Math.max(0, Math.round((Date.parse(to < year ? to : year) - Date.parse(from)) / 864e5));
}
