// Owns who sits on the booked seats of a session. Names are the buyer's to write, until the session begins.
import { axisSpan, type BookedTime, readTime, writeTime } from '#app/domain/calendar/booked-time.ts';
import { quarterAt } from '#app/domain/calendar/civil-time.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { integer, listRows, type Row, text } from '#db/rows.ts';
import { getOrderToChange } from './order-rights.server.ts';
import { listOutcomes } from './parts.server.ts';
import { maxNameLength } from './seats.ts';

const seatRow = { orderId: text, line: integer, seat: integer, name: text, present: integer };
export type Seat = Row<typeof seatRow>;

/** The seats of some orders that have a name, or whose person was there, by order, line and seat. */
export function listSeats({ db }: Pick<Ctx, 'db'>, orderIds: readonly string[]): Seat[] {
  return listRows(
    db,
    seatRow,
    `select order_id as orderId, line, seat, name, present
     from order_seats
     where order_id in (select value from json_each(?))
     order by order_id, line, seat`,
    JSON.stringify(orderIds),
  );
}

/** Whether a session has begun: its names are fixed then, and who was there can be marked. */
export function hasBegun({ now, town }: Pick<Ctx, 'now' | 'town'>, time: BookedTime): boolean {
  const span = time.way === 'session' ? axisSpan(time, town) : null;
  return span !== null && span.from <= quarterAt(now);
}

/**
 * Writes the names of a line's seats, the first of `names` for the first seat; empty ones are not known yet. Throws for an
 * order of others, and for a line that is no session. `begun`: it is too late.
 */
export function nameSeats(
  ctx: Ctx,
  orderId: string,
  lineNumber: number,
  names: readonly string[],
): Result<object, { reason: 'begun' }> {
  const { lines } = getOrderToChange(ctx, orderId);
  const line = lines.find((own) => own.line === lineNumber);
  const time = readTime(line?.bookedTime ?? '');
  if (!line || time?.way !== 'session') throw new NotFound(`seats of ${orderId}`);
  if (hasBegun(ctx, time)) return refused('begun');
  return inTransaction(ctx, ({ db }) => {
    const outcome = listOutcomes(ctx, [orderId]).find((own) => own.line === lineNumber);
    const seats = outcome?.quantity ?? line.quantity;
    preparedSql(db, 'delete from order_seats where order_id = ? and line = ?').run(orderId, lineNumber);
    const insert = preparedSql(
      db,
      `insert into order_seats (order_id, line, seat, name, present, named_at)
       values (?, ?, ?, ?, 0, ?)`,
    );
    names.slice(0, seats).forEach((name, i) => {
      if (name) insert.run(orderId, lineNumber, i + 1, name.slice(0, maxNameLength), isoUtc(ctx.now));
    });
    return done();
  });
}

/** Writes whether a person was there, in the caller's transaction; the caller has authorised it. A seat without a name may have a person. */
export function markPresent(ctx: Ctx, seat: Omit<Seat, 'name' | 'present'>, name: string, present: boolean): void {
  preparedSql(
    ctx.db,
    `insert into order_seats (order_id, line, seat, name, present, named_at)
     values (@orderId, @line, @seat, @name, @present, @at)
     on conflict (order_id, line, seat) do update set name = excluded.name, present = excluded.present`,
  ).run({ ...seat, name: name.slice(0, maxNameLength), present: Number(present), at: isoUtc(ctx.now) });
}

/** Forgets at most `limit` names that were written before `before`; returns how many. */
export function eraseOldSeats({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    `delete from order_seats
     where rowid in (select rowid from order_seats where named_at < ? order by named_at limit ?)`,
  ).run(before, limit).changes;
}

const bookedLine = {
  orderId: text,
  line: integer,
  number: text,
  buyerName: text,
  contactName: text,
  contactEmail: text,
  contactPhone: text,
  /** Seats as they are now. */
  quantity: integer,
};
export type BookedSeats = Row<typeof bookedLine>;

/** The paid lines of a session with seats, by order. */
export function listBookedSeats({ db }: Pick<Ctx, 'db'>, time: BookedTime): BookedSeats[] {
  return listRows(
    db,
    bookedLine,
    `select l.order_id as orderId, l.line as line, o.number as number, o.buyer_name as buyerName,
       o.contact_name as contactName, o.contact_email as contactEmail, o.contact_phone as contactPhone,
       coalesce(x.quantity, l.quantity) as quantity
     from order_lines l
     join orders o on o.id = l.order_id
     left join order_outcomes x on x.order_id = l.order_id and x.line = l.line
     where l.booked_time = ? and l.booked_time <> '' and o.state = 'paid' and coalesce(x.quantity, l.quantity) > 0
     order by o.placed_at, l.order_id, l.line`,
    writeTime(time),
  );
}
