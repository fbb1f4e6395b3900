// The states of a booked time in words, for its lender and its borrower.
import { axisNow, dayAt } from '#app/domain/calendar/axis.ts';
import { dayText } from '#app/domain/calendar/civil-time.ts';
import type { LendingRecord, NotedCondition } from '#app/domain/fulfilment/lending.ts';
import { isOverdue, type LentSpan } from '#app/domain/fulfilment/lent-spans.server.ts';
import { type ClaimState, claimedCents } from '#app/domain/settlement/lending-claim.ts';
import type { Locale } from '#app/domain/shared/locale.ts';
import { formatDateTime, formatDay, formatMoney } from './format.ts';
import type { Messages } from './messages.ts';

type Wording = { t: Messages; locale: Locale; now: Date };

/** "Remis le 2 décembre à 14:03, à rendre le vendredi 4 décembre". */
export function formatLentState(lent: LentSpan, record: LendingRecord, { t, locale, now }: Wording): string {
  const { states } = t.lending;
  const { span, capacity } = lent;
  const at = (iso: string | undefined) => formatDateTime(iso ?? span.movedAt, locale);
  switch (span.state) {
    case 'held':
    case 'asked':
      return states.held;
    case 'booked':
      return states.booked;
    case 'out': {
      const end = dayAt(capacity, span.toT - 1);
      const late = dayAt(capacity, axisNow(capacity, now)) - end;
      const due = isOverdue(lent, now) ? states.late(late) : states.dueOn(formatDay(dayText(end), locale));
      return `${states.out(at(record.out?.lender.recordedAt))}, ${due.charAt(0).toLowerCase()}${due.slice(1)}`;
    }
    case 'back':
      return states.back(at(record.back?.lender.recordedAt));
    case 'inspected':
      return states.inspected(at(record.inspection?.lender.recordedAt));
    case 'closed':
      return record.inspection ? states.inspected(at(record.inspection.lender.recordedAt)) : states.closed;
    case 'no-show':
      return states.missed(at(undefined));
    case 'lost':
      return states.lost(at(undefined));
    default:
      return states.cancelled;
  }
}

/** A line for each word that was noted: when, by whom, and how the thing was. */
export function formatMoments(record: LendingRecord, { t, locale }: Omit<Wording, 'now'>): string[] {
  const { lending } = t;
  const text = ({ condition, note }: NotedCondition) =>
    condition ? lending.said(lending.conditions[condition], note) : lending.unsaid;
  return (['out', 'back', 'inspection'] as const).flatMap((kind) => {
    const moment = record[kind];
    if (!moment) return [];
    const { lender, borrower } = moment;
    const head = `${lending.moments[kind]}, ${formatDateTime(lender.recordedAt, locale)}`;
    const { code, signature } = lending.shown;
    const shown = lender.acknowledgement === 'code' ? code : lender.signedBy && signature(lender.signedBy);
    return [
      `${head}${t.colon}${lending.byLender([text(lender), shown].filter(Boolean).join(', '))}`,
      ...(borrower ? [`${lending.moments[kind]}${t.colon}${lending.byBorrower(text(borrower))}`] : []),
    ];
  });
}

/** The sums of a claim, a line each: the price of being late, and the compensation. */
export function formatClaimSums(
  { lateHtCents, lateVatCents, damageCents }: { lateHtCents: number; lateVatCents: number; damageCents: number },
  { lending }: Messages,
  locale: Locale,
): string[] {
  const { sums } = lending.claim;
  return [
    ...(lateHtCents > 0 ? [sums.late(formatMoney(lateHtCents + lateVatCents, locale))] : []),
    ...(damageCents > 0 ? [sums.damage(formatMoney(damageCents, locale))] : []),
  ];
}

/** A claim as both sides read it: its state with all that is asked for, its sums, and both words. */
export function formatClaim(
  claim: {
    lateHtCents: number;
    lateVatCents: number;
    damageCents: number;
    state: ClaimState;
    reason: string;
    reply: string;
  },
  t: Messages,
  locale: Locale,
): string[] {
  const { claim: messages } = t.lending;
  return [
    messages.states[claim.state](formatMoney(claimedCents(claim), locale)),
    ...formatClaimSums(claim, t, locale),
    ...(claim.reason === '' ? [] : [messages.reasonSaid(claim.reason)]),
    ...(claim.reply === '' ? [] : [messages.replySaid(claim.reply)]),
  ];
}
