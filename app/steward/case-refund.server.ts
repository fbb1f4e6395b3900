// The refund of a payment case: an unallocated payment from our books, one that we could not record after the provider
// was asked. Asked first and refunded later, so that the refund and the entry of its decision are one transaction.
import { type CaseRefusal, refundUnallocated } from '#app/domain/checkout/unallocated-payments.server.ts';
import { askUnrecorded, refundUnrecorded } from '#app/domain/checkout/unrecorded-payments.server.ts';
import type { Result } from '#app/domain/shared/result.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

/** Resolves to the verb that refunds. Throws if the provider does not answer. */
export async function prepareCaseRefund(
  ctx: RequestContext,
  caseId: string,
): Promise<() => Result<object, CaseRefusal>> {
  const asked = await askUnrecorded(ctx, caseId);
  return () => (asked ? refundUnrecorded(ctx, caseId, asked) : refundUnallocated(ctx, caseId));
}
