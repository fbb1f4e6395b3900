// The cooperative's contributions in a span of time, from their entries. Reads only.
import type { Ctx } from '#app/domain/shared/context.ts';
import { contributionVatBasisPoints } from '#app/domain/shared/contribution-rate.ts';
import { findValue, integer, listRows, nullable, type Row, text } from '#db/rows.ts';

const contributionSum = { supplierId: text, vatBasisPoints: integer, htCents: integer, vatCents: integer };
/** Taken from a supplier's sales, by VAT rate; negative when more was returned. */
export type ContributionSum = Row<typeof contributionSum>;

/** Contributions of the entries from `from` up to before `to` (UTC), reversed entries taken out; by supplier and rate. */
export function sumContributions({ db }: Pick<Ctx, 'db'>, from: string, to: string): ContributionSum[] {
  return listRows(
    db,
    contributionSum,
    `select c.party as supplierId, coalesce(v.vat_basis_points, ?) as vatBasisPoints,
       sum(iif(c.side = 'credit', c.amount_cents, -c.amount_cents)) as htCents,
       coalesce(sum(iif(v.side = 'credit', v.amount_cents, -v.amount_cents)), 0) as vatCents
     from book_entries e
     join book_postings c on c.entry_id = e.id and c.account = 'contribution'
     left join book_postings v on v.entry_id = e.id and v.account = 'vat' and v.party = ''
     left join book_entries r on r.id = e.reverses
     where e.at >= ? and e.at < ? and coalesce(r.code, e.code) = 'contribution'
     group by c.party, 2
     order by c.party, 2`,
    contributionVatBasisPoints, // a change of a cent has no VAT posting
    from,
    to,
  );
}

/** Time of the first contribution, UTC; undefined before there was one. */
export function firstContributionAt({ db }: Pick<Ctx, 'db'>): string | undefined {
  return findValue(db, nullable(text), "select min(at) from book_entries where code = 'contribution'") ?? undefined;
}
