// Filters as sets: those on sellers are decided once a seller, the others by sets of slots.
import { categories, offerKinds } from '#app/domain/catalogue/offer.ts';
import { type EvidenceLevel, evidenceLevels } from '#app/domain/shared/evidence-level.ts';
import { addAll, addBit, addRange, type Bits, invert, keepBoth } from './bits.ts';
import { type Columns, lendBits, type NumberColumn, numberFields } from './columns.ts';
import { lendArray } from './scratch.ts';
import type { Filter } from './search.ts';
import { distancesTo, type ValueColumn } from './seller-columns.ts';

/** 1 for each seller that a filter keeps. */
export type SellerSet = Int32Array;

const offerFields: readonly string[] = ['id', 'category', 'kind', 'inStock', ...numberFields];

/** Whether a filter is about sellers alone. */
export function isSellerFilter(filter: Filter): boolean {
  if ('all' in filter) return filter.all.every(isSellerFilter);
  if ('any' in filter) return filter.any.every(isSellerFilter);
  if ('not' in filter) return isSellerFilter(filter.not);
  return !offerFields.includes(filter.field);
}

/** The sellers that a filter about sellers keeps. */
export function sellersOf(filter: Filter, columns: Columns): SellerSet {
  const { sellers } = columns;
  const count = sellers.list.length;
  const set = lendArray(columns.scratch, count);
  if ('all' in filter) {
    set.fill(1);
    for (const kept of filter.all.map((one) => sellersOf(one, columns)))
      for (let i = 0; i < count; i++) set[i]! &= kept[i]!;
    return set;
  }
  if ('any' in filter) {
    for (const kept of filter.any.map((one) => sellersOf(one, columns)))
      for (let i = 0; i < count; i++) set[i]! |= kept[i]!;
    return set;
  }
  if ('not' in filter) {
    const kept = sellersOf(filter.not, columns);
    for (let i = 0; i < count; i++) set[i] = 1 - kept[i]!;
    return set;
  }
  switch (filter.field) {
    case 'supplier':
      for (const slug of filter.in) {
        const seller = sellers.at.get(slug);
        if (seller !== undefined) set[seller] = 1;
      }
      return set;
    case 'label':
    case 'supplierType':
      return haveOneOf(sellers[filter.field], filter.in, set);
    case 'evidence': {
      const wanted = new Set(filter.in.map((level) => evidenceLevels.indexOf(level as EvidenceLevel)));
      const levels = evidenceLevels.map((_, i) => (wanted.has(i) ? 1 : 0));
      for (let i = 0; i < count; i++) set[i] = levels[sellers.evidence[i]!]!;
      return set;
    }
    case 'place':
      return between(distancesTo(sellers, filter.center), { max: filter.meters }, set);
    case 'id':
    case 'category':
    case 'kind':
    case 'inStock':
    case 'priceCents':
    case 'grossCents':
    case 'leadDays':
      throw new Error(`${filter.field} is an offer's`);
    default:
      return between(sellers.scores[filter.field], filter, set);
  }
}

/** The slots that a filter keeps, in a set of its own; dead slots may be among them. */
export function slotsKeptBy(filter: Filter, columns: Columns): Bits {
  if (isSellerFilter(filter)) return slotsOfSellers(columns, sellersOf(filter, columns));
  if ('all' in filter)
    return filter.all.reduce((set, one) => keepBoth(set, slotsKeptBy(one, columns)), invert(lendBits(columns)));
  if ('any' in filter)
    return filter.any.reduce((set, one) => addAll(set, slotsKeptBy(one, columns)), lendBits(columns));
  if ('not' in filter) return invert(slotsKeptBy(filter.not, columns));
  switch (filter.field) {
    case 'id': {
      const set = lendBits(columns);
      for (const slot of filter.in.map((id) => columns.slotOf.get(id))) if (slot !== undefined) addBit(set, slot);
      return set;
    }
    case 'category':
      return oneOfSets(columns, columns.byCategory.sets, categories, filter.in);
    case 'kind':
      return oneOfSets(columns, columns.byKind.sets, offerKinds, filter.in);
    case 'inStock': {
      const set = addAll(lendBits(columns), columns.inStock);
      return filter.is ? set : invert(set);
    }
    case 'priceCents':
    case 'grossCents':
    case 'leadDays':
      return numbersBetween(columns.numbers[filter.field], filter, lendBits(columns));
    default:
      throw new Error(`${filter.field} is a supplier's`);
  }
}

/** All slots of these sellers. */
export function slotsOfSellers(columns: Columns, set: SellerSet): Bits {
  const bits = lendBits(columns);
  const { count, seller, from } = columns.runs;
  for (let run = 0; run < count; ) {
    const begun = run;
    while (run < count && set[seller[run]!] === 1) run++;
    if (run === begun) run++;
    else addRange(bits, from[begun]!, from[run]!);
  }
  return bits;
}

function oneOfSets(columns: Columns, sets: readonly Bits[], names: readonly string[], wanted: readonly string[]): Bits {
  const found = lendBits(columns);
  for (const [i, name] of names.entries()) if (wanted.includes(name)) addAll(found, sets[i]!);
  return found;
}

function haveOneOf(column: ValueColumn, wanted: readonly string[], set: SellerSet): SellerSet {
  const values = new Set(wanted.map((value) => column.numbers.get(value) ?? -1));
  for (let i = 0; i < set.length; i++) {
    const from = column.from[i]!;
    for (let v = from; v < from + column.length[i]!; v++) if (values.has(column.values[v]!)) set[i] = 1;
  }
  return set;
}

function between(
  values: Int32Array | Float64Array,
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: { min?: number; max?: number },
  set: SellerSet,
): SellerSet {
  for (let i = 0; i < set.length; i++) set[i] = values[i]! >= min && values[i]! <= max ? 1 : 0;
  return set;
}

/** Words whose slots are all inside or all outside are decided by their bounds. */
function numbersBetween(
  { values, low, high }: NumberColumn,
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: { min?: number; max?: number },
  set: Bits,
): Bits {
  for (let w = 0; w < set.length; w++) {
    if (low[w]! >= min && high[w]! <= max) set[w] = -1;
    else if (high[w]! >= min && low[w]! <= max) {
      let word = 0;
      for (let bit = 0; bit < 32; bit++) {
        const value = values[(w << 5) + bit]!;
        if (value >= min && value <= max) word |= 1 << bit;
      }
      set[w] = word;
    }
  }
  return set;
}
