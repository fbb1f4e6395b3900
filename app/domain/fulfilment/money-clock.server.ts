// Owns money_clock. Whatever moves money or states by time trusts the clock day by day: a computer whose clock is wrong
// for ten seconds would hand over, invoice and pay what is not due, and nothing of it can be undone.
import { lastEntryAt } from '#app/domain/books/books.server.ts';
import { lastInvoiceAt } from '#app/domain/invoicing/invoices.server.ts';
import { latestSignedCheckpoint } from '#app/domain/ledger/checkpoints.server.ts';
import { findClosedCase, openCase } from '#app/domain/payments/cases.server.ts';
import { addDays, type Ctx, isoUtc, localDay, nextLocalDay } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, nullable, type Row, text } from '#db/rows.ts';
import { type ClockState, judgeClock, maxStepDays, maxStepMs } from './money-clock.ts';

export type ClockLook = {
  state: ClockState;
  /** Money may move by time up to this moment: now, or the end of the trusted day while days are walked. */
  until: Date;
  /** A further day is trusted since the last look, and others follow. */
  hasStepped: boolean;
};

export type TownClock = {
  /** Compares the clock with the last run and the ledger, and records it. Each process looks before its jobs, at each tick. */
  look: () => ClockLook;
  /** The state at this moment, without a look into the database: the clock may have been set since the last one. */
  state: () => ClockState;
  /**
   * The time by which all is dated: that of the machine, or of the newest entry of the ledger or the books, or invoice,
   * where this is a little later.
   */
  now: () => Date;
};

const moneyClock = {
  day: text,
  ranAt: text,
  /** A process saw the clock being set, and no steward has confirmed it since. */
  steppedAt: nullable(text),
  /** Entries of the ledger up to this size are of a time that a steward has declared wrong. */
  acceptedSize: integer,
};
type MoneyClock = Row<typeof moneyClock>;

/** How often the last run is written, and how long a walked day is. */
const minuteMs = 60_000;

/** The clock of a process. `context` has the time of the machine, whatever it is. */
export function openTownClock(context: () => Ctx): TownClock {
  const seen: Seen = {
    ...{ hasRun: false, steppedMs: Number.NEGATIVE_INFINITY, openedCase: '', floor: null, last: null },
    issuedMs: 0,
  };
  return {
    look() {
      const look = lookAtClock(context(), seen);
      seen.issuedMs = 0;
      return look;
    },
    state() {
      const { last } = seen;
      if (!last) return 'right';
      const hasJumped = Math.abs(Date.now() - last.atMs) > maxStepMs;
      return hasJumped ? 'wrong' : last.state;
    },
    now() {
      const ms = Math.max(Date.now(), floorMsOf(seen), seen.issuedMs);
      // Rows dated since the last look are not in its floor yet.
      if (seen.last && ms - seen.last.atMs < maxStepMs) seen.issuedMs = ms;
      return new Date(ms);
    },
  };
}

/** A clock that is a little behind the newest entry or invoice catches up: the time goes on from there at half the speed. */
function floorMsOf({ floor }: Seen): number {
  return floor === null ? 0 : floor.fromMs + (performance.now() - floor.sinceMs) / 2;
}

/** Kept by a process from one look to the next. */
type Seen = {
  hasRun: boolean;
  /** When the trusted day last moved. */
  steppedMs: number;
  openedCase: string;
  /** The newest time that something stands under, and since when (of a clock that is never set) the time goes on. */
  floor: { fromMs: number; sinceMs: number } | null;
  last: { state: ClockState; atMs: number } | null;
  /** The latest time that was issued since the last look. */
  issuedMs: number;
};

/** The state for a process that does not follow the clock itself, such as a command; writes nothing. */
export function readClock(ctx: Pick<Ctx, 'db' | 'now'>): Exclude<ClockState, 'walking'> {
  return judgeRow(ctx, false).verdict;
}

function judgeRow({ db, now }: Pick<Ctx, 'db' | 'now'>, hasRun: boolean) {
  const row = findRow(
    db,
    moneyClock,
    `select day, ran_at as ranAt, stepped_at as steppedAt, accepted_size as acceptedSize
     from money_clock
     where id = 1`,
  );
  const head = latestSignedCheckpoint({ db });
  const ledgerAt = head && head.size > (row?.acceptedSize ?? 0) ? head.at : null;
  const ledgerMs = ledgerAt === null ? null : Date.parse(ledgerAt);
  const verdict = judgeClock(now.getTime(), {
    ranMs: row ? Date.parse(row.ranAt) : null,
    ledgerMs,
    hasRun: hasRun || (row?.steppedAt ?? null) !== null,
  });
  return { row, head, ledgerAt, ledgerMs, verdict };
}

function lookAtClock(ctx: Ctx, seen: Seen): ClockLook {
  const nowMs = ctx.now.getTime();
  const today = localDay(ctx.now, ctx.town);
  const { row, head, ledgerAt, ledgerMs, verdict } = judgeRow(ctx, seen.hasRun);
  if (verdict !== 'right' || nowMs > floorMsOf(seen)) seen.floor = null;
  const newestMs = Math.max(ledgerMs ?? 0, newestEntryMs(ctx));
  if (verdict === 'right' && newestMs > Math.max(nowMs, floorMsOf(seen)))
    seen.floor = { fromMs: newestMs, sinceMs: performance.now() };
  const isConfirmed = verdict !== 'right' && wasConfirmed(ctx, subjectOf(ctx, row, ledgerAt), today);
  const known = isConfirmed ? acceptClock(ctx, row, head?.size ?? 0) : row;
  const found =
    verdict === 'right' || isConfirmed
      ? followDays(ctx, known, seen)
      : stopAtJump(ctx, { row, ledgerAt, verdict }, seen);
  seen.last = { state: found.state, atMs: nowMs };
  return found;
}

