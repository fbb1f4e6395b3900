// Movements of one party in a span of time, from its entries. Reads only.
import type { Ctx } from '#app/domain/shared/context.ts';
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
     from book_postings p
     join book_entries e on e.id = p.entry_id
     left join book_entries r on r.id = e.reverses
     where p.party = ? and p.account in ('supplier', 'vat', 'contribution') and e.at >= ? and e.at < ?
     group by e.reference, coalesce(r.code, e.code), p.account
     order by min(e.id)`,
    party,
    from,
    to,
  );
}

/** Owed to a party as a supplier before a moment (UTC), incl. VAT: credits less debits. */
export function owedBefore({ db }: Pick<Ctx, 'db'>, party: string, moment: string): number {
  return getValue(
    db,
    integer,
    `select coalesce(sum(iif(p.side = 'credit', p.amount_cents, -p.amount_cents)), 0)
     from book_postings p
     join book_entries e on e.id = p.entry_id
     where p.party = ? and p.account in ('supplier', 'vat') and e.at < ?`,
    party,
    moment,
  );
}

/** Time of a party's first entry, UTC; undefined before there was one. */
export function firstMovementAt({ db }: Pick<Ctx, 'db'>, party: string): string | undefined {
  const first = findValue(
    db,
    nullable(text),
    `select min(e.at)
     from book_postings p
     join book_entries e on e.id = p.entry_id
     where p.party = ?`,
    party,
  );
  return first ?? undefined;
}
