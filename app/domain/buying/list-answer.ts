// The answer to a list that is solved, as it is kept and shown.

export const wishNames = ['deliveries', 'share', 'mean', 'reused', 'budget'] as const;
export type WishName = (typeof wishNames)[number];

/** `costCents`: excl. VAT, with delivery. `leftOut`: ids of needs that minimum orders keep from being had. */
export type ListPlan = {
  quantities: (readonly [offer: number, packs: number])[];
  leftOut: number[];
  costCents: number;
};
/**
 * `proved`: nothing is cheaper. `stopped`: the time was over; nothing can cost less than `boundCents`. `impossible`: the
 * wishes cannot all be met. `none`: the time was over without a plan.
 */
export type ListAnswer =
  | { state: 'proved'; plan: ListPlan }
  | { state: 'stopped'; plan: ListPlan; boundCents: number }
  | { state: 'impossible'; leftOut: number }
  | { state: 'none'; boundCents: number | null };

/** The costs of wishes, or those to drop where they are impossible. Cents excl. VAT. */
export type ListExplanation = {
  /** By how much the plan would be cheaper without this wish alone. */
  prices: Partial<Record<WishName, number>>;
  /** The smallest sets of wishes without which there is a plan, the cheapest first. */
  drops: { wishes: WishName[]; costCents: number }[];
  /** The nearest value of a wish at which there is a plan, all others kept. */
  nearest: Partial<Record<WishName, number>>;
};
