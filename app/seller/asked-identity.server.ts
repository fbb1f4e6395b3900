import { communeName } from '#app/domain/shared/communes.server.ts';
import { localDay } from '#app/domain/shared/context.ts';
import { legalColumns } from '#app/domain/suppliers/identity-columns.ts';
import { findIdentityRequest } from '#app/domain/suppliers/identity-requests.server.ts';
import type { Supplier } from '#app/domain/suppliers/suppliers.server.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** The legal identity that a supplier has asked for, with its day; null if nothing waits. */
export function askedIdentity(ctx: RequestContext, supplier: Pick<Supplier, 'id'>) {
  const request = findIdentityRequest(ctx, supplier.id);
  if (!request) return null;
  const changes = legalColumns.flatMap((column) => {
    const text = request.changes[column];
    return text === undefined ? [] : [[column, column === 'insee' ? communeName(text) : text] as const];
  });
  return { day: localDay(new Date(request.askedAt), ctx.town), changes };
}
