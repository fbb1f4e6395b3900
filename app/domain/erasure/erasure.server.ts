// Forgets a person or an organisation. What they did stays, as sums, stock and proofs; who they were does not.
import { anonymiseOrganisation, anonymiseUser } from '#app/domain/accounts/accounts.server.ts';
import { holdsRole } from '#app/domain/accounts/roles.server.ts';
import { eraseClaimReports } from '#app/domain/evidence/claim-reports.server.ts';
import { anonymiseBuyers, listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { erasePrivateSalts } from '#app/domain/ledger/log.server.ts';
import { anonymiseOrders, hasOpenParts, listOrdersOf } from '#app/domain/orders/orders.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue, eraseDeliveries } from '#app/domain/outbox/outbox.server.ts';
import { eraseSavedSearches } from '#app/domain/search/saved-searches.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import type { Result } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { eraseInvitations, hasSupplier } from '#app/domain/suppliers/members.server.ts';
import { preparedSql } from '#db/client.ts';

export type ErasureRefusal = { reason: 'unknown' | 'open-orders' | 'holds-a-stall' | 'holds-a-role' };
/** Makes and keeps the file of an invoice, which the law wants for ten years whoever is forgotten. */
type KeepFile = (invoiceId: string) => Promise<void>;

/**
 * Blanks a person's account, orders and words, and deletes what their ledger entries committed to. Refused while an order is
 * open, and while they keep a stall or a role of the town: those are handed over first. The
 * outbox asks for a `scrub` of the file after it.
 */
export async function erasePerson(
  ctx: Ctx,
  userId: string,
  keepFile: KeepFile,
): Promise<Result<object, ErasureRefusal>> {
  const email = preparedSql(ctx.db, 'select email from users where id = ?').pluck().get(userId) as string | undefined;
  if (!email || email.endsWith('@forgotten.invalid')) return { ok: false, reason: 'unknown' };
  const { own } = listOrdersOf(ctx, { userId });
  await keepFiles(ctx, own, keepFile);
  return inTransaction(ctx, () => {
    const { own, placed } = listOrdersOf(ctx, { userId });
    if (hasOpenParts(ctx, [...own, ...placed])) return { ok: false as const, reason: 'open-orders' as const };
    if (hasSupplier(ctx, userId)) return { ok: false as const, reason: 'holds-a-stall' as const };
    if (holdsRole(ctx, userId)) return { ok: false as const, reason: 'holds-a-role' as const };
    anonymiseOrders(ctx, own, true);
    anonymiseOrders(ctx, placed, false);
    anonymiseBuyers(ctx, own);
    erasePrivateSalts(ctx, own);
    eraseDeliveries(ctx, [...own, ...placed, userId, email]);
    eraseSavedSearches(ctx, userId);
    eraseInvitations(ctx, email);
    eraseClaimReports(ctx, userId);
    anonymiseUser(ctx, userId);
    enqueue(ctx, 'scrub', newId('scr'), {});
    recordAudit(ctx, 'forgetPerson', userId);
    return { ok: true as const };
  });
}

/** The same for an organisation: its name, number and address, and what its orders say of them. Its people stay. */
export async function eraseOrganisation(
  ctx: Ctx,
  organisationId: string,
  keepFile: KeepFile,
): Promise<Result<object, ErasureRefusal>> {
  const name = preparedSql(ctx.db, 'select name from organisations where id = ?').pluck().get(organisationId);
  if (!name) return { ok: false, reason: 'unknown' };
  await keepFiles(ctx, listOrdersOf(ctx, { organisationId }).own, keepFile);
  return inTransaction(ctx, () => {
    const { own } = listOrdersOf(ctx, { organisationId });
    if (hasOpenParts(ctx, own)) return { ok: false as const, reason: 'open-orders' as const };
    anonymiseOrders(ctx, own, true);
    anonymiseBuyers(ctx, own);
    erasePrivateSalts(ctx, own);
    eraseDeliveries(ctx, [...own, organisationId]);
    anonymiseOrganisation(ctx, organisationId);
    enqueue(ctx, 'scrub', newId('scr'), {});
    recordAudit(ctx, 'forgetOrganisation', organisationId);
    return { ok: true as const };
  });
}

async function keepFiles(ctx: Ctx, orderIds: readonly string[], keepFile: KeepFile): Promise<void> {
  for (const { id } of listInvoices(ctx, orderIds)) await keepFile(id);
}

/** Writes the database anew without what was deleted, and empties its log. Takes a while; others wait. */
export function vacuumDatabase({ db }: Pick<Ctx, 'db'>): void {
  db.$client.exec('vacuum');
  db.$client.pragma('wal_checkpoint(TRUNCATE)');
}
