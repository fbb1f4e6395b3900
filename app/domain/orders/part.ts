// A supplier's part of an order, as one table: from each state, who may do what, and where it leads.
import { addDays, localDay, localHour } from '#app/domain/shared/context.ts';

export const partStates = ['waiting', 'to-prepare', 'confirmed', 'handed-over', 'cancelled', 'refused'] as const;
export type PartState = (typeof partStates)[number];
export type PartActor = 'buyer' | 'supplier' | 'system';
export type PartStep = 'pay' | 'confirm' | 'hand-over' | 'cancel' | 'refuse' | 'take-back' | 'return';

type Row = Partial<Record<PartStep, { to: PartState; by: readonly PartActor[] }>>;

const beforeHandOver = {
  // After fourteen days without a word the system takes it as done, as planned.
  'hand-over': { to: 'handed-over', by: ['supplier', 'system'] },
  // Until the supplier's cut-off.
  cancel: { to: 'cancelled', by: ['buyer'] },
  refuse: { to: 'refused', by: ['supplier'] },
} as const satisfies Row;

export const partSteps: Record<PartState, Row> = {
  waiting: { pay: { to: 'to-prepare', by: ['system'] } },
  'to-prepare': { confirm: { to: 'confirmed', by: ['supplier'] }, ...beforeHandOver },
  confirmed: beforeHandOver,
  'handed-over': {
    'take-back': { to: 'handed-over', by: ['supplier'] },
    // The buyer asks within thirty days; the supplier agrees, and has the goods.
    return: { to: 'handed-over', by: ['supplier'] },
  },
  cancelled: {},
  refused: {},
};

/** The states from which somebody may take a step. */
export function statesBefore(step: PartStep, role: PartActor): PartState[] {
  return partStates.filter((state) => partSteps[state][step]?.by.includes(role));
}

export const returnDays = 30;
export const abandonedDays = 14;

/** Whether the supplier's orders for a part's day are still open; a part without a day is open until it is confirmed. */
export function isBeforeCutoff(
  part: { deliverOn: string | null; state: PartState },
  { cutoffDays, cutoffHour }: { cutoffDays: number; cutoffHour: number },
  now: Date,
): boolean {
  if (part.deliverOn === null) return part.state === 'to-prepare';
  const closes = addDays(part.deliverOn, -cutoffDays);
  const day = localDay(now);
  return day < closes || (day === closes && localHour(now) < cutoffHour);
}
