// The loans of a supplier: to be handed out, out, late or lost, back, and at risk.
import { axisNow, dayAt } from '#app/domain/calendar/axis.ts';
import { listCapacities } from '#app/domain/calendar/capacities.server.ts';
import { listSpansOn } from '#app/domain/calendar/spans.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { listBookedAtRisk } from './lending-letters.server.ts';
import { isLent, isOverdue, type LentSpan, readLentSpan } from './lent-spans.server.ts';

/** The groups of loans, the pressing ones first. `here`: rooms that are used today. */
export const loanGroups = ['late', 'due', 'inspect', 'leaving', 'out', 'here', 'lost', 'soon'] as const;
export type LoanGroup = (typeof loanGroups)[number];
export type LoanRow = LentSpan & { group: LoanGroup; isAtRisk: boolean };

const soonDays = 7;

/** The loans of a supplier by group and time: of today, those that are not over, and of the next seven days. */
export function listLoans(ctx: Ctx, supplierId: string): LoanRow[] {
  const capacities = listCapacities(ctx, supplierId);
  const byId = new Map(capacities.map((capacity) => [capacity.id, capacity]));
  const lent = listSpansOn(ctx, [...byId.keys()]).flatMap((span) => readLentSpan(span, byId.get(span.capacity)!) ?? []);
  const rows = lent.flatMap((one) => {
    const group = groupOf(ctx, one);
    return group ? [{ ...one, group }] : [];
  });
  // One reading for each thing that is late or lost, of which a lender has few.
  const causes = new Set(rows.filter(({ span }) => span.lateTo !== null).map((one) => one.capacity));
  const atRisk = new Set([...causes].flatMap((capacity) => listBookedAtRisk(ctx, capacity).spans.map(({ id }) => id)));
  const shown = new Set(rows.map(({ span }) => span.id));
  const later = lent.filter(({ span }) => atRisk.has(span.id) && !shown.has(span.id));
  return [...rows, ...later.map((one) => ({ ...one, group: 'soon' as const }))]
    .map((row) => ({ ...row, isAtRisk: atRisk.has(row.span.id) }))
    .sort((a, b) => loanGroups.indexOf(a.group) - loanGroups.indexOf(b.group) || startOf(a) - startOf(b));
}

/** How many things press today: late, due back, to be looked at or to be handed out. */
export function countPressingLoans(ctx: Ctx, supplierId: string): number {
  const pressing: readonly LoanGroup[] = ['late', 'due', 'inspect', 'leaving'];
  return listLoans(ctx, supplierId).filter(({ group }) => pressing.includes(group)).length;
}

function groupOf({ now }: Pick<Ctx, 'now'>, lent: LentSpan): LoanGroup | null {
  const { span, capacity } = lent;
  const today = dayAt(capacity, axisNow(capacity, now));
  const [first, last] = [dayAt(capacity, span.fromT), dayAt(capacity, span.toT - 1)];
  switch (span.state) {
    case 'out':
      if (isOverdue(lent, now)) return 'late';
      return last === today ? 'due' : 'out';
    case 'back':
      return 'inspect';
    case 'lost':
      return 'lost';
    case 'booked':
      if (first > today) return first <= today + soonDays ? 'soon' : null;
      if (isLent(capacity)) return 'leaving';
      return last >= today ? 'here' : null;
    default:
      return null;
  }
}

/** Days and quarter-hours beside each other, in days. */
function startOf({ span, capacity }: LentSpan): number {
  return capacity.grain === 'day' ? span.fromT : span.fromT / 96;
}
