// States of a supplier's part as one table: from each state, the steps, who may take them, and where they lead.
import { takesOrders } from '#app/domain/calendar/promised-day.ts';
import { localDay, localHour, type Zone } from '#app/domain/shared/context.ts';

/** `handing-over`: the goods changed hands, and the supplier can still undo it. */
export const partStates = [
  'waiting',
  'to-prepare',
  'confirmed',
  'handing-over',
  'handed-over',
  'cancelled',
  'refused',
] as const;
export type PartState = (typeof partStates)[number];
/** States of a paid part that is still to be handed over. */
export const openPartStates = ['to-prepare', 'confirmed'] as const;

/** Whether a part's supplier has earned its money: it was handed over, or a fee is kept of what was cancelled. */
export function isEarned({ state, feeKeptAt }: { state: PartState; feeKeptAt: string | null }): boolean {
  return state === 'handed-over' || feeKeptAt !== null;
}

export function isPartOpen(state: PartState): boolean {
  return openPartStates.some((open) => open === state);
}

/** A way of its own, or one shared with other deliveries. */
export const trips = ['shared', 'dedicated'] as const;

/** How the buyer shows that the goods changed hands. */
export const acknowledgements = ['code', 'signature'] as const;

/** A supplier's proposal of another quantity or offer. */
export const proposalStates = ['open', 'accepted', 'refused', 'withdrawn'] as const;
export const returnStates = ['open', 'accepted', 'refused'] as const;

export type PartActor = 'buyer' | 'supplier' | 'system';
export type PartStep =
  | 'pay'
  | 'confirm'
  | 'begin-hand-over'
  | 'undo-hand-over'
  | 'undo-unconfirmed'
  | 'hand-over'
  | 'cancel'
  | 'refuse'
  | 'take-back'
  | 'return';

type Row = Partial<Record<PartStep, { to: PartState; by: readonly PartActor[] }>>;

const beforeHandOver = {
  'begin-hand-over': { to: 'handing-over', by: ['supplier'] },
  // The system closes an abandoned part after fourteen days, as planned.
  'hand-over': { to: 'handed-over', by: ['system'] },
  // Until the supplier's cut-off.
  cancel: { to: 'cancelled', by: ['buyer'] },
  refuse: { to: 'refused', by: ['supplier'] },
} as const satisfies Row;

export const partSteps: Record<PartState, Row> = {
  waiting: { pay: { to: 'to-prepare', by: ['system'] } },
  'to-prepare': { confirm: { to: 'confirmed', by: ['supplier'] }, ...beforeHandOver },
  confirmed: beforeHandOver,
  'handing-over': {
    'hand-over': { to: 'handed-over', by: ['system'] },
    'undo-hand-over': { to: 'confirmed', by: ['supplier'] },
    'undo-unconfirmed': { to: 'to-prepare', by: ['supplier'] },
  },
  'handed-over': {
    'take-back': { to: 'handed-over', by: ['supplier'] },
    // The buyer asks within thirty days; the supplier agrees once it has the goods.
    return: { to: 'handed-over', by: ['supplier'] },
  },
  cancelled: {},
  refused: {},
};

/** States from which a role may take a step. */
export function statesBefore(step: PartStep, role: PartActor): PartState[] {
  return partStates.filter((state) => partSteps[state][step]?.by.includes(role));
}

export const returnDays = 30;
export const abandonedDays = 14;
/** So long a hand-over can be undone; nothing leaves before. */
export const undoMinutes = 10;
/** Wrong codes after which only a new code from the buyer hands a part over. */
export const maxCodeTries = 5;

/** Whether the part's day has not come yet. A part without a day can be handed over at any time. */
export function isBeforeItsDay({ deliverOn }: { deliverOn: string | null }, now: Date, town: Zone): boolean {
  return deliverOn !== null && localDay(now, town) < deliverOn;
}

/** Whether a part can still be cancelled before the supplier's cut-off; without a day, until it is confirmed. */
export function isBeforeCutoff(
  part: { deliverOn: string | null; state: PartState },
  cutoff: { cutoffDays: number; cutoffHour: number },
  now: Date,
  town: Zone,
): boolean {
  if (part.deliverOn === null) return part.state === 'to-prepare';
  return takesOrders(cutoff, part.deliverOn, localDay(now, town), localHour(now, town));
}
