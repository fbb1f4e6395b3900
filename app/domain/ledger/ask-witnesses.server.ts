// Asks the witnesses that are due, each in a lane of its own: a slow one holds up none of the others.
import { askWitness, readWitnessCheckpoint, type WitnessAddress } from './cosignatures.server.ts';
import type { LedgerCtx } from './log.server.ts';
import { claimDueWitnesses, keepRefusedCheckpoint, recordAnswer } from './witness-rows.server.ts';
import { isConflict, isWell } from './witness-state.ts';

/** Called when the state of a witness changed to one that is not well. */
export type ReportWitness = (error: Error, details: { witness: string; url: string }) => void;

export type WitnessLanes = {
  /** Begins to ask those that are due; resolves when these have answered. Cheap when none is due. */
  start: () => Promise<void>;
  /** Gives up what is under way, and waits for it. */
  stop: () => Promise<void>;
};

export function openWitnessLanes(context: () => LedgerCtx, report: ReportWitness): WitnessLanes {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  return {
    async start() {
      if (stopping.signal.aborted) return;
      const begun = claimDueWitnesses(context()).map((address) => {
        const lane = ask(context, address, report, stopping.signal).finally(() => underWay.delete(lane));
        underWay.add(lane);
        return lane;
      });
      await Promise.all(begun);
    },
    async stop() {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}

async function ask(
  context: () => LedgerCtx,
  address: WitnessAddress,
  report: ReportWitness,
  stop: AbortSignal,
): Promise<void> {
  const answer = await askWitness(context, address, stop);
  if (stop.aborted && answer.state === 'silent') return; // we went away, not the witness
  const seen = isConflict(answer.state) ? await readWitnessCheckpoint(context(), address) : null;
  const ctx = context();
  keepRefusedCheckpoint(ctx, address, answer, seen);
  for (const { name, id } of recordAnswer(ctx, address, answer)) {
    const state = answer.ofKeys.get(id) ?? answer.state;
    if (!isWell(state))
      report(new Error(`the witness is ${state}: ${answer.answer}`), { witness: name, url: address.url });
  }
}
