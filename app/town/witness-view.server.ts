import { listWitnesses } from '#app/domain/ledger/witness-rows.server.ts';
import type { WitnessState } from '#app/domain/ledger/witness-state.ts';
import { type Ctx, isoUtc } from '#app/domain/shared/context.ts';

export type WitnessView = {
  name: string;
  key: string /** Null for a key that was not understood. */;
  state: WitnessState | null;
  size: number | null;
  at: string | null;
};

/** Each key of the policy, how it answers, and the latest head that it cosigned. */
export function viewWitnesses(ctx: Pick<Ctx, 'db'>): WitnessView[] {
  return listWitnesses(ctx).map(({ name, keyId, state, cosigned }) => ({
    name,
    key: keyId ?? name,
    state: keyId === null ? null : state,
    size: cosigned?.size ?? null,
    at: cosigned && isoUtc(new Date(cosigned.seconds * 1000)),
  }));
}
