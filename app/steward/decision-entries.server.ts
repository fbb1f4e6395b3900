// The signed decisions about an object, with the names that their commitments open.
import { personNames } from '#app/domain/accounts/roles.server.ts';
import { listDecisionEntries } from '#app/domain/ledger/decision-entries.server.ts';
import { findOwnValue } from '#app/domain/shared/own-value.ts';
import type { RequestContext } from '#app/http/request-context.server.ts';
import { nameOutcome } from './decision-names.server.ts';

export function viewDecisions(ctx: RequestContext, object: string) {
  const entries = listDecisionEntries(ctx, object);
  const names = personNames(
    ctx,
    entries.flatMap(({ secrets }) => secrets?.person ?? []),
  );
  return entries.map(({ at, verb, outcome, method, effect, secrets }) => ({
    at,
    act: findOwnValue(ctx.t.signing.verbs, verb) ?? verb,
    outcome: nameOutcome(ctx, { verb, object, outcome }),
    isWaiting: effect === 'waits-for-second',
    method,
    who: names.get(secrets?.person ?? '') ?? '',
  }));
}
export type DecisionEntryView = ReturnType<typeof viewDecisions>[number];
