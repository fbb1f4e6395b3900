// Owns money_clock. Money that moves by time trusts the clock day by day: a computer whose clock jumps ahead would
// hand over and pay what is not due, and nothing of it can be undone.
import { findClosedCase, openCase } from '#app/domain/payments/cases.server.ts';
import { addDays, type Ctx, localDay } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findValue, text } from '#db/rows.ts';

/** A longer step is a clock that is wrong, or a server that was off: a steward knows which. */
const maxStepDays = 2;

/**
 * Whether money may move by time today. After a step of more than two days since the last trusted day it may not, and a
 * case asks a steward; once they dismissed it, that day is trusted.
 */
export function trustsClock(ctx: Ctx): boolean {
  return inTransaction(ctx, () => {
    const day = localDay(ctx.now, ctx.town);
    const last = findValue(ctx.db, text, 'select day from money_clock where id = 1');
    if (last === undefined || day <= addDays(last, maxStepDays)) {
      if (last === undefined || day > last) saveDay(ctx, day);
      return true;
    }
    if (wasConfirmed(ctx, last, day)) {
      saveDay(ctx, day);
      return true;
    }
    openCase(ctx, subjectOf(last), null, 'clock-jumped', { detail: day });
    return false;
  });
}

/** A steward dismissed the case of this jump, on a clock that still showed it: not after it was set right again. */
function wasConfirmed(ctx: Ctx, last: string, day: string): boolean {
  const seen = findClosedCase(ctx, subjectOf(last), 'clock-jumped');
  const from = seen?.facts.detail;
  if (!seen?.closedAt || from === undefined) return false;
  const isOfThisJump = day >= from && day <= addDays(from, maxStepDays);
  return isOfThisJump && localDay(new Date(seen.closedAt), ctx.town) >= from;
}

function subjectOf(lastDay: string): string {
  return `clock:${lastDay}`;
}

function saveDay(ctx: Ctx, day: string): void {
  preparedSql(
    ctx.db,
    'insert into money_clock (id, day) values (1, ?) on conflict (id) do update set day = excluded.day',
  ).run(day);
}
