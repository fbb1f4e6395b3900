// The price of permanence. An effect that cannot be undone, or that others bear, draws on the budget of a person or a
// supplier; it grows with what the town knows of them. One table for pages, verbs and tests. Pure.

/** A person has confirmed an address before there is an account; `known`: paid once; `proven`: paid three times. */
export const buyerTrusts = ['new', 'known', 'proven'] as const;
export type BuyerTrust = (typeof buyerTrusts)[number];
/** `admitted`: a steward approved it; `established`: ninety days ago or more, and it is not suspended. */
export const supplierTrusts = ['draft', 'admitted', 'established'] as const;
export type SupplierTrust = (typeof supplierTrusts)[number];

export const establishedDays = 90;
const paidOrders: Record<BuyerTrust, number> = { new: 0, known: 1, proven: 3 };

/**
 * Orders that are placed and not paid, at once; of an offer's stock the share, per mille, that they may hold, and that
 * those of all new accounts together may hold; in a day the entries of the ledger by orders, and the cents that a
 * buyer's word releases before their day.
 */
export const buyerBudgets = {
  'unpaid-orders': { new: 3, known: 5, proven: 12 },
  'stock-permille': { new: 333, known: 667, proven: 1000 },
  'common-permille': { new: 500, known: 1000, proven: 1000 },
  'ledger-entries': { new: 50, known: 200, proven: 1000 },
  'released-cents': { new: 100_000, known: 500_000, proven: 5_000_000 },
} as const satisfies Record<string, Record<BuyerTrust, number>>;
export type BuyerBudget = keyof typeof buyerBudgets;

const megabyte = 1_000_000;

/**
 * In a day: letters to addresses, rows of imports, entries of the ledger by the supplier's people, and the cents that
 * buyers' words release to it before their day. In all: offers and bytes of files.
 */
export const supplierBudgets = {
  invitations: { draft: 0, admitted: 20, established: 20 },
  'import-rows': { draft: 2000, admitted: 200_000, established: 400_000 },
  offers: { draft: 500, admitted: 150_000, established: 300_000 },
  'ledger-entries': { draft: 0, admitted: 100, established: 400 },
  'released-cents': { draft: 0, admitted: 1_000_000, established: 10_000_000 },
  'file-bytes': { draft: 40 * megabyte, admitted: 500 * megabyte, established: 2000 * megabyte },
} as const satisfies Record<string, Record<SupplierTrust, number>>;
export type SupplierBudget = keyof typeof supplierBudgets;

/** A photograph as it is stored: three widths in three formats come to about so much. */
export const storedImageBytes = 500_000;

/** The use of one line of a budget; `next`: the maximum that it grows to, null if it does not grow any more. */
export type BudgetUse<Name> = { name: Name; used: number; max: number; next: number | null };

export function buyerTrustOf(paid: number): BuyerTrust {
  return buyerTrusts.findLast((trust) => paid >= paidOrders[trust]) ?? 'new';
}

/**
 * Packs of an offer that may be held in unpaid orders: a share of `stock` and of what is `reserved` already, at least
 * one. By one person, or with the share `common-permille` by all new accounts together.
 */
export function maxReserved(
  trust: BuyerTrust,
  stock: number,
  reserved: number,
  share: 'stock-permille' | 'common-permille' = 'stock-permille',
): number {
  return Math.max(1, Math.floor(((stock + reserved) * buyerBudgets[share][trust]) / 1000));
}

export function buyerUse(name: BuyerBudget, trust: BuyerTrust, used: number): BudgetUse<BuyerBudget> {
  const next = buyerTrusts[buyerTrusts.indexOf(trust) + 1];
  const max = buyerBudgets[name][trust];
  return { name, used, max, next: next ? buyerBudgets[name][next] : null };
}

export function supplierUse(name: SupplierBudget, trust: SupplierTrust, used: number): BudgetUse<SupplierBudget> {
  const later = supplierTrusts.slice(supplierTrusts.indexOf(trust) + 1);
  const max = supplierBudgets[name][trust];
  const next = later.map((one) => supplierBudgets[name][one]).find((one) => one > max);
  return { name, used, max, next: next ?? null };
}
