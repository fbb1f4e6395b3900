// Accounts of purchases by kind of what was bought. Pure.
import { allocate, sum } from '#app/domain/shared/money.ts';

/**
 * Plan comptable général (ANC regulation 2014-03, art. 932-1): 607 goods for resale, 604 services bought, 613 rentals,
 * 6241 transport on purchases; 44566 deductible VAT, 401 suppliers, 512 bank.
 */
export const accounts = {
  goods: '607000',
  services: '604000',
  rentals: '613000',
  transport: '624100',
  vat: '445660',
  supplier: '401000',
  bank: '512000',
} as const;
export type PurchaseAccount = (typeof accounts)['goods' | 'services' | 'rentals' | 'transport'];
/** Amounts excl. VAT in cents by account; of a refund they are negative. */
export type PurchaseShares = ReadonlyMap<PurchaseAccount, number>;

/** The account of an order line by the kind that it froze, or of a delivery. */
export function purchaseAccount(kind: string): PurchaseAccount {
  if (kind === 'delivery') return accounts.transport;
  if (kind === 'service') return accounts.services;
  return kind === 'rental' ? accounts.rentals : accounts.goods;
}

/**
 * Splits cents excl. VAT of one supplier and order by account. A purchase follows what was `ordered`. The books do not
 * keep the lines of a refund: it takes all that is `left` when it is as much, else a share of the goods, services and
 * rentals left, exact where a supplier sold of one kind. It reads earlier entries only, so a past month stays as it was.
 */
export function splitPurchase(ordered: PurchaseShares, left: PurchaseShares, cents: number): PurchaseShares {
  if (ordered.size === 0) return new Map([[accounts.goods, cents]]);
  if (cents >= 0) return sharesBy(ordered, cents);
  const lines = new Map([...left].filter(([account]) => account !== accounts.transport));
  return sharesBy(sum([...lines.values()]) > -cents ? lines : left, cents);
}

/** The sum of two splits. */
export function addShares(one: PurchaseShares, other: PurchaseShares): PurchaseShares {
  const total = new Map(one);
  for (const [account, cents] of other) total.set(account, (total.get(account) ?? 0) + cents);
  return total;
}

function sharesBy(weights: PurchaseShares, cents: number): PurchaseShares {
  const own = [...weights].sort(([a], [b]) => (a < b ? -1 : 1));
  const shares = allocate(
    cents,
    own.map(([, weight]) => Math.max(0, weight)),
  );
  return new Map(own.map(([account], i) => [account, shares[i]!]));
}
