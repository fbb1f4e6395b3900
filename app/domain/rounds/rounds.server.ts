// Owns the town's rounds and the mass booked on each day.
import { findLastAudit, recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { type Ctx, isoWeekday, localDay } from '#app/domain/shared/context.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { requireImpartial } from '#app/domain/suppliers/interests.server.ts';
import { preparedSql } from '#db/client.ts';
import { integer, listRows, text } from '#db/rows.ts';
import type { Round } from './round.ts';

const roundRow = {
  weekday: integer,
  cutoffDays: integer,
  cutoffHour: integer,
  capacityGrams: integer,
  stopFeeCents: integer,
};

export function listRounds({ db }: Pick<Ctx, 'db'>): Round[] {
  return listRows(
    db,
    roundRow,
    `select weekday, cutoff_days as cutoffDays, cutoff_hour as cutoffHour, capacity_grams as capacityGrams,
       stop_fee_cents as stopFeeCents
     from town_rounds
     order by weekday`,
  );
}

/** Sets the round of a weekday; null ends it. Existing bookings stay valid. */
export function setRound(ctx: Ctx, day: number, round: Omit<Round, 'weekday'> | null): void {
  requireImpartial(ctx, 'steward', []);
  inTransaction(ctx, () => {
    preparedSql(ctx.db, 'delete from town_rounds where weekday = ?').run(day);
    if (round)
      preparedSql(
        ctx.db,
        `insert into town_rounds (weekday, cutoff_days, cutoff_hour, capacity_grams, stop_fee_cents)
         values (?, ?, ?, ?, ?)`,
      ).run(day, round.cutoffDays, round.cutoffHour, round.capacityGrams, round.stopFeeCents);
    recordAudit(ctx, round ? 'setRound' : 'endRound', String(day));
  });
}

/** The last change of a weekday's round: its actor and time; undefined if it was never changed. */
export function findLastRoundChange(ctx: Pick<Ctx, 'db'>, day: number): { actor: string; at: string } | undefined {
  return findLastAudit(ctx, String(day), '*Round,');
}

/** Booked grams of each future day. */
export function bookedGrams(ctx: Pick<Ctx, 'db' | 'now' | 'town'>): Map<string, number> {
  const rows = listRows(
    ctx.db,
    { day: text, grams: integer },
    'select day, booked_grams as grams from town_round_days where day > ?',
    localDay(ctx.now, ctx.town),
  );
  return new Map(rows.map(({ day, grams }) => [day, grams]));
}

/** Books capacity of a day's round, in the caller's transaction. False, without booking, when it is not enough. */
export function bookRound(ctx: Ctx, day: string, grams: number): boolean {
  preparedSql(ctx.db, 'insert into town_round_days (day, booked_grams) values (?, 0) on conflict (day) do nothing').run(
    day,
  );
  const book = preparedSql(
    ctx.db,
    `update town_round_days
     set booked_grams = booked_grams + @grams
     where day = @day and booked_grams + @grams <= coalesce(
       (select capacity_grams from town_rounds where weekday = @weekday), 0)`,
  );
  return book.run({ day, grams, weekday: isoWeekday(day) }).changes > 0;
}

/** Frees booked capacity, in the caller's transaction. */
export function releaseRound(ctx: Ctx, day: string, grams: number): void {
  preparedSql(ctx.db, 'update town_round_days set booked_grams = max(0, booked_grams - ?) where day = ?').run(
    grams,
    day,
  );
}

type Cutoff = { cutoffDays: number; cutoffHour: number };

/** The order cut-off of a part: the round's when the part is delivered by it, else the supplier's. */
export function cutoffFor(
  rounds: readonly Round[],
  { choice, deliverOn }: { choice: string; deliverOn: string | null },
  supplier: Cutoff,
): Cutoff {
  if (choice !== 'round' || !deliverOn) return supplier;
  return rounds.find((round) => round.weekday === isoWeekday(deliverOn)) ?? supplier;
}
