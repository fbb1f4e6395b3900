// Uncertainty: 20,000 seeded draws, each quantity drawn once per draw whatever the number of terms it stands in.
import { createHash } from 'node:crypto';
import { type Quantity, quantity } from './factors.ts';
import type { Term } from './terms.ts';

export type Interval = { mid: number; lo: number; hi: number };

const draws = 20_000;

/** Suppliers' own figures err each for itself, but a total must not look better than its parts: ends are added. */
export function addIntervals(intervals: readonly (Interval | null)[]): Interval | null {
  const present = intervals.filter((interval) => interval !== null);
  if (present.length === 0) return null;
  return present.reduce((a, b) => ({ mid: a.mid + b.mid, lo: a.lo + b.lo, hi: a.hi + b.hi }));
}

/** Central value and 95 % interval of a sum of terms, in whole grams. `seed` names the event; same seed, same bytes. */
export function propagate(terms: readonly Term[], seed: string): Interval {
  return propagateEach([terms], seed)[0]!;
}

/** The same for several sums over one set of draws: what stands in more than one of them is drawn once. */
export function propagateEach(sums: readonly (readonly Term[])[], seed: string): Interval[] {
  const columns = new Map<string, Float64Array>();
  const drawn = (id: string) => {
    const column = columns.get(id) ?? sample(quantity(id), generator(`${seed}\n${id}`));
    columns.set(id, column);
    return column;
  };
  return sums.map((terms) => intervalOf(terms, drawn));
}

function intervalOf(terms: readonly Term[], drawn: (id: string) => Float64Array): Interval {
  const groups = groupByQuantities(terms);
  if (groups.length === 0) return { mid: 0, lo: 0, hi: 0 };
  const totals = new Float64Array(draws);
  for (const { amount, of } of groups) {
    const columns = of.map(drawn);
    for (let i = 0; i < draws; i++) {
      let value = amount;
      for (const column of columns) value *= column[i]!;
      totals[i]! += value;
    }
  }
  const lo = nthSmallest(totals, draws * 0.025);
  return { mid: central(terms), lo: Math.round(lo), hi: Math.round(nthSmallest(totals, draws * 0.975)) };
}

/** What would stand at `n` if the values were sorted (Hoare's selection, in place): a tenth of the work of sorting them. */
export function nthSmallest(values: Float64Array, n: number): number {
  let [left, right] = [0, values.length - 1];
  while (left < right) {
    const pivot = values[(left + right) >> 1]!;
    let [i, j] = [left, right];
    while (i <= j) {
      while (values[i]! < pivot) i++;
      while (values[j]! > pivot) j--;
      if (i <= j) {
        [values[i], values[j]] = [values[j]!, values[i]!];
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
export function central(terms: readonly Term[]): number {
  return Math.round(
    terms.reduce((total, { amount, of }) => total + of.reduce((v, id) => v * quantity(id).mid, amount), 0),
  );
}

/** Terms over the same quantities become one: totals aggregate first and propagate after. */
function groupByQuantities(terms: readonly Term[]): Term[] {
  const groups = new Map<string, { amount: number; of: readonly string[] }>();
  for (const { amount, of } of terms) {
    const sorted = [...of].sort();
    const key = sorted.join('*');
    const group = groups.get(key);
    if (group) group.amount += amount;
    else groups.set(key, { amount, of: sorted });
  }
  return [...groups.values()].filter(({ amount }) => amount !== 0);
}

function sample(q: Quantity, uniform: () => number): Float64Array {
  const column = new Float64Array(draws);
  if (q.law === 'lognormal') {
    // Box-Muller, two values from each pair.
    for (let i = 0; i < draws; i += 2) {
      const radius = q.sigma * Math.sqrt(-2 * Math.log(uniform()));
      const angle = 2 * Math.PI * uniform();
      column[i] = q.mid * Math.exp(radius * Math.cos(angle));
      column[i + 1] = q.mid * Math.exp(radius * Math.sin(angle));
    }
    return column;
  }
  const quantiles = pertQuantiles(q.low, q.mid, q.high);
  for (let i = 0; i < draws; i++) {
    const at = uniform() * (quantiles.length - 1);
    const below = Math.floor(at);
    column[i] = quantiles[below]! + (at - below) * (quantiles[below + 1]! - quantiles[below]!);
  }
  return column;
}

const knownQuantiles = new Map<string, Float64Array>();

/** Inverse of the PERT distribution (Beta with a = 1 + 4(m-l)/(h-l), b = 1 + 4(h-m)/(h-l)) at 1,025 even steps. */
function pertQuantiles(low: number, mode: number, high: number): Float64Array {
  const key = `${low} ${mode} ${high}`;
  const known = knownQuantiles.get(key);
  if (known) return known;
  const steps = 8192;
  const width = high - low || 1;
  const a = (4 * (mode - low)) / width;
  const b = (4 * (high - mode)) / width;
  const cumulated = new Float64Array(steps + 1);
  for (let i = 1; i <= steps; i++) {
    const x = (i - 0.5) / steps;
    cumulated[i] = cumulated[i - 1]! + x ** a * (1 - x) ** b;
  }
  const quantiles = new Float64Array(1025);
  let at = 0;
  for (let k = 0; k <= 1024; k++) {
    const wanted = (k / 1024) * cumulated[steps]!;
    while (at < steps && cumulated[at + 1]! < wanted) at++;
    const within = (wanted - cumulated[at]!) / (cumulated[at + 1]! - cumulated[at]! || 1);
    quantiles[k] = low + ((at + Math.min(1, within)) / steps) * (high - low);
  }
  knownQuantiles.set(key, quantiles);
  return quantiles;
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
