// Cost centres of an organisation and the accounts of their budgets. Pure.

/** Whether a budget counts amounts without VAT, or with it: an association or a school does not recover VAT. */
export const budgetBases = ['net', 'gross'] as const;
export type BudgetBasis = (typeof budgetBases)[number];

/**
 * - `allocated`: what the centre may spend in a year; `free`: what is left of it, below zero when it is overdrawn
 * - `reserved`: by requests that wait for their approval
 * - `committed`: ordered, not yet received; `spent`: received
 */
export const budgetAccounts = ['allocated', 'free', 'reserved', 'committed', 'spent'] as const;
export type BudgetAccount = (typeof budgetAccounts)[number];
/** The accounts that an order or a request fills from what is free. */
export const claimAccounts = ['reserved', 'committed', 'spent'] as const;
export type ClaimAccount = (typeof claimAccounts)[number];

/** Cents in each account of a budget: allocated = free + reserved + committed + spent. */
export type BudgetBalance = Record<BudgetAccount, number>;
export const emptyBalance: BudgetBalance = { allocated: 0, free: 0, reserved: 0, committed: 0, spent: 0 };

export type CostCentre = {
  id: string;
  organisationId: string;
  code: string;
  name: string;
  basis: BudgetBasis;
  /** UTC; null while it can be ordered for. */
  closedAt: string | null;
};

/** The most cost centres of an organisation. */
export const maxCostCentres = 200;

/** A move between two accounts of a budget, in cents above zero. */
export type BudgetStep = { from: BudgetAccount; to: BudgetAccount; cents: number };

/** The steps that bring the claim of one order or request from `claimed` to `wanted`: back to free first, then out of it. */
export function stepsBetween(
  claimed: Readonly<Record<ClaimAccount, number>>,
  wanted: Readonly<Record<ClaimAccount, number>>,
): BudgetStep[] {
  const differences = claimAccounts.map((account) => ({ account, cents: wanted[account] - claimed[account] }));
  const back = differences
    .filter(({ cents }) => cents < 0)
    .map(({ account, cents }): BudgetStep => ({ from: account, to: 'free', cents: -cents }));
  const out = differences
    .filter(({ cents }) => cents > 0)
    .map(({ account, cents }): BudgetStep => ({ from: 'free', to: account, cents }));
  return [...back, ...out];
}
