// Uncertainty propagation: 20,000 seeded draws. Each quantity is drawn once per draw, however many terms use it.
import { createHash } from 'node:crypto';
import { runAtOnce, type Slices } from '#app/domain/shared/slices.ts';
import type { Factors } from './factor-set.ts';
import { normalShare, pertQuantiles } from './pert.ts';
import { getQuantity, idOfKey, type Quantity } from './quantities.ts';
import type { Term } from './terms.ts';

export type Interval = { mid: number; lo: number; hi: number };

const draws = 20_000;

/**
 * Adds the ends: the errors of suppliers' own figures are independent, but a total must not look more certain
 * than its parts.
 */
export function addIntervals(intervals: readonly (Interval | null)[]): Interval | null {
  const sum = { mid: 0, lo: 0, hi: 0 };
  let known = false;
  for (const one of intervals) {
    if (!one) continue;
    known = true;
    sum.mid += one.mid;
    sum.lo += one.lo;
    sum.hi += one.hi;
  }
  return known ? sum : null;
}

/** A sum of terms: the amount of each product of quantities. A product is its sorted ids, joined by `*`. */
export type Amounts = ReadonlyMap<string, number>;

export function amountsOf(terms: readonly Term[]): Amounts {
  const sum = new Map<string, number>();
  for (const { amount, of } of terms) addAmounts(sum, new Map([[[...of].sort().join('*'), amount]]));
  return sum;
}

/** Adds to a sum, or takes out of it with the sign -1: totals are aggregated first and propagated afterwards. */
export function addAmounts(sum: Map<string, number>, amounts: Amounts, sign: 1 | -1 = 1): void {
  for (const [product, amount] of amounts) sum.set(product, (sum.get(product) ?? 0) + sign * amount);
}

/** Central value and 95 % interval of a sum of terms, in whole grams. `seed` names the event; same seed, same bytes. */
export function propagateInterval(terms: readonly Term[], seed: string, factors: Factors): Interval {
  return runAtOnce(eachPropagated([amountsOf(terms)], seed, factors))[0]!;
}

/**
 * The same for several sums over one set of draws, in slices: a product that several sums use is drawn once, and a slice draws one
 * at most.
 */
export function* eachPropagated(sums: readonly Amounts[], seed: string, factors: Factors): Slices<Interval[]> {
  const columns = new Map<string, Float64Array>();
  const normals = (name: string): Float64Array => {
    const known = columns.get(`normal ${name}`) ?? sampleNormal(generator(`${seed}\n${name}`));
    columns.set(`normal ${name}`, known);
    return known;
  };
  const sampleOf = (key: string): Float64Array => {
    const quantity = getQuantity(factors, key);
    if (!quantity.family) return sample(quantity, generator(`${seed}\n${key}`));
    return sampleInFamily(quantity, quantity.family.rho, normals(quantity.family.id), normals(idOfKey(key)));
  };
  const drawn = (product: string): Float64Array => {
    const known = columns.get(product);
    if (known) return known;
    const ids = product.split('*');
    const column = ids.length === 1 ? sampleOf(product) : multiplied(ids.map(drawn));
    columns.set(product, column);
    return column;
  };
  const intervals: Interval[] = [];
  const totals = new Float64Array(draws);
  for (const amounts of sums)
    intervals.push(yield* intervalOf(amounts, drawn, centralOf(amounts, factors), totals.fill(0)));
  return intervals;
}

function multiplied([first, ...rest]: Float64Array[]): Float64Array {
  return first!.map((value, i) => rest.reduce((product, column) => product * column[i]!, value));
}

/** `totals` are zeros, which the sum is drawn into. */
function* intervalOf(
  amounts: Amounts,
  drawn: (product: string) => Float64Array,
  mid: number,
  totals: Float64Array,
): Slices<Interval> {
  for (const [product, amount] of amounts) {
    if (amount === 0) continue;
    const column = drawn(product);
    for (let i = 0; i < draws; i++) totals[i]! += amount * column[i]!;
    yield;
  }
  const [low, high] = [draws * 0.025, draws * 0.975];
  const lo = nthSmallest(totals, low);
  return { mid, lo: Math.round(lo), hi: Math.round(nthSmallest(totals, high, low)) };
}

