// The states of a supplier and their transitions, as one table. A step that is not listed is refused.
export const supplierStates = ['draft', 'submitted', 'returned', 'approved', 'live', 'suspended'] as const;
export type SupplierState = (typeof supplierStates)[number];
export type LifeStep = 'submit' | 'approve' | 'send-back' | 'open' | 'pause' | 'suspend' | 'lift';

/** Steps as they are recorded: those of the transitions, the registration, and a reply to the stewards. */
export const recordedLifeSteps = [
  'register',
  'submit',
  'approve',
  'send-back',
  'open',
  'pause',
  'suspend',
  'reply',
  'lift',
] as const;

/** Allowed steps and resulting state, from each state. */
export const lifeOf: Record<SupplierState, Partial<Record<LifeStep, SupplierState>>> = {
  draft: { submit: 'submitted' },
  submitted: { approve: 'approved', 'send-back': 'returned' },
  returned: { submit: 'submitted' },
  approved: { open: 'live', suspend: 'suspended' },
  live: { pause: 'approved', suspend: 'suspended' },
  suspended: { lift: 'approved' },
};

/** Steps of a steward; the others are the owner's. */
export const stewardSteps: readonly LifeStep[] = ['approve', 'send-back', 'suspend', 'lift'];

/** Steps that need a reason. */
export const reasonedSteps: readonly LifeStep[] = ['send-back', 'suspend', 'lift'];

/** States after the approval. A suspended supplier was admitted: its entries of before stand. */
export const admittedStates: readonly SupplierState[] = ['approved', 'live', 'suspended'];
