// Whether this log still contains what a person kept of it: a receipt, a checkpoint or a promise. Reads only.
import type { Ctx } from '#app/domain/shared/context.ts';
import { rootAt } from './checkpoints.server.ts';
import { mendCheckpoint } from './kept-text.ts';
import { ledgerSize } from './log.server.ts';
import { type Checker, openCheckpoint } from './note.server.ts';
import { parsePromise } from './promise.ts';
import { judgePromise } from './promises.server.ts';

/**
 * `inside`: the log begins with what was signed; `other`: it does not, and both are signed; `ahead`: more was signed
 * than the log holds. The rest as for a promise.
 */
export const keptStates = ['inside', 'ahead', 'other', 'kept', 'due', 'broken', 'unsigned', 'form'] as const;
export type KeptState = (typeof keptStates)[number];

export function judgeKept(ctx: Pick<Ctx, 'db' | 'now'>, keys: readonly Checker[], pasted: string): KeptState {
  const text = `${pasted.replaceAll('\r\n', '\n').trim()}\n`;
  if (parsePromise(text)) return judgePromise(ctx, keys, text).state;
  const whole = mendCheckpoint(text);
  if (whole === null) return 'form';
  const head = openCheckpoint(keys, whole);
  if (!head) return 'unsigned';
  if (head.size > ledgerSize(ctx)) return 'ahead';
  return rootAt(ctx, head.size).equals(head.root) ? 'inside' : 'other';
}