/**
 * The value at index `n` of the sorted values, by Hoare's selection in place: a tenth of the time of sorting.
 * `from`: a smaller `n` of an earlier call on the same array, below which nothing is examined again.
 */
export function nthSmallest(values: Float64Array, n: number, from = 0): number {
  let [left, right] = [from, values.length - 1];
  while (left < right) {
    const pivot = values[(left + right) >> 1]!;
    let [i, j] = [left, right];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i <= j) {
        const swapped = values[i]!;
        values[i] = values[j]!;
        values[j] = swapped;
        i++;
        j--;
      }
    }
    if (n <= j) right = j;
    else if (n >= i) left = i;
    else break;
  }
  return values[n]!;
}

/** The sum with every quantity at its central value, in whole grams. */
export function centralGrams(terms: readonly Term[], factors: Factors): number {
  return centralOf(amountsOf(terms), factors);
}

function centralOf(amounts: Amounts, factors: Factors): number {
  let sum = 0;
  for (const [product, amount] of amounts)
    sum += product.split('*').reduce((v, id) => v * getQuantity(factors, id).mid, amount);
  // Entries of the first version were rounded as JavaScript does, halves upwards; their bytes stay.
  if ([...amounts.keys()].every((product) => !product.includes('@'))) return Math.round(sum);
  // Halves go away from zero; a millionth of a gram is more than decimals lose in binary.
  return Math.sign(sum) * Math.round(Math.abs(sum) + 1e-6) || 0;
}

/** Box-Muller: each pair of uniform values gives two normal ones. */
function sampleNormal(uniform: () => number): Float64Array {
  const column = new Float64Array(draws);
  for (let i = 0; i < draws; i += 2) {
    const radius = Math.sqrt(-2 * Math.log(uniform()));
    const angle = 2 * Math.PI * uniform();
    column[i] = radius * Math.cos(angle);
    column[i + 1] = radius * Math.sin(angle);
  }
  return column;
}

/** z = sqrt(rho) x the family's + sqrt(1 - rho) x its own; a PERT law is read at the share of z below. */
function sampleInFamily(q: Quantity, rho: number, family: Float64Array, own: Float64Array): Float64Array {
  const [common, alone] = [Math.sqrt(rho), Math.sqrt(1 - rho)];
  const z = own.map((value, i) => common * family[i]! + alone * value);
  if (q.law === 'lognormal') {
    for (let i = 0; i < z.length; i++) z[i] = q.mid * Math.exp(q.sigma * z[i]!);
    return z;
  }
  const quantiles = pertQuantiles(q.low, q.mid, q.high);
  for (let i = 0; i < z.length; i++) z[i] = quantileAt(quantiles, normalShare(z[i]!));
  return z;
}

function quantileAt(quantiles: Float64Array, share: number): number {
  const at = share * (quantiles.length - 1);
  const below = Math.min(Math.floor(at), quantiles.length - 2);
  return quantiles[below]! + (at - below) * (quantiles[below + 1]! - quantiles[below]!);
}

function sample(q: Quantity, uniform: () => number): Float64Array {
  const column = new Float64Array(draws);
  if (q.law === 'lognormal') {
    for (let i = 0; i < draws; i += 2) {
      const radius = q.sigma * Math.sqrt(-2 * Math.log(uniform()));
      const angle = 2 * Math.PI * uniform();
      column[i] = q.mid * Math.exp(radius * Math.cos(angle));
      column[i + 1] = q.mid * Math.exp(radius * Math.sin(angle));
    }
    return column;
  }
  const quantiles = pertQuantiles(q.low, q.mid, q.high);
  for (let i = 0; i < draws; i++) column[i] = quantileAt(quantiles, uniform());
  return column;
}

/** sfc32 seeded by the first 128 bits of SHA-256(seed); uniform on (0, 1). Reproducible, not for secrets. */
function generator(seed: string): () => number {
  const digest = createHash('sha256').update(seed).digest();
  let [a, b, c, d] = [digest.readInt32LE(0), digest.readInt32LE(4), digest.readInt32LE(8), digest.readInt32LE(12)];
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return ((t >>> 0) + 0.5) / 4_294_967_296;
  };
  for (let i = 0; i < 16; i++) next();
  return next;
}
