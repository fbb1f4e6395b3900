// Owns the secret addresses under which calendar programs read when things are booked and delivered. One opens a person's own
// orders, all bookings of a supplier, or one capacity of it, as long as the person may see them: who leaves a team reads no more.
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import { getCapacity, listCapacities } from '#app/domain/calendar/capacities.server.ts';
import type { Capacity } from '#app/domain/calendar/span.ts';
import { isHarvest } from '#app/domain/catalogue/harvests.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { newBearerId } from '#app/domain/shared/ids.ts';
import { findLocale, type Locale } from '#app/domain/shared/locale.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { listOwnSuppliers } from '#app/domain/suppliers/members.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, listRows, nullable, text } from '#db/rows.ts';

/** `own`: a person's orders; else a supplier, and of it one capacity or all. */
export type CalendarSubject =
  | { kind: 'own' }
  | { kind: 'supplier'; supplierId: string }
  | { kind: 'capacity'; supplierId: string; capacity: Capacity };

/** A calendar that the actor may subscribe to; its address is null until it is made. */
export type CalendarFeed = {
  /** Names it in forms. */
  key: string;
  subject: CalendarSubject;
  supplierName: string | null;
  address: string | null;
};

/** The calendars of the actor: their own, and of each supplier that they work for all bookings, then each capacity. */
export function listCalendarFeeds(ctx: Ctx): CalendarFeed[] {
  const userId = requireUserId(ctx);
  const made = new Map(
    listRows(ctx.db, { key: text, id: text }, 'select key, id from calendar_addresses where user_id = ?', userId).map(
      ({ key, id }) => [key, id],
    ),
  );
  const subjects = [
    { subject: { kind: 'own' } as const, supplierName: null },
    ...listOwnSuppliers(ctx).flatMap(({ id: supplierId, name: supplierName }) => [
      { subject: { kind: 'supplier', supplierId } as const, supplierName },
      ...listCapacities(ctx, supplierId)
        .filter((capacity) => !isHarvest(capacity))
        .map((capacity) => ({
          subject: { kind: 'capacity', supplierId, capacity } as const,
          supplierName,
        })),
    ]),
  ];
  return subjects.map((feed) => ({
    ...feed,
    key: keyOf(feed.subject),
    address: made.get(keyOf(feed.subject)) ?? null,
  }));
}

function keyOf(subject: CalendarSubject): string {
  if (subject.kind === 'own') return 'own';
  return subject.kind === 'supplier' ? `supplier:${subject.supplierId}` : `capacity:${subject.capacity.id}`;
}

/** Makes the address of one of the actor's calendars, or a new one; the old one is good no longer. Throws NotFound for another's. */
export function makeCalendarAddress(ctx: Ctx, key: string): void {
  inTransaction(ctx, () => {
    if (!listCalendarFeeds(ctx).some((feed) => feed.key === key)) throw new NotFound(`calendar ${key}`);
    revokeCalendarAddress(ctx, key);
    preparedSql(
      ctx.db,
      `insert into calendar_addresses (id, user_id, key, capacity, supplier_id, locale, created_at)
       values (@id, @userId, @key, @capacity, @supplierId, @locale, @at)`,
    ).run({
      ...{ id: newBearerId('cal'), userId: requireUserId(ctx), key, locale: ctx.locale, at: isoUtc(ctx.now) },
      capacity: key.startsWith('capacity:') ? Number(key.slice('capacity:'.length)) : null,
      supplierId: key.startsWith('supplier:') ? key.slice('supplier:'.length) : null,
    });
  });
}

export function revokeCalendarAddress(ctx: Ctx, key: string): void {
  preparedSql(ctx.db, 'delete from calendar_addresses where user_id = ? and key = ?').run(requireUserId(ctx), key);
}

/** Deletes a person's addresses, in the caller's transaction. */
export function eraseCalendarAddresses({ db }: Pick<Ctx, 'db'>, userId: string): void {
  preparedSql(db, 'delete from calendar_addresses where user_id = ?').run(userId);
}

const addressRow = {
  userId: text,
  capacity: nullable(integer),
  supplierId: nullable(text),
  locale: text,
};

/** The calendar of an address, its person and language; undefined when it is none, or its person may see it no more. */
export function openCalendarAddress(
  ctx: Ctx,
  address: string,
): { ctx: Ctx; subject: CalendarSubject; locale: Locale } | undefined {
  const row = findRow(
    ctx.db,
    addressRow,
    'select user_id as userId, capacity, supplier_id as supplierId, locale from calendar_addresses where id = ?',
    address,
  );
  if (!row) return undefined;
  const reader: Ctx = { ...ctx, actor: { kind: 'user', userId: row.userId } };
  const locale = findLocale(row.locale) ?? ctx.locale;
  const subject = subjectOf(ctx, row);
  if (subject.kind !== 'own' && !listOwnSuppliers(reader).some(({ id }) => id === subject.supplierId)) return undefined;
  return { ctx: { ...reader, locale }, subject, locale };
}

function subjectOf(
  ctx: Ctx,
  { capacity: id, supplierId }: { capacity: number | null; supplierId: string | null },
): CalendarSubject {
  if (supplierId !== null) return { kind: 'supplier', supplierId };
  if (id === null) return { kind: 'own' };
  const capacity = getCapacity(ctx, id);
  return { kind: 'capacity', supplierId: capacity.owner, capacity };
}
