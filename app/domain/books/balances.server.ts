// Sums of postings by account, party and reference. Reads only. A plus before a column keeps the query at the index of
// the given references.
import type { Ctx } from '#app/domain/shared/context.ts';
import { getValue, integer, listRows, nullable, type Row, text } from '#db/rows.ts';
import { accountName } from './books.server.ts';

const balance = { account: accountName, party: text, debitCents: integer, creditCents: integer };
export type Balance = Row<typeof balance>;

/** Debits and credits by account and party. */
export function listBalances({ db }: Pick<Ctx, 'db'>): Balance[] {
  return listRows(
    db,
    balance,
    `select account, party, sum(debit_cents) as debitCents, sum(credit_cents) as creditCents
     from book_balances
     group by account, party
     order by account, party`,
  );
}

/** Debits and credits of one party, by account. */
export function listBalancesOf({ db }: Pick<Ctx, 'db'>, party: string): Balance[] {
  return listRows(
    db,
    balance,
    `select account, party, sum(debit_cents) as debitCents, sum(credit_cents) as creditCents
     from book_balances
     where party = ?
     group by account
     order by account`,
    party,
  );
}

/** Accounts whose kept balance is not the sum of their postings, even when they were written around `postEntry`. */
export function listWrongBalances({ db }: Pick<Ctx, 'db'>): Pick<Balance, 'account' | 'party'>[] {
  return listRows(
    db,
    { account: accountName, party: text },
    `with
       kept as (
         select party, account, sum(debit_cents) as debit, sum(credit_cents) as credit
         from book_balances
         group by party, account
       ),
       summed as (
         select party, account, sum(iif(side = 'debit', amount_cents, 0)) as debit,
           sum(iif(side = 'credit', amount_cents, 0)) as credit
         from book_postings
         group by party, account
       )
     select account, party
     from (
       select * from (select * from kept except select * from summed)
       union all
       select * from (select * from summed except select * from kept)
     )
     group by account, party`,
  );
}

/** Balance of the provider's account by reference, according to the books: debits less credits. */
export function providerBalances({ db }: Pick<Ctx, 'db'>): Map<string, number> {
  const rows = listRows(
    db,
    centsOfReference,
    `select e.reference, sum(iif(p.side = 'debit', p.amount_cents, -p.amount_cents)) as cents
     from book_postings p
     join book_entries e on e.id = p.entry_id
     where p.account = 'provider'
     group by e.reference`,
  );
  return new Map(rows.map(({ reference, cents }) => [reference, cents]));
}

const centsOfReference = { reference: text, cents: integer };

const partBalance = { account: accountName, vatBasisPoints: nullable(integer), owedCents: integer };
export type PartBalance = Row<typeof partBalance>;

/** Credits less debits of a party for a reference, by account and VAT rate. */
export function balancesOfParty({ db }: Pick<Ctx, 'db'>, reference: string, party: string): PartBalance[] {
  return listRows(
    db,
    partBalance,
    `select p.account, p.vat_basis_points as vatBasisPoints,
       sum(iif(p.side = 'credit', p.amount_cents, -p.amount_cents)) as owedCents
     from book_entries e
     join book_postings p on p.entry_id = e.id
     where e.reference = ? and p.party = ?
     group by p.account, p.vat_basis_points
     order by p.account, p.vat_basis_points`,
    reference,
    party,
  );
}

/** Owed to a party as a supplier, by reference of those given, incl. VAT: credits less debits. */
export function owedByReference(
  { db }: Pick<Ctx, 'db'>,
  party: string,
  references: readonly string[],
): Map<string, number> {
  const rows = listRows(
    db,
    centsOfReference,
    `select e.reference, sum(iif(p.side = 'credit', p.amount_cents, -p.amount_cents)) as cents
     from book_entries e
     join book_postings p on p.entry_id = e.id
     where e.reference in (select value from json_each(?)) and p.party = ? and p.account in ('supplier', 'vat')
     group by e.reference`,
    JSON.stringify(references),
    party,
  );
  return new Map(rows.map(({ reference, cents }) => [reference, cents]));
}

/** Owed to a party as a supplier for some references, incl. VAT: credits less debits. */
export function sumOwedTo({ db }: Pick<Ctx, 'db'>, party: string, references: readonly string[]): number {
  return getValue(
    db,
    integer,
    `select coalesce(sum(iif(p.side = 'credit', p.amount_cents, -p.amount_cents)), 0)
     from book_entries e
     join book_postings p on p.entry_id = e.id
     where e.reference in (select value from json_each(?)) and +p.party = ? and +p.account in ('supplier', 'vat')`,
    JSON.stringify(references),
    party,
  );
}

/** Owed by buyers on account, by reference, of the given references with such a posting: debits less credits. */
export function receivablesByReference({ db }: Pick<Ctx, 'db'>, references: readonly string[]): Map<string, number> {
  const rows = listRows(
    db,
    centsOfReference,
    `select e.reference, sum(iif(p.side = 'debit', p.amount_cents, -p.amount_cents)) as cents
     from book_entries e
     join book_postings p on p.entry_id = e.id
     where e.reference in (select value from json_each(?)) and +p.account = 'receivables'
     group by e.reference`,
    JSON.stringify(references),
  );
  return new Map(rows.map(({ reference, cents }) => [reference, cents]));
}

const owedToParty = { reference: text, party: text, cents: integer };

/** Owed to the suppliers of the given references, incl. VAT, by reference and party: credits less debits. */
export function listOwedToParties({ db }: Pick<Ctx, 'db'>, references: readonly string[]): Row<typeof owedToParty>[] {
  return listRows(
    db,
    owedToParty,
    `select e.reference, p.party, sum(iif(p.side = 'credit', p.amount_cents, -p.amount_cents)) as cents
     from book_entries e
     join book_postings p on p.entry_id = e.id
     where e.reference in (select value from json_each(?)) and +p.account in ('supplier', 'vat')
     group by e.reference, p.party`,
    JSON.stringify(references),
  );
}

/** Refunds agreed at a party's expense and not undone, by reference, incl. VAT: debits less credits. */
export function refundsByReference({ db }: Pick<Ctx, 'db'>, party: string): Map<string, number> {
  const rows = listRows(
    db,
    centsOfReference,
    `select e.reference, sum(iif(p.side = 'debit', p.amount_cents, -p.amount_cents)) as cents
     from book_entries e indexed by book_entries_after_payment -- the few: grouping would read all by reference
     join book_postings p on p.entry_id = e.id
     left join book_entries r on r.id = e.reverses
     where e.code in ('invoiced', 'bank-received', 'refund-agreed', 'refund-paid', 'reversal')
       and +p.party = ? and coalesce(r.code, e.code) = 'refund-agreed'
     group by e.reference`,
    party,
  );
  return new Map(rows.map(({ reference, cents }) => [reference, cents]));
}
