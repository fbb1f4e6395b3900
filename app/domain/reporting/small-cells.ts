// When a published figure rests on too few: the thresholds of official statistics, and the p% rule against parties
// who know their own share.

/** Figures of fewer orders are not published. */
export const smallCell = 5;
/** Of fewer sellers or buyers either: with two, each could derive the other's figure. */
export const minimumParties = 3;
/** No party may make more of a figure than this share: the 85 % rule of French official statistics. */
const dominantShare = 0.85;
/** Of the town's CO2e, whose inputs are the parties' own word: above half of it by one party, the figure waits. */
export const dominantCo2Share = 0.5;
/** No figure of one seller may be estimated within this share of it, by anybody who knows their own orders. */
export const protectedShare = 0.2;

/** A party's part of a figure. `buyer`: the organisation, or `people` for all private persons (see `buyerParty`). */
export type CellPart = { order: string; seller: string; buyer: string; value: number };
export type CellFault = 'orders' | 'sellers' | 'buyers' | 'dominant';

/**
 * Private persons count as one buyer: anybody can open several accounts, an organisation is one by its SIREN.
 */
export function buyerParty(organisationId: string | null): string {
  return organisationId ?? 'people';
}

/** Why a figure must not be published; null when it may, also when there is nothing in it. */
export function cellFault(contributions: readonly CellPart[], maxShare = dominantShare): CellFault | null {
  const own = contributions.filter(({ value }) => value !== 0);
  if (own.length === 0) return null;
  const count = (of: 'order' | 'seller' | 'buyer') => new Set(own.map((one) => one[of])).size;
  if (count('order') < smallCell) return 'orders';
  if (count('seller') < minimumParties) return 'sellers';
  if (count('buyer') < minimumParties) return 'buyers';
  return isDominated(own, maxShare) ? 'dominant' : null;
}

/**
 * Whether one party makes more than `maxShare`, or one that subtracts what it knows (all it sold, or all it bought) could
 * estimate the largest of the others within 20 %.
 */
function isDominated(own: readonly CellPart[], maxShare: number): boolean {
  const sums = partySums(own);
  if (sums.some((of) => share(of) > maxShare) || isEstimable(sums)) return true;
  return (['seller', 'buyer'] as const).some((side) =>
    [...Map.groupBy(own, (one) => one[side]).keys()].some((party) =>
      isEstimable(partySums(own.filter((one) => one[side] !== party))),
    ),
  );
}

type Sums = Map<string, number>;

function partySums(own: readonly CellPart[]): [Sums, Sums] {
  const [sellers, buyers]: [Sums, Sums] = [new Map(), new Map()];
  for (const { seller, buyer, value } of own) {
    sellers.set(seller, (sellers.get(seller) ?? 0) + Math.abs(value));
    buyers.set(buyer, (buyers.get(buyer) ?? 0) + Math.abs(value));
  }
  return [sellers, buyers];
}

function largestAndRest(sums: Sums): [number, number] {
  const values = [...sums.values()];
  const largest = Math.max(0, ...values);
  return [largest, values.reduce((sum, value) => sum + value, 0) - largest];
}

function share(sums: Sums): number {
  const [largest, rest] = largestAndRest(sums);
  return largest / (largest + rest);
}

function isEstimable(sums: readonly Sums[]): boolean {
  return sums.some((of) => {
    const [largest, rest] = largestAndRest(of);
    return rest < protectedShare * largest;
  });
}

/**
 * A count that grows with the publications (`size`), as far as it may be published: what came since it last grew waits
 * until it is no small cell by itself.
 */
export function growSafely<T extends Omit<CellPart, 'value'> & { size: number }>(items: readonly T[]): T[] {
  const shown: T[] = [];
  let waiting: T[] = [];
  for (const [, own] of [...Map.groupBy(items, ({ size }) => size)].sort(([a], [b]) => a - b)) {
    waiting.push(...own);
    if (cellFault(waiting.map((item) => ({ ...item, value: 1 }))) !== null) continue;
    shown.push(...waiting);
    waiting = [];
  }
  return shown;
}
