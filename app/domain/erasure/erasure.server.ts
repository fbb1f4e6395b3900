// Erases a person or an organisation: personal fields go; sums, stock and the ledger's proofs stay.
import {
  anonymiseOrganisation,
  anonymiseUser,
  findOrganisation,
  findPerson,
} from '#app/domain/accounts/accounts.server.ts';
import { eraseInvitations } from '#app/domain/accounts/invitations.server.ts';
import { eraseLetterChoices } from '#app/domain/accounts/letter-choices.server.ts';
import { listLastLed } from '#app/domain/accounts/memberships.server.ts';
import { eraseRoleInvitations } from '#app/domain/accounts/role-invitations.server.ts';
import { holdsRole } from '#app/domain/accounts/roles.server.ts';
import { eraseBasket } from '#app/domain/basket/own-basket.server.ts';
import { eraseNotesOf, eraseNotesOfOrganisation } from '#app/domain/buying/choice-notes.server.ts';
import { eraseListsOf, eraseListsOfOrganisation } from '#app/domain/buying/lists.server.ts';
import { eraseRequestsOf } from '#app/domain/buying/request-erasure.server.ts';
import { eraseNotices } from '#app/domain/catalogue/notices.server.ts';
import { eraseOfferReviews } from '#app/domain/catalogue/reviews.server.ts';
import { eraseClaimReports } from '#app/domain/evidence/claim-reports.server.ts';
import { anonymiseHandOvers } from '#app/domain/fulfilment/hand-over-rows.server.ts';
import { anonymiseBuyers, listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { enterErasure, eraseDecisionSecrets, erasePrivateSalts } from '#app/domain/ledger/erased-parts.server.ts';
import type { LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { anonymiseOrders } from '#app/domain/orders/anonymise-orders.server.ts';
import { eraseCalendarAddresses } from '#app/domain/orders/calendar-addresses.server.ts';
import { listOrdersToAnonymise } from '#app/domain/orders/old-orders.server.ts';
import { hasOpenParts, listOrdersOf } from '#app/domain/orders/orders.server.ts';
import { recordAudit } from '#app/domain/outbox/audit-trail.server.ts';
import { enqueue, eraseDeliveries } from '#app/domain/outbox/outbox.server.ts';
import { eraseGifts } from '#app/domain/reporting/declaration-facts.server.ts';
import { eraseKeptYears } from '#app/domain/reporting/kept-years.server.ts';
import { eraseSavedSearches } from '#app/domain/search/saved-searches.server.ts';
import { eraseDevices } from '#app/domain/security/known-devices.server.ts';
import { recordSecurityEvent } from '#app/domain/security/security-events.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { newId } from '#app/domain/shared/ids.ts';
import { done, type Result, refused } from '#app/domain/shared/result.ts';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { hasSupplier } from '#app/domain/suppliers/members.server.ts';

export type ErasureRefusal = {
  reason: 'unknown' | 'open-orders' | 'has-a-supplier' | 'holds-a-role' | 'leads-an-organisation';
};
/** Stores the file of an invoice before its buyer is anonymised: the law requires invoices for ten years. */
export type KeepFile = (invoiceId: string) => Promise<void>;
/** Traces outside of the database: letters by their keys, and the address that they went to. */
export type Traces = { letterKeys: string[]; email: string };

/**
 * Anonymises a person's account, orders and comments, and deletes the private data that their ledger entries
 * commit to, and an organisation of which they are the only member: it never belongs to no one. Refused while an order
 * is open or the person has a supplier, a role of the cooperative, or alone administers an organisation with other
 * members, which must be handed over first. Enqueues the job `scrub`, which rewrites the database file.
 */
export async function erasePerson(
  ctx: LedgerCtx,
  userId: string,
  keepFile: KeepFile,
  eraseTraces: (traces: Traces) => Promise<void> = async () => {},
): Promise<Result<object, ErasureRefusal>> {
  const email = findPerson(ctx, userId)?.email;
  if (!email || email.endsWith('@forgotten.invalid')) return refused('unknown');
  const { own } = listOrdersOf(ctx, { userId });
  const alone = listLastLed(ctx, userId).filter(({ colleagues }) => colleagues === 0);
  const ofOrganisations = alone.flatMap(({ organisationId }) => listOrdersOf(ctx, { organisationId }).own);
  await keepFiles(ctx, [...own, ...ofOrganisations], keepFile);
  const letterKeys: string[] = [];
  const erased = inTransaction(ctx, (): Result<object, ErasureRefusal> => {
    const { own, placed } = listOrdersOf(ctx, { userId });
    if (hasOpenParts(ctx, [...own, ...placed])) return refused('open-orders');
    if (hasSupplier(ctx, userId)) return refused('has-a-supplier');
    if (holdsRole(ctx, userId)) return refused('holds-a-role');
    const led = listLastLed(ctx, userId);
    if (led.some(({ colleagues }) => colleagues > 0)) return refused('leads-an-organisation');
    for (const { organisationId } of led) {
      const ordered = listOrdersOf(ctx, { organisationId }).own;
      if (hasOpenParts(ctx, ordered)) return refused('open-orders');
      anonymiseOrganisationRows(ctx, organisationId, ordered);
    }
    anonymiseOrders(ctx, own, true);
    anonymiseOrders(ctx, placed, false);
    anonymiseBuyers(ctx, own);
    anonymiseHandOvers(ctx, [...own, ...placed]);
    enterErasure(ctx, 'person', [...erasePrivateSalts(ctx, own), ...eraseDecisionSecrets(ctx, userId)]);
    letterKeys.push(...eraseDeliveries(ctx, [...own, ...placed, userId, email]));
    eraseKeptYears(ctx, userId);
    eraseSavedSearches(ctx, userId);
    eraseNotices(ctx, userId);
    eraseBasket(ctx, userId);
    eraseListsOf(ctx, userId);
    eraseNotesOf(ctx, userId);
    eraseRequestsOf(ctx, userId);
    eraseInvitations(ctx, email, userId);
    eraseLetterChoices(ctx, userId);
    eraseCalendarAddresses(ctx, userId);
    eraseRoleInvitations(ctx, email, userId);
    eraseOfferReviews(ctx, userId);
    eraseClaimReports(ctx, userId);
    eraseDevices(ctx, userId);
    anonymiseUser(ctx, userId);
    recordSecurityEvent(ctx, { kind: 'account-erased', userId });
    enqueue(ctx, 'scrub', newId('scr'), {});
    recordAudit(ctx, 'forgetPerson', userId);
    return done();
  });
  if (erased.ok) await eraseTraces({ letterKeys, email });
  return erased;
}

/**
 * Anonymises orders that were never paid and placed before `unpaid`, or any placed before `any`, at most `limit`; returns
 * how many.
 */
export async function anonymiseOldOrders(
  ctx: LedgerCtx,
  before: { unpaid: string } | { any: string },
  limit: number,
  keepFile: KeepFile,
): Promise<number> {
  const ids = listOrdersToAnonymise(ctx, before, limit);
  await keepFiles(ctx, ids, keepFile);
  inTransaction(ctx, () => {
    anonymiseOrders(ctx, ids, true);
    anonymiseBuyers(ctx, ids);
    anonymiseHandOvers(ctx, ids);
    enterErasure(ctx, 'term', erasePrivateSalts(ctx, ids));
  });
  return ids.length;
}

/**
 * The same for an organisation: its name, number and address, and its details in its orders. Its people stay.
 */
export async function eraseOrganisation(
  ctx: LedgerCtx,
  organisationId: string,
  keepFile: KeepFile,
): Promise<Result<object, ErasureRefusal>> {
  if (!findOrganisation(ctx, organisationId)?.name) return refused('unknown');
  await keepFiles(ctx, listOrdersOf(ctx, { organisationId }).own, keepFile);
  return inTransaction(ctx, () => {
    const { own } = listOrdersOf(ctx, { organisationId });
    if (hasOpenParts(ctx, own)) return refused('open-orders');
    anonymiseOrganisationRows(ctx, organisationId, own);
    enqueue(ctx, 'scrub', newId('scr'), {});
    recordAudit(ctx, 'forgetOrganisation', organisationId);
    return done();
  });
}

function anonymiseOrganisationRows(ctx: LedgerCtx, organisationId: string, orderIds: string[]): void {
  anonymiseOrders(ctx, orderIds, true);
  anonymiseBuyers(ctx, orderIds);
  anonymiseHandOvers(ctx, orderIds);
  enterErasure(ctx, 'organisation', erasePrivateSalts(ctx, orderIds));
  eraseDeliveries(ctx, [...orderIds, organisationId]);
  eraseGifts(ctx, organisationId);
  eraseKeptYears(ctx, organisationId);
  eraseListsOfOrganisation(ctx, organisationId);
  eraseNotesOfOrganisation(ctx, organisationId);
  anonymiseOrganisation(ctx, organisationId);
}

async function keepFiles(ctx: Ctx, orderIds: readonly string[], keepFile: KeepFile): Promise<void> {
  for (const { id } of listInvoices(ctx, orderIds)) await keepFile(id);
}

/**
 * Rewrites the database file without the deleted rows and truncates its write-ahead log. Slow; other writers
 * wait.
 */
export function vacuumDatabase({ db }: Pick<Ctx, 'db'>): void {
  db.$client.exec('vacuum');
  db.$client.pragma('wal_checkpoint(TRUNCATE)');
}
