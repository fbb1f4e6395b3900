// Credit limits: how much an organisation may owe. Stewards set them.
import { findLastAudit, recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { NotFound } from '#app/domain/shared/errors.ts';
import { preparedSql } from '#db/client.ts';
import { findValue, integer, listRows, nullable, type Row, text } from '#db/rows.ts';

const creditLimit = { id: text, name: text, siret: nullable(text), limitCents: integer };
export type CreditLimit = Row<typeof creditLimit>;

/** At most 500 organisations, those with a limit first. */
export function listCreditLimits({ db }: Pick<Ctx, 'db'>): CreditLimit[] {
  return listRows(
    db,
    creditLimit,
    `select id, name, siret, credit_limit_cents as limitCents
     from organisations
     order by credit_limit_cents > 0 desc, name
     limit 500`,
  );
}

export function creditLimitOf({ db }: Pick<Ctx, 'db'>, organisationId: string): number {
  return findValue(db, integer, 'select credit_limit_cents from organisations where id = ?', organisationId) ?? 0;
}

/** Writes a limit, in the caller's transaction. A lower limit does not change existing debt. Throws NotFound. */
export function saveCreditLimit(ctx: Ctx, organisationId: string, limitCents: number): void {
  const set = preparedSql(ctx.db, 'update organisations set credit_limit_cents = ? where id = ?');
  if (set.run(limitCents, organisationId).changes === 0) throw new NotFound(`organisation ${organisationId}`);
  recordAudit(ctx, `grantLimit:${limitCents}`, organisationId);
}

/** The last change of an organisation's limit: its actor and time; undefined if it was never changed. */
export function findLastLimitChange(
  ctx: Pick<Ctx, 'db'>,
  organisationId: string,
): { actor: string; at: string } | undefined {
  return findLastAudit(ctx, organisationId, 'grantLimit:*');
}
