// Paid orders of the actor's organisations, or of a buyer, in spans of time. Reads only.
import { listOwnOrganisations } from '#app/domain/accounts/accounts.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { getValue, integer, listRows, listValues, nullable, text } from '#db/rows.ts';
import type { BuyerId } from './purchases.server.ts';

/** From `from` up to before `to`, UTC. */
export type TimeSpan = { from: string; to: string };

/** The spans in which the actor's organisations paid an order. */
export function listPaidSpans<S extends TimeSpan>(ctx: Ctx, spans: readonly S[]): S[] {
  const paid = listValues(
    ctx.db,
    integer,
    `select s.key
     from json_each(@spans) s
     where exists (
       select 1
       from json_each(@organisations) g
       join orders o on o.organisation_id = g.value and o.paid_at >= s.value ->> 'from' and o.paid_at < s.value ->> 'to'
     )
     order by s.key`,
    { spans: JSON.stringify(spans), organisations: ownOrganisationIds(ctx) },
  );
  return paid.map((index) => spans[index]!);
}

/** When the actor's organisations first paid an order, UTC; undefined before they did. */
export function firstPaidAt(ctx: Ctx): string | undefined {
  const first = listValues(
    ctx.db,
    nullable(text),
    `select (select min(paid_at) from orders where organisation_id = g.value and paid_at is not null)
     from json_each(?) g`,
    ownOrganisationIds(ctx),
  );
  return first.filter((one) => one !== null).sort()[0];
}

/** Orders of the actor's organisations that were paid in a span, and those of them among `ids`: id -> number. */
export function listOrganisationOrdersIn(ctx: Ctx, span: TimeSpan, ids: readonly string[]): Map<string, string> {
  const rows = listRows(
    ctx.db,
    { id: text, number: text },
    `select o.id, o.number
     from json_each(@organisations) g
     join orders o on o.organisation_id = g.value and o.paid_at >= @from and o.paid_at < @to
     union
     select o.id, o.number
     from json_each(@ids) i
     join orders o on o.id = i.value
     where o.organisation_id in (select value from json_each(@organisations))`,
    { ...span, ids: JSON.stringify(ids), organisations: ownOrganisationIds(ctx) },
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}

function ownOrganisationIds(ctx: Ctx): string {
  return JSON.stringify(listOwnOrganisations(ctx).map(({ id }) => id));
}

/** When a buyer first paid an order, UTC; undefined before they did. */
export function findFirstPaidAt({ db }: Pick<Ctx, 'db'>, buyer: BuyerId): string | undefined {
  const first =
    'organisationId' in buyer
      ? 'select min(paid_at) from orders where organisation_id = ? and paid_at is not null'
      : 'select min(paid_at) from orders where user_id = ? and organisation_id is null and paid_at is not null';
  return getValue(db, nullable(text), first, Object.values(buyer)[0]) ?? undefined;
}

/** The spans in which a buyer paid an order that counts. */
export function listSpansPaidBy<S extends TimeSpan>({ db }: Pick<Ctx, 'db'>, buyer: BuyerId, spans: readonly S[]): S[] {
  const paid = listValues(
    db,
    integer,
    'organisationId' in buyer
      ? `select s.key
         from json_each(?) s
         where exists (
           select 1
           from orders o
           where o.organisation_id = ? and o.state = 'paid'
             and o.paid_at >= s.value ->> 'from' and o.paid_at < s.value ->> 'to'
         )
         order by s.key`
      : `select s.key
         from json_each(?) s
         where exists (
           select 1
           from orders o
           where o.user_id = ? and o.organisation_id is null and o.state = 'paid'
             and o.paid_at >= s.value ->> 'from' and o.paid_at < s.value ->> 'to'
         )
         order by s.key`,
    JSON.stringify(spans),
    Object.values(buyer)[0],
  );
  return paid.map((index) => spans[index]!);
}
