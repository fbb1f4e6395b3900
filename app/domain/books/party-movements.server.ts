// Movements of one party in a span of time, from its entries. Reads only.
import type { Ctx } from '#app/domain/shared/context.ts';
import { nextMonth } from '#app/domain/shared/month.ts';
import { findValue, getValue, integer, listRows, nullable, oneOf, type Row, text } from '#db/rows.ts';
import { accountName } from './books.server.ts';
import { entryCodes } from './posting.ts';

const partyMovement = { reference: text, code: oneOf(entryCodes), account: accountName, cents: integer };
/** Credits less debits of a reference and account; a reversal counts under the code of the entry that it reverses. */
export type PartyMovement = Row<typeof partyMovement>;

/** Movements from `from` up to before `to` (UTC), in the order in which each reference first moved. */
export function listPartyMovements(
  { db }: Pick<Ctx, 'db'>,
  party: string,
  { from, to }: { from: string; to: string },
): PartyMovement[] {
  return listRows(
    db,
    partyMovement,
    `select e.reference, coalesce(r.code, e.code) as code, p.account,
       sum(iif(p.side = 'credit', p.amount_cents, -p.amount_cents)) as cents
     from book_entries e
     join book_postings p on p.entry_id = e.id
     left join book_entries r on r.id = e.reverses
     where +p.party = ? and +p.account in ('supplier', 'vat', 'contribution') and e.at >= ? and e.at < ?
     group by e.reference, coalesce(r.code, e.code), p.account
     order by min(e.id)`,
    party,
    from,
    to,
  );
}

/**
 * Owed to a party as a supplier before a moment (UTC), incl. VAT: credits less debits. The months' sums up to its month in
 * UTC, less what was entered from the moment to that month's end: of a month in the town, that is the last hours.
 */
export function owedBefore({ db }: Pick<Ctx, 'db'>, party: string, moment: string): number {
  return getValue(
    db,
    integer,
    `select
       (select coalesce(sum(credit_cents - debit_cents), 0)
        from book_balances
        where party = @party and account in ('supplier', 'vat') and month <= @month)
       - (select coalesce(sum(iif(p.side = 'credit', p.amount_cents, -p.amount_cents)), 0)
          from book_entries e
          join book_postings p on p.entry_id = e.id
          where e.at >= @moment and e.at < @end and +p.party = @party and +p.account in ('supplier', 'vat'))`,
    { party, moment, month: moment.slice(0, 7), end: nextMonth(moment.slice(0, 7)) },
  );
}

/** Time of a party's first entry, UTC; undefined before there was one. */
export function firstMovementAt({ db }: Pick<Ctx, 'db'>, party: string): string | undefined {
  const month = getValue(db, nullable(text), 'select min(month) from book_balances where party = ?', party);
  if (month === null) return undefined;
  return findValue(
    db,
    text,
    `select e.at
     from book_entries e
     where e.at >= ? and exists (select 1 from book_postings p where p.entry_id = e.id and +p.party = ?)
     order by e.at
     limit 1`,
    month,
    party,
  );
}