/** The newest entry of the books or invoice; one of a future farther than a step is of a wrong clock, and binds nothing. */
function newestEntryMs(ctx: Ctx): number {
  const until = isoUtc(new Date(ctx.now.getTime() + maxStepMs));
  return Math.max(...[lastEntryAt(ctx, until), lastInvoiceAt(ctx, until)].map((at) => Date.parse(at ?? '') || 0));
}

/** Money follows the clock: the trusted day moves by one, at once when it is the next one, else once a minute. */
function followDays(ctx: Ctx, row: MoneyClock | undefined, seen: Seen): ClockLook {
  const nowMs = ctx.now.getTime();
  const today = localDay(ctx.now, ctx.town);
  const isDue = Math.abs(nowMs - seen.steppedMs) >= minuteMs;
  const day = row === undefined ? today : row.day < today && isDue ? addDays(row.day, 1) : row.day;
  const hasStepped = row !== undefined && day !== row.day;
  if (hasStepped) seen.steppedMs = nowMs;
  const isFresh = row !== undefined && row.steppedAt === null && Math.abs(nowMs - Date.parse(row.ranAt)) < minuteMs;
  if (hasStepped || !isFresh)
    inTransaction(ctx, () =>
      saveClock(ctx, { day, ranAt: isoUtc(ctx.now), steppedAt: null, acceptedSize: row?.acceptedSize ?? 0 }),
    );
  seen.hasRun = true;
  seen.openedCase = '';
  if (day >= today) return { state: 'right', until: ctx.now, hasStepped: false };
  return { state: 'walking', until: endOfDay(day, ctx.town), hasStepped };
}

function stopAtJump(
  ctx: Ctx,
  { row, ledgerAt, verdict }: { row: MoneyClock | undefined; ledgerAt: string | null; verdict: 'ahead' | 'wrong' },
  seen: Seen,
): ClockLook {
  const subject = subjectOf(ctx, row, ledgerAt);
  const today = localDay(ctx.now, ctx.town);
  if (seen.openedCase !== subject + today)
    inTransaction(ctx, () => {
      openCase(ctx, subject, null, 'clock-jumped', { detail: today });
      // Said to the processes that start later: they did not see it.
      if (row && verdict === 'wrong') saveClock(ctx, { ...row, steppedAt: row.steppedAt ?? isoUtc(ctx.now) });
    });
  seen.openedCase = subject + today;
  return { state: verdict, until: row ? new Date(row.ranAt) : ctx.now, hasStepped: false };
}

/** A steward says that the clock is right: what is dated otherwise was not. */
function acceptClock(ctx: Ctx, row: MoneyClock | undefined, acceptedSize: number): MoneyClock {
  const today = localDay(ctx.now, ctx.town);
  const day = row && row.day < today ? row.day : today;
  const accepted = { day, ranAt: isoUtc(ctx.now), steppedAt: null, acceptedSize };
  inTransaction(ctx, () => saveClock(ctx, accepted));
  return accepted;
}

/** A steward dismissed the case of this jump, on a clock that still showed it: not after it was set right again. */
function wasConfirmed(ctx: Ctx, subject: string, today: string): boolean {
  const closed = findClosedCase(ctx, subject, 'clock-jumped');
  const from = closed?.facts.detail;
  if (!closed?.closedAt || from === undefined) return false;
  const isNear = (day: string) => day >= addDays(from, -1) && day <= addDays(from, maxStepDays);
  return isNear(today) && isNear(localDay(new Date(closed.closedAt), ctx.town));
}

/** The case of a jump is named after the day from which the clock jumped: of the last run, or of a newer ledger. */
function subjectOf({ now, town }: Ctx, row: MoneyClock | undefined, ledgerAt: string | null): string {
  const ranAt = row?.ranAt ?? '';
  const isAhead = ranAt !== '' && ranAt < isoUtc(now);
  const from = isAhead || ranAt > (ledgerAt ?? '') ? ranAt : (ledgerAt ?? ranAt);
  return `clock:${localDay(new Date(from), town)}`;
}

/** The moment at which a day of the town ends. */
function endOfDay(day: string, town: Ctx['town']): Date {
  let end = new Date(Date.parse(day) - 86_400_000);
  while (localDay(end, town) <= day) end = nextLocalDay(end, town);
  return end;
}

function saveClock(ctx: Ctx, clock: MoneyClock): void {
  preparedSql(
    ctx.db,
    `insert into money_clock (id, day, ran_at, stepped_at, accepted_size)
     values (1, @day, @ranAt, @steppedAt, @acceptedSize)
     on conflict (id) do update set
       day = excluded.day, ran_at = excluded.ran_at,
       stepped_at = excluded.stepped_at, accepted_size = excluded.accepted_size`,
  ).run(clock);
}
