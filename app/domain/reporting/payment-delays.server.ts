// The time that a supplier takes to pay for its purchases on account on Halle: eco.supplier_payment_days, measured.
import { findOrganisationIdOf, isOwnOrganisation } from '#app/domain/accounts/accounts.server.ts';
import { receivablesByReference } from '#app/domain/books/balances.server.ts';
import { listPostings } from '#app/domain/books/books.server.ts';
import { listInvoices } from '#app/domain/invoicing/invoices.server.ts';
import { listAccountOrders } from '#app/domain/orders/account-orders.server.ts';
import type { Ctx } from '#app/domain/shared/context.ts';
import { listMembers } from '#app/domain/suppliers/members.server.ts';

/** Below this, one late transfer would be the supplier's habit. */
const minimumPaid = 5;

/**
 * Mean days from the first invoice of an order on account to its last transfer, of the orders paid since `since` (UTC).
 * The buyer is the organisation with the supplier's SIRET, and a person of one is of the other: a stranger who claims the
 * number says nothing about the supplier. Orders paid by card on the day tell nothing of a delay. Null below five.
 */
export function measurePaymentDays(
  ctx: Pick<Ctx, 'db'>,
  supplier: { id: string; siret: string },
  since: string,
): { value: number; orders: number } | null {
  const organisationId = findOrganisationIdOf(ctx, supplier.siret);
  if (!organisationId) return null;
  const isOwn = listMembers(ctx, supplier.id).some(({ userId }) =>
    isOwnOrganisation(ctx, userId, { id: organisationId }),
  );
  if (!isOwn) return null;
  const ids = listAccountOrders(ctx, { organisationId }).map(({ orderId }) => orderId);
  const owed = receivablesByReference(ctx, ids);
  const invoicedAt = new Map(
    listInvoices(ctx, ids)
      .filter(({ kind }) => kind === 'invoice')
      .reverse() // the earliest last, so that it stays
      .map(({ orderId, issuedAt }) => [orderId, issuedAt]),
  );
  const paidAt = new Map(
    listPostings(ctx, ids)
      .filter(({ code, at }) => code === 'bank-received' && at >= since)
      .map(({ reference, at }) => [reference, at]),
  );
  const days = ids.flatMap((id) => {
    const [from, to] = [invoicedAt.get(id), paidAt.get(id)];
    return from && to && (owed.get(id) ?? 0) <= 0
      ? [Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 864e5))]
      : [];
  });
  if (days.length < minimumPaid) return null;
  const mean = days.reduce((sum, day) => sum + day, 0) / days.length;
  return { value: Math.round(mean * 10) / 10, orders: days.length };
}
