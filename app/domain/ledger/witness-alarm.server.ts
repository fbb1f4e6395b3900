// The alarm of the witnesses, as health, pages and the queue show it.
import type { Ctx } from '#app/domain/shared/context.ts';
import { findWitnessedCheckpoint, latestSignedCheckpoint } from './checkpoints.server.ts';
import { listCosigners } from './cosignatures.server.ts';
import { activePolicy, cosignerNames } from './policy.server.ts';
import { meetsPolicy } from './policy.ts';
import { listWitnesses } from './witness-rows.server.ts';
import { alarmOf, isConflict, type WitnessAlarm } from './witness-state.ts';

type Reader = Pick<Ctx, 'db' | 'now'>;

/** The state of the witnesses under the policy in force. */
export function readWitnessAlarm(ctx: Reader): WitnessAlarm {
  const policy = activePolicy(ctx);
  return alarmOf({
    isOpen: policy.quorum === 'none',
    hasQuorum:
      policy.quorum === 'none' || (policy.quorum !== null && policy.known.some(({ checker, url }) => checker && url)),
    hasFaults: policy.faults.length > 0,
    isFresh: hasFreshQuorum(ctx),
    isCurrent: isCurrent(ctx),
    witnesses: listWitnesses(ctx).filter(({ row }) => row !== null),
  });
}

/**
 * Whether the served head may be called verified. `witnessed`: a fresh quorum cosigned it. `unwitnessed`: the policy asks
 * for one, and there is none. `alone`: the policy asks for none, so that the log's own signature is all there is, and another
 * log could be shown to others: such a head is called signed, never verified.
 */
export type HeadTrust = 'witnessed' | 'unwitnessed' | 'alone';

export function headTrust(ctx: Reader): HeadTrust {
  if (activePolicy(ctx).quorum === 'none') return 'alone';
  return hasFreshQuorum(ctx) ? 'witnessed' : 'unwitnessed';
}

/**
 * Whether a quorum of witnesses cosigned the served head, each younger than the age that is set, none of which holds
 * another history; true under a policy that asks for none.
 */
export function hasFreshQuorum(ctx: Reader): boolean {
  const policy = activePolicy(ctx);
  if (policy.quorum === 'none') return true;
  const head = findWitnessedCheckpoint(ctx);
  if (!head) return false;
  const oldest = ctx.now.getTime() / 1000 - policy.maxAgeSeconds;
  const young = listCosigners(ctx, head.size).filter(({ seconds }) => seconds >= oldest);
  const cosigned = cosignerNames(policy, young);
  for (const { name, state } of listWitnesses(ctx)) if (isConflict(state)) cosigned.delete(name);
  return meetsPolicy(policy, cosigned);
}

/** Whether the served head is the newest, or the newest has not waited for longer than the age that is set. */
function isCurrent(ctx: Reader): boolean {
  const newest = latestSignedCheckpoint(ctx);
  const served = findWitnessedCheckpoint(ctx);
  if (!newest || newest.size === served?.size) return true;
  return Date.parse(newest.at) >= ctx.now.getTime() - activePolicy(ctx).maxAgeSeconds * 1000;
}
