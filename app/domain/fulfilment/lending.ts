// The words of lender and borrower about a lent thing, when it is handed out, comes back and is looked at. Pure.
import type { acknowledgements } from '#app/domain/orders/part.ts';

/** How a thing is, in the words of its lender or its borrower. */
export const lentConditions = ['good', 'worn', 'dirty', 'incomplete', 'damaged'] as const;
export type ConditionWord = (typeof lentConditions)[number];
/** When it was noted; `undone` takes the lender's last step back. */
export const conditionKinds = ['out', 'back', 'inspection', 'undone'] as const;
export type ConditionKind = (typeof conditionKinds)[number];
export const conditionSides = ['lender', 'borrower'] as const;

export type NotedCondition = {
  /** Null where the thing changed hands and no one noted how it was. */
  condition: ConditionWord | null;
  note: string;
  /** Of a hand-out: how its borrower showed it, and the name of who signed. */
  acknowledgement: (typeof acknowledgements)[number] | null;
  signedBy: string | null;
  /** Of a return and its inspection: owed on top for being late, in cents excl. VAT. */
  lateCents: number;
  recordedAt: string;
  recordedBy: string;
};
type ConditionRow = NotedCondition & {
  seq: number;
  span: string;
  kind: ConditionKind;
  side: (typeof conditionSides)[number];
};
/** The words of both sides about a moment. */
export type Moment = { lender: NotedCondition; borrower: NotedCondition | null };
/** The moments of a lent thing that are in force. */
export type LendingRecord = Partial<Record<Exclude<ConditionKind, 'undone'>, Moment>>;

/** Adds the rows of one span up, in their order: each step of the lender replaces an earlier one of its kind. */
export function recordOf(rows: readonly ConditionRow[]): LendingRecord {
  const record: LendingRecord = {};
  const steps: Exclude<ConditionKind, 'undone'>[] = [];
  for (const { seq: _, span: _s, kind, side, ...noted } of rows) {
    if (kind === 'undone') {
      const last = steps.pop();
      if (last) delete record[last];
    } else if (side === 'lender') {
      record[kind] = { lender: noted, borrower: null };
      steps.push(kind);
    } else {
      const moment = record[kind];
      if (moment) moment.borrower = noted;
    }
  }
  return record;
}

/** The order and line that a span is booked for; null for one that its lender took itself. */
export function readLineBooking(booking: string): { orderId: string; line: number } | null {
  const [, orderId, line] = /^(ord_[^/]+)\/(\d+)$/.exec(booking) ?? [];
  return orderId ? { orderId, line: Number(line) } : null;
}

const maxNumbers = 40;

/** The numbers of things as they are typed, "P-03, P-04"; null for more or longer ones than a desk has. */
export function readNumbers(typed: string): string[] | null {
  const numbers = [...new Set(typed.split(/[,;\s]+/).filter(Boolean))];
  return numbers.length <= maxNumbers && numbers.every((number) => number.length <= 30) ? numbers : null;
}
