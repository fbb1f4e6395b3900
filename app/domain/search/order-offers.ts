// One page of the offers found, in the asked order; ties by id, so that pages never overlap. Orders by the
// seller alone (distance, score) are made by seller, and only the sellers of the page are looked into.
import { type Bits, countRange, nthSlot, writeSlots } from './bits.ts';
import { type Columns, listSlots } from './columns.ts';
import type { Selling } from './facet-counts.ts';
import { type Hits, scorer } from './match.ts';
import { lendArray } from './scratch.ts';
import type { SearchQuery } from './search.ts';
import { bestProven, distancesTo, nearestTo } from './seller-columns.ts';
import { keepBest, topNumbers } from './top.ts';

/** Offers found, and their sellers. */
type Found = { slots: Bits; total: number; selling: Selling };
/** Positions of a page, the second excluded. */
type Span = { from: number; upTo: number };

/** Slots of the page that the query asks for. */
export function pageOf(columns: Columns, query: SearchQuery, hits: Hits | null, found: Found): number[] {
  const from = (query.page - 1) * query.perPage;
  const span = { from, upTo: Math.min(from + query.perPage, found.total) };
  if (span.from >= span.upTo) return [];
  if (query.sort === 'price') return byPrice(columns, query, found, span);
  if (query.sort === 'soonest') return bySoonest(columns, query, found, span);
  if (query.sort === 'impact') {
    const { sellers } = columns;
    return bySeller(columns, { order: bestProven(sellers), key: sellers.scores['proven.score'] }, found, span);
  }
  if (query.sort === 'relevance' && hits) return byScore(columns, hits, found, span);
  const near = nearness(columns, query);
  return query.sort === 'distance' ? bySeller(columns, near, found, span) : inTurn(columns, near, found, span);
}

/** Sellers in an order, and the value that it goes by. */
type SellerOrder = { order: Int32Array; key: Int32Array | Float64Array };

/** Without a point to measure from all are equally near. */
function nearness({ sellers }: Columns, { near }: SearchQuery): SellerOrder {
  if (near) return { order: nearestTo(sellers, near), key: distancesTo(sellers, near) };
  return { order: Int32Array.from(sellers.list.keys()), key: new Int32Array(sellers.list.length) };
}

function byId({ ids }: Columns) {
  return (a: number, b: number) => ids[a]! - ids[b]!;
}

/** Words without an offer cheaper than the worst of the page are skipped. */
function byPrice(columns: Columns, query: SearchQuery, { slots, total }: Found, { from, upTo }: Span): number[] {
  const { values, low } = columns.numbers[query.priceField ?? 'priceCents'];
  const { ids } = columns;
  const before = (a: number, b: number) => values[a]! - values[b]! || ids[a]! - ids[b]!;
  if (upTo >= total / 2) return topNumbers(listSlots(columns, slots, total), from, upTo, before);
  const best = keepBest(upTo, before);
  let dearest = Number.POSITIVE_INFINITY;
  for (let w = 0; w < slots.length; w++) {
    if (low[w]! > dearest) continue;
    for (let word = slots[w]!; word !== 0; word &= word - 1) {
      const slot = (w << 5) + 31 - Math.clz32(word & -word);
      if (values[slot]! > dearest) continue;
      best.add(slot);
      const worst = best.worst();
      if (worst !== undefined) dearest = values[worst]!;
    }
  }
  return best.page(from);
}

/** The moments are worked out once an offer found. */
function bySoonest(
  columns: Columns,
  { soonest }: SearchQuery,
  { slots, total }: Found,
  { from, upTo }: Span,
): number[] {
  const { ids, seller, sellers } = columns;
  const found = listSlots(columns, slots, total);
  if (!soonest) return topNumbers(found, from, upTo, byId(columns));
  const leadDays = columns.numbers.leadDays.values;
  const moments = new Map<number, number>();
  for (const slot of found)
    moments.set(
      slot,
      soonest.booked.get(ids[slot]!) ?? soonest.others(sellers.list[seller[slot]!]!.supplier, leadDays[slot]!),
    );
  return topNumbers(found, from, upTo, (a, b) => moments.get(a)! - moments.get(b)! || ids[a]! - ids[b]!);
}

