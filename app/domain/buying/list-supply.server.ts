// From the lines of a list to the problem that is solved: which offers could serve each need, and how their suppliers bring them.
import { canCarry, loadOf, maxGramsBy } from '#app/domain/basket/carrying.ts';
import { findLineBlock } from '#app/domain/basket/line-block.ts';
import { comparedUnit } from '#app/domain/catalogue/compared-unit.server.ts';
import { minimumQuantity } from '#app/domain/catalogue/offer.ts';
import { findOffers, type Offer } from '#app/domain/catalogue/offers.server.ts';
import { withFamilies } from '#app/domain/catalogue/variant-families.server.ts';
import { nextRoundDay, type Round } from '#app/domain/rounds/round.ts';
import { bookedGrams, listRounds } from '#app/domain/rounds/rounds.server.ts';
import { findScores } from '#app/domain/scoring/scores.server.ts';
import { type Ctx, isoWeekday, localDay } from '#app/domain/shared/context.ts';
import {
  arrivalDay,
  choicesOf,
  type DeliveryChoice,
  feeCents,
  promisingSeller,
} from '#app/domain/suppliers/supplier.ts';
import { findSuppliers, type Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import { type BuyingLine, shownLines } from './list-line.ts';
import type { ListNeed, ListProblem, ListSupplier, ListWishes, RidingRound } from './solving/list-problem.ts';

type Reader = Pick<Ctx, 'db' | 'now' | 'town'>;

/**
 * Why a line is in no plan. `late`: nothing of it can arrive by the day that is wished; `minimum`: no supplier's minimum order
 * is reached, which the plan alone can tell.
 */
export const unmetReasons = ['words', 'choose', 'quantity', 'gone', 'late', 'minimum'] as const;
export type UnmetReason = (typeof unmetReasons)[number];

/** `way`: by which a supplier's goods come, and the day of a round. */
export type SupplyWay = { choice: DeliveryChoice; day: string | null };
export type ListSupply = {
  problem: ListProblem;
  /** By the id of its line. */
  unmet: ReadonlyMap<number, UnmetReason>;
  offers: ReadonlyMap<number, Offer>;
  suppliers: readonly Supplier[];
  /** In the order of the suppliers. */
  ways: readonly SupplyWay[];
};

/** `by`: the last day of arrival, YYYY-MM-DD; null for any. */
export type SupplyWishes = { wishes: ListWishes; by: string | null };

/** The problem of a list as it stands today. Two lines of one offer are one need. */
export function supplyList(ctx: Reader, lines: readonly BuyingLine[], { wishes, by }: SupplyWishes): ListSupply {
  const today = localDay(ctx.now, ctx.town);
  const { asked, unmet } = readAsked(ctx, shownLines(lines), today);
  const offers = new Map(asked.flatMap((need) => need.offers).map((offer) => [offer.id, offer]));
  const bySupplier = Map.groupBy(offers.values(), ({ supplierId }) => supplierId);
  const sellers = findSuppliers(ctx, [...bySupplier.keys()]);
  const scores = findScores(ctx, [...bySupplier.keys()]);
  const rounds = sellers.some(({ joinsRound }) => joinsRound) ? listRounds(ctx) : [];
  const booked = rounds.length > 0 ? bookedGrams(ctx) : new Map<string, number>();
  const town = { rounds, booked };
  const found = sellers.flatMap((supplier) => {
    const way = wayFor(ctx, supplier, bySupplier.get(supplier.id) ?? [], { by, ...town });
    return way ? [{ supplier, way }] : [];
  });
  const days = [...new Set(found.flatMap(({ way }) => way.day ?? []))];
  const places = new Map(found.map(({ supplier: { id } }, i) => [id, i]));
  const needs = asked.flatMap(({ line, amount, own, packOf }): ListNeed[] => {
    const had = own.filter((offer) => {
      const seller = found[places.get(offer.supplierId) ?? -1];
      return seller && comesBy(ctx, seller.supplier, seller.way, offer, by);
    });
    if (had.length === 0 && own.length > 0) unmet.set(line, 'late');
    return had.length === 0
      ? []
      : [{ id: line, amount, offers: had.map((offer) => toCandidate(offer, places, packOf(offer))) }];
  });
  const suppliers = found.map(
    ({ supplier, way }): ListSupplier => ({
      id: supplier.id,
      feeCents: way.choice === 'round' ? 0 : feeCents(supplier, way.choice),
      freeFromCents: null,
      minimumCents: supplier.minimumOrderCents,
      maxGrams: maxGramsBy(way.choice, supplier.deliveryMode),
      provenTenths: Math.round((scores.get(supplier.id)?.proven ?? 0) * 10),
      round: way.day === null ? null : days.indexOf(way.day),
    }),
  );
  return {
    problem: { needs, suppliers, rounds: days.map((day) => roomOn(day, town)), wishes },
    ...{ unmet, offers, suppliers: found.map(({ supplier }) => supplier), ways: found.map(({ way }) => way) },
  };
}

/** `own`: offers that can be had, each of one need alone. `packOf`: the amount in one pack of them. */
type AskedNeed = { line: number; amount: number; offers: Offer[]; own: Offer[]; packOf: (offer: Offer) => number };

/** The needs of the lines, and the reasons of those of which nothing can be had. */
function readAsked(ctx: Reader, lines: readonly BuyingLine[], today: string) {
  const unmet = new Map<number, UnmetReason>();
  const ids = lines.flatMap(({ offerId, need }) => offerId ?? need?.offers ?? []);
  const families = new Set(withFamilies(ctx, ids));
  const all = new Map(findOffers(ctx, [...families]).map((offer) => [offer.id, offer]));
  const canBeHad = (offer: Offer) => findLineBlock(offer, minimumQuantity(offer), null, today) === null;
  const asked: AskedNeed[] = [];
  for (const { id: line, offerId, quantity, need } of lines) {
    const offer = offerId === null ? undefined : all.get(offerId);
    if (offer) {
      const same = asked.find(({ offers: [only, other] }) => only === offer && !other);
      const packs = quantity ?? minimumQuantity(offer);
      if (same) same.amount += packs;
      else asked.push({ line, amount: packs, offers: [offer], own: canBeHad(offer) ? [offer] : [], packOf: () => 1 });
    } else if (offerId !== null) unmet.set(line, 'gone');
    else if (!need) unmet.set(line, 'words');
    else if (need.thing === null) unmet.set(line, 'choose');
    else if (need.milli === null) unmet.set(line, 'quantity');
    else {
      const known = new Set(withFamilies(ctx, need.offers));
      const packOf = (offer: Offer) => milliIn(offer, need.unit);
      // A weighed piece holds less than its pack says.
      const offers = [...all.values()].filter(
        (one) => known.has(one.id) && one.pieceWeight === null && packOf(one) > 0,
      );
      const same = asked.find((other) => hasSame(other.offers, offers));
      if (same) same.amount += need.milli;
      else asked.push({ line, amount: need.milli, offers, own: offers.filter(canBeHad), packOf });
    }
  }
  // An offer serves the need with the fewest offers of those that could have it.
  const taken = new Set<number>();
  for (const one of asked.toSorted((a, b) => a.offers.length - b.offers.length)) {
    one.own = one.own.filter(({ id }) => !taken.has(id));
    for (const { id } of one.own) taken.add(id);
    if (one.own.length === 0) unmet.set(one.line, 'gone');
  }
  return { asked, unmet };
}

/** Thousandths of a unit in one pack; zero where the pack is not measured in it. */
function milliIn({ thing, ...pack }: Offer, unit: string | null): number {
  const compared = thing === null ? null : comparedUnit({ thing, ...pack });
  return compared?.unit === unit ? Math.round(compared.milli) : 0;
}

function hasSame(some: readonly Offer[], others: readonly Offer[]): boolean {
  return some.length === others.length && others.length > 1 && others.every((offer) => some.includes(offer));
}

function toCandidate(offer: Offer, places: ReadonlyMap<string, number>, pack: number) {
  const { id, supplierId, priceCents, priceTiers, minQuantity, orderStep, stock, massGrams, kind } = offer;
  return {
    ...{ id, pack, priceCents, priceTiers, minQuantity, orderStep, stock },
    supplier: places.get(supplierId)!,
    grams: Math.ceil(massGrams),
    isReused: kind === 'reused',
  };
}

type TownRounds = { rounds: readonly Round[]; booked: ReadonlyMap<string, number> };

/**
 * The way by which goods of a supplier come: the cheapest of its own that brings some of them in time, else the town's
 * round; fetched only where nothing brings them. Null where nothing comes in time.
 */
function wayFor(
  ctx: Reader,
  supplier: Supplier,
  goods: readonly Offer[],
  { by, rounds, booked }: TownRounds & { by: string | null },
): SupplyWay | null {
  const comes = (choice: DeliveryChoice) =>
    goods.some((offer) => comesBy(ctx, supplier, { choice, day: null }, offer, by));
  const own = choicesOf(supplier).filter(comes);
  const brought = own
    .filter((choice) => !choice.startsWith('pickup'))
    .sort((a, b) => feeCents(supplier, a) - feeCents(supplier, b));
  if (brought[0]) return { choice: brought[0], day: null };
  const longest = Math.max(...goods.map(({ leadDays }) => leadDays));
  const load = { grams: 1, seller: promisingSeller(supplier, longest) };
  const day = supplier.joinsRound ? nextRoundDay(rounds, booked, load, ctx.now, ctx.town) : null;
  if (day !== null && (by === null || day <= by)) return { choice: 'round', day };
  const fetched = own.find((choice) => choice === 'pickup-car') ?? own[0];
  return fetched ? { choice: fetched, day: null } : null;
}

/** Whether an offer fits its way and arrives by the day. */
function comesBy(
  ctx: Reader,
  supplier: Supplier,
  { choice, day }: SupplyWay,
  offer: Offer,
  by: string | null,
): boolean {
  if (!canCarry(choice, supplier.deliveryMode, loadOf([{ offer, quantity: 1 }]))) return false;
  const arrives = day ?? arrivalDay(supplier, choice, offer.leadDays, ctx.now, ctx.town);
  return arrives !== null && (by === null || arrives <= by);
}

function roomOn(day: string, { rounds, booked }: TownRounds): RidingRound {
  const { stopFeeCents, capacityGrams } = rounds.find(({ weekday }) => weekday === isoWeekday(day))!;
  return { day, feeCents: stopFeeCents, maxGrams: Math.max(0, capacityGrams - (booked.get(day) ?? 0)) };
}
