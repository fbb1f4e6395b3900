// A supplier's life, as one table. Guarded updates move it; anything not listed cannot happen.
export const supplierStates = ['draft', 'submitted', 'returned', 'approved', 'live', 'suspended'] as const;
export type SupplierState = (typeof supplierStates)[number];
export type LifeStep = 'submit' | 'approve' | 'send-back' | 'open' | 'pause' | 'suspend' | 'lift';

/** From each state, what may happen and where it leads. */
export const lifeOf: Record<SupplierState, Partial<Record<LifeStep, SupplierState>>> = {
  draft: { submit: 'submitted' },
  submitted: { approve: 'approved', 'send-back': 'returned' },
  returned: { submit: 'submitted' },
  approved: { open: 'live', suspend: 'suspended' },
  live: { pause: 'approved', suspend: 'suspended' },
  suspended: { lift: 'approved' },
};

/** Steps that a steward takes; the others are the owner's. */
export const stewardSteps: readonly LifeStep[] = ['approve', 'send-back', 'suspend', 'lift'];

/** Steps that must say why. */
export const reasonedSteps: readonly LifeStep[] = ['send-back', 'suspend', 'lift'];