function byScore(columns: Columns, hits: Hits, { slots, total }: Found, { from, upTo }: Span): number[] {
  const { ids } = columns;
  const scoreOf = scorer(hits);
  const scores = new Map<number, number>();
  const before = (a: number, b: number) => scores.get(b)! - scores.get(a)! || ids[a]! - ids[b]!;
  const best = keepBest(upTo >= total / 2 ? total : upTo, before);
  let lowest = Number.NEGATIVE_INFINITY;
  for (let w = 0; w < slots.length; w++)
    for (let word = slots[w]!; word !== 0; word &= word - 1) {
      const slot = (w << 5) + 31 - Math.clz32(word & -word);
      const score = scoreOf(slot);
      if (score < lowest) continue;
      scores.set(slot, score);
      best.add(slot);
      const worst = best.worst();
      if (worst !== undefined) lowest = scores.get(worst)!;
    }
  return best.page(from).slice(0, upTo - from);
}

/** All offers of the first sellers, then those of the next; sellers with the same key are one group, by id. */
function bySeller(columns: Columns, { order, key }: SellerOrder, found: Found, { from, upTo }: Span): number[] {
  const page: number[] = [];
  const offers = offersBySeller(columns, found);
  let passed = 0;
  for (let at = 0; at < order.length && passed < upTo; ) {
    const begun = at;
    let count = 0;
    for (; at < order.length && key[order[at]!] === key[order[begun]!]; at++) count += offers[order[at]!]!;
    if (passed + count > from) {
      const group = order.subarray(begun, at).filter((seller) => offers[seller]! > 0);
      const slots = slotsOfGroup(columns, found, group, count);
      page.push(...topNumbers(slots, Math.max(0, from - passed), Math.min(count, upTo - passed), byId(columns)));
    }
    passed += count;
  }
  return page;
}

function offersBySeller({ scratch, sellers }: Columns, { selling }: Found): Int32Array {
  const offers = lendArray(scratch, sellers.list.length);
  for (let i = 0; i < selling.sellers.length; i++) offers[selling.sellers[i]!] = selling.offers[i]!;
  return offers;
}

function slotsOfGroup(columns: Columns, found: Found, group: Int32Array, count: number): Int32Array {
  const slots = lendArray(columns.scratch, count);
  let next = 0;
  for (const seller of group)
    for (const run of columns.sellers.runsOf[seller]!)
      next = writeSlots(found.slots, columns.runs.from[run]!, columns.runs.from[run + 1]!, slots, next);
  return slots;
}

/** The first offer of each seller, nearest seller first, then the second offers, and so on. */
function inTurn(columns: Columns, { order, key }: SellerOrder, found: Found, { from, upTo }: Span): number[] {
  const page: number[] = [];
  const offers = offersBySeller(columns, found);
  const nth = nthOffers(columns, found, offers);
  let [candidates, selling, passed] = [order, found.selling.sellers.length, 0];
  for (let turn = 0; passed < upTo && selling > 0; turn++) {
    const ended = passed + selling;
    for (let at = 0; ended > from && at < candidates.length && passed < upTo; ) {
      const begun = at;
      let count = 0;
      for (; at < candidates.length && key[candidates[at]!] === key[candidates[begun]!]; at++)
        if (offers[candidates[at]!]! > turn) count++;
      if (passed + count > from) {
        const group = candidates.subarray(begun, at).filter((seller) => offers[seller]! > turn);
        const slots = group.map((seller) => nth(seller, turn));
        page.push(...topNumbers(slots, Math.max(0, from - passed), Math.min(count, upTo - passed), byId(columns)));
      }
      passed += count;
    }
    if (passed >= upTo) break;
    passed = ended;
    candidates = candidates.filter((seller) => offers[seller]! > turn + 1);
    selling = candidates.length;
  }
  return page;
}

/** The nth of a seller's offers by id; those of a seller whose ids do not increase with the slots are sorted once. */
function nthOffers(columns: Columns, found: Found, offers: Int32Array): (seller: number, nth: number) => number {
  const sorted = new Map<number, Int32Array>();
  const { rising, runsOf } = columns.sellers;
  return (seller, nth) => {
    if (rising[seller] === 1) {
      let before = 0;
      for (const run of runsOf[seller]!) {
        const from = columns.runs.from[run]!;
        const count = countRange(found.slots, from, columns.runs.from[run + 1]!);
        if (nth < before + count) return nthSlot(found.slots, from, nth - before);
        before += count;
      }
    }
    let slots = sorted.get(seller);
    if (!slots) {
      slots = slotsOfGroup(columns, found, Int32Array.of(seller), offers[seller]!).sort(byId(columns));
      sorted.set(seller, slots);
    }
    return slots[nth]!;
  };
}
