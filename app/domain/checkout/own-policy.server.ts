// Reads the rules of an organisation for a basket, for the page that shows it and for the order that it may not become.
import { requireUserId } from '#app/domain/accounts/accounts.server.ts';
import type { BasketView } from '#app/domain/basket/baskets.server.ts';
import { findPolicy } from '#app/domain/buying/policies.server.ts';
import { purchaseFacts } from '#app/domain/buying/purchase-facts.server.ts';
import { asksFirst, type PolicyReading, type PurchasePolicy, readPolicy } from '#app/domain/buying/purchase-policy.ts';
import type { ActiveRules } from '#app/domain/scoring/rules.ts';
import type { Ctx } from '#app/domain/shared/context.ts';

type Reader = Ctx & ActiveRules;

/** `asksFirst`: it becomes a request, and cannot be ordered directly. */
export type AskedPolicy = PolicyReading & { asksFirst: boolean };

/** The consequences of an organisation's rules for a basket of the actor; null for an organisation without rules. */
export function readOwnPolicy(ctx: Reader, organisationId: string | null, view: BasketView): AskedPolicy | null {
  const policy = organisationId === null ? undefined : findPolicy(ctx, organisationId);
  return policy && organisationId !== null ? readPolicyFor(ctx, policy, organisationId, view) : null;
}

/** The same of a policy that was read. */
export function readPolicyFor(
  ctx: Reader,
  policy: PurchasePolicy,
  organisationId: string,
  view: BasketView,
): AskedPolicy {
  const facts = purchaseFacts(ctx, organisationId, requireUserId(ctx), view);
  const reading = readPolicy(policy.rules, facts);
  return { ...reading, asksFirst: asksFirst(reading, facts.totalCents) };
}
