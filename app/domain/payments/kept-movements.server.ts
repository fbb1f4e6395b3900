// The movements of the provider's account as they were last read: each day reads the latest of them again, and each
// month all of them.
import type { Ctx } from '#app/domain/shared/context.ts';
import type { Slices } from '#app/domain/shared/slices.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, listRows, nullable, text } from '#db/rows.ts';

/** `source`: the charge or transfer that made it, which other movements name; `created` in seconds since 1970. */
export type KeptMovement = {
  id: string;
  source: string | null;
  reference: string;
  netCents: number;
  created: number;
};

const daySeconds = 86_400;
const overlapSeconds = 14 * daySeconds;
const wholeSeconds = 30 * daySeconds;

/**
 * From which time on movements are to be read now, in seconds since 1970: two weeks before the last reading; 0, for all of them, at
 * first and once a month.
 */
export function nextReadingFrom(ctx: Pick<Ctx, 'db' | 'now'>): number {
  const now = secondsOf(ctx.now);
  const shape = { oldest: nullable(integer), newest: nullable(integer) };
  const read = findRow(ctx.db, shape, 'select min(seen) as oldest, max(seen) as newest from payment_movements');
  const { oldest = null, newest = null } = read ?? {};
  if (oldest === null || newest === null || oldest <= now - wholeSeconds) return 0;
  return Math.max(0, Math.min(newest, now) - overlapSeconds);
}

/** Movements read or written in one slice. */
const movementsAtOnce = 100;

/** Replaces all movements from a time on by those that the provider lists: first what it lists, then what it lists no more. */
export function* keepMovements(ctx: Ctx, from: number, movements: readonly KeptMovement[]): Slices {
  const add = preparedSql(
    ctx.db,
    `insert or replace into payment_movements (id, source, reference, net_cents, created, seen)
     values (?, ?, ?, ?, ?, ?)`,
  );
  const seen = secondsOf(ctx.now);
  for (let i = 0; i < movements.length; i += movementsAtOnce) {
    inTransaction(ctx, () => {
      for (const { id, source, reference, netCents, created } of movements.slice(i, i + movementsAtOnce))
        add.run(id, source, reference, netCents, created, seen);
    });
    yield;
  }
  yield* eachUnlisted(ctx, from, new Set(movements.map(({ id }) => id)));
}

/** Erases what is kept from a time on and is not listed. */
function* eachUnlisted(ctx: Ctx, from: number, listed: ReadonlySet<string>): Slices {
  const some = { id: text, created: integer };
  const erase = preparedSql(ctx.db, 'delete from payment_movements where id in (select value from json_each(?))');
  for (let after = { id: '', created: from }; ; ) {
    const kept = listRows(
      ctx.db,
      some,
      `select id, created
       from payment_movements
       where (created, id) > (@created, @id)
       order by created, id
       limit ${movementsAtOnce}`,
      after,
    );
    const last = kept.at(-1);
    if (!last) return;
    const gone = kept.filter(({ id }) => !listed.has(id));
    if (gone.length > 0) inTransaction(ctx, () => erase.run(JSON.stringify(gone.map(({ id }) => id))));
    after = last;
    yield;
  }
}

/** The references of kept charges and transfers by their ids. */
export function referencesOfSources({ db }: Pick<Ctx, 'db'>, sources: readonly string[]): Map<string, string> {
  const rows = listRows(
    db,
    { source: text, reference: text },
    'select source, reference from payment_movements where source in (select value from json_each(?))',
    JSON.stringify(sources),
  );
  return new Map(rows.map(({ source, reference }) => [source, reference]));
}

/** The provider's balance of each reference, in cents. */
export function movedCents({ db }: Pick<Ctx, 'db'>): Map<string, number> {
  const sums = 'select reference, sum(net_cents) as cents from payment_movements group by reference';
  return new Map(
    listRows(db, { reference: text, cents: integer }, sums).map(({ reference, cents }) => [reference, cents]),
  );
}

/** The charges of references, among the given ones, that were charged and never moved since: no refund, no transfer. */
export function listLoneCharges(
  { db }: Pick<Ctx, 'db'>,
  references: readonly string[],
): { reference: string; chargeId: string; netCents: number }[] {
  if (references.length === 0) return []; // no index finds a reference: each reading looks at all movements
  return listRows(
    db,
    { reference: text, chargeId: text, netCents: integer },
    `select m.reference, m.source as chargeId, m.net_cents as netCents
     from payment_movements m
     join (
       select reference
       from payment_movements
       where reference in (select value from json_each(?))
       group by reference
       having count(source) = count(*) and min(net_cents) > 0
     ) lone on lone.reference = m.reference
     where m.source <> m.reference`,
    JSON.stringify(references),
  );
}

/** References with a movement after a time. */
export function referencesMovedSince({ db }: Pick<Ctx, 'db'>, since: Date): string[] {
  const moved = 'select distinct reference from payment_movements where created > ?';
  return listRows(db, { reference: text }, moved, secondsOf(since)).map(({ reference }) => reference);
}

function secondsOf(time: Date): number {
  return Math.floor(time.getTime() / 1000);
}
