// The signed decisions about an object, with the names that their commitments open.
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { listDecisionEntries } from '#app/domain/ledger/decision-entries.server.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';

export function viewDecisions(ctx: RequestContext, object: string) {
  const entries = listDecisionEntries(ctx, object);
  const names = personNames(
    ctx,
    entries.flatMap(({ secrets }) => secrets?.person ?? []),
  );
  return entries.map(({ at, verb, outcome, method, secrets }) => ({
    at,
    act: findOwnValue(ctx.t.signing.verbs, verb) ?? verb,
    /** Empty if the act says it. */
    outcome: verb.endsWith(`.${outcome}`) ? '' : outcome,
    method,
    who: names.get(secrets?.person ?? '') ?? '',
  }));
}
export type DecisionEntryView = ReturnType<typeof viewDecisions>[number];
