// A ledger that was put back from a copy: finds the last heads known, and enters what is lost before anything else is
// signed. The log goes on under another origin when a later head than the copy's is known: the entries after it would be
// signed twice otherwise.
import { existsSync, renameSync } from 'node:fs';
import { isoUtc } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { SetupError } from '#db/setup-error.ts';
import { rootAt } from './checkpoints.server.ts';
import { askWitness, readWitnessCheckpoint } from './cosignatures.server.ts';
import type { knownFrom } from './entry-kinds.ts';
import { keysOf, renameOrigin } from './keys.server.ts';
import { appendEntries, type LedgerCtx, ledgerSize, signingKeys } from './log.server.ts';
import { openCheckpoint, verifierKey } from './note.server.ts';
import { readKept, saveCheckpoint } from './saved-checkpoint.server.ts';
import { listAddresses } from './witness-rows.server.ts';

/**
 * A head that this log once signed; `root` is null where a witness says only how many entries it has seen. `differs`: a
 * witness holds another root at this size, and does not show it.
 */
export type KnownHead = { from: (typeof knownFrom)[number]; size: number; root: Buffer | null; differs?: boolean };
export type Restored = { size: number; lost: number; origin: string; formerKey: string | null; newKey: string };

/** The heads that are known outside the copy: beside the key, at each witness, and those of `brought` checkpoints. */
export async function listKnownHeads(
  ctx: LedgerCtx,
  keptFile: string,
  brought: readonly string[],
): Promise<KnownHead[]> {
  const kept = readKept(ctx, keptFile);
  const seen = await Promise.all(listAddresses(ctx).map((address) => headOfWitness(ctx, address)));
  return [
    ...(kept ? [{ from: 'kept' as const, size: kept.size, root: Buffer.from(kept.root) }] : []),
    ...seen.flatMap((head) => head ?? []),
    ...brought.map((note): KnownHead => {
      const head = openCheckpoint(keysOf(ctx.db, ctx.ledgerKey), note);
      if (!head) throw new SetupError('A checkpoint that was brought is not signed by this ledger.');
      return { from: 'brought', size: head.size, root: Buffer.from(head.root) };
    }),
  ];
}

async function headOfWitness(ctx: LedgerCtx, address: Parameters<typeof askWitness>[1]): Promise<KnownHead | null> {
  const { seenSize, state } = await askWitness(() => ctx, address);
  const note = await readWitnessCheckpoint(ctx, address);
  const head = note === null ? null : openCheckpoint(keysOf(ctx.db, ctx.ledgerKey), note);
  if (head) return { from: 'witness', size: head.size, root: Buffer.from(head.root) };
  if (seenSize !== null) return { from: 'witness', size: seenSize, root: null };
  if (!['cosigning', 'forked'].includes(state)) return null;
  return { from: 'witness', size: ledgerSize(ctx), root: null, differs: state === 'forked' };
}

/**
 * Enters the restore: the size of the copy, the last heads known and the gap. When one of them is ahead, or is of another
 * history, the entry also opens a new origin, and the saved checkpoint is kept under another name as evidence.
 */
export function enterRestored(ctx: LedgerCtx, known: readonly KnownHead[], keptFile: string): Restored {
  const size = ledgerSize(ctx);
  invariant(size > 0, 'a ledger without entries was not restored');
  const latest = Math.max(size, ...known.map((head) => head.size));
  const isAhead = known.some((head) => !continues(ctx, head, size));
  const renamed = isAhead ? renameOrigin(ctx.ledgerKey, nextOrigin(ctx)) : null;
  const at = `${isoUtc(ctx.now).slice(0, 19)}Z`;
  const body = {
    v: 1,
    at,
    size,
    root: rootAt(ctx, size).toString('base64'),
    known: known.map(({ from, size, root }) => ({ from, size, ...(root && { root: root.toString('base64') }) })),
    lost: latest - size,
    ...renamed?.fields,
  };
  const keys = renamed ? [renamed.next] : signingKeys(ctx.ledgerKey);
  // A kill between these lines leaves the saved checkpoint ahead: the start refuses, and this can be done again.
  appendEntries(ctx, [{ kind: 'ledger.restored', event: `ledger.restored:${at}`, body }], keys);
  if (isAhead) setAside(keptFile, at);
  saveCheckpoint({ ...ctx, ledgerKey: keys[0]! }, keptFile);
  return {
    size,
    lost: latest - size,
    origin: keys[0]!.origin,
    formerKey: renamed ? verifierKey(ctx.ledgerKey) : null,
    newKey: verifierKey(keys[0]!),
  };
}

/** Whether the copy contains what was signed as `head`. */
function continues(ctx: LedgerCtx, head: KnownHead, size: number): boolean {
  if (head.size > size || head.differs) return false;
  return head.root === null || rootAt(ctx, head.size).equals(head.root);
}

/** Named by its time, so that a second restore of the same copy opens an origin of its own. */
function nextOrigin({ ledgerKey, now }: LedgerCtx): string {
  const base = ledgerKey.origin.replace(/\/restored-\d+T\d+Z$/, '');
  return `${base}/restored-${isoUtc(now).slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function setAside(keptFile: string, at: string): void {
  if (existsSync(keptFile)) renameSync(keptFile, `${keptFile}.before-${at.replace(/[-:]/g, '')}`);
}
