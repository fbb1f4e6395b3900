// The identity of an organisation as the person who signs up states it: a claim that is not checked yet.
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue } from '#app/domain/outbox/outbox.server.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { findValue, listValues, text } from '#db/rows.ts';
import { memberships, organisations } from '#db/schema/accounts.ts';
import type { NewOrganisation } from './organisation.ts';
import { openSiretClaim } from './siret-claims.server.ts';

/**
 * Adds an organisation with its first administrator, in the caller's transaction. A SIRET or RNA number that another
 * organisation has is not refused, which would tell that it is here: the new one claims it, and is shown it like one that
 * has it; the administrators of the other one are told by letter, and stewards decide on the claim.
 */
export function claimOrganisation(
  ctx: Ctx,
  userId: string,
  { siret, rna = null, ...organisation }: NewOrganisation,
): void {
  const id = newId('org');
  const [siretHolder, rnaHolder] = [findHolder(ctx, 'siret', siret), findHolder(ctx, 'rna', rna)];
  const numbers = { siret: siretHolder ? null : siret, rna: siretHolder || rnaHolder ? null : rna };
  ctx.db
    .insert(organisations)
    .values({ id, ...organisation, ...numbers, createdAt: isoUtc(ctx.now) })
    .run();
  ctx.db.insert(memberships).values({ userId, organisationId: id, role: 'admin' }).run();
  for (const holder of new Set([siretHolder, rnaHolder])) if (holder) tellHolder(ctx, holder, id);
  const number = siretHolder ? siret : rnaHolder && rna;
  if (number) openSiretClaim(ctx, { kind: 'organisation', id }, { number, claimedBy: userId });
}

/** The organisation that has the number already. */
function findHolder(ctx: Pick<Ctx, 'db'>, column: 'siret' | 'rna', number: string | null): string | undefined {
  return findValue(ctx.db, text, `select id from organisations where ${column} = ?`, number);
}

function tellHolder(ctx: Ctx, holder: string, claimant: string): void {
  recordAudit(ctx, `contestNumber:${claimant}`, holder);
  const administrators = `select user_id from memberships where organisation_id = ? and role = 'admin'`;
  for (const userId of listValues(ctx.db, text, administrators, holder))
    enqueue(ctx, 'mail', `mail:siret-claimed:${claimant}:${userId}`, {
      template: 'siret-claimed',
      userId,
      organisationId: holder,
    });
}
