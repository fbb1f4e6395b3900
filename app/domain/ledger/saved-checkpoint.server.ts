// Keeps the latest checkpoint outside the database, so that a restored older copy is noticed before anything is
// appended.
import { existsSync, readFileSync } from 'node:fs';
import { latestSignedCheckpoint, rootAt } from './checkpoints.server.ts';
import { keysOf } from './keys.server.ts';
import { type LedgerCtx, ledgerSize } from './log.server.ts';
import { openCheckpoint } from './note.server.ts';
import { writeSafely } from './write-safely.server.ts';

/** Saves the latest checkpoint when the log has grown. */
export function saveCheckpoint(ctx: LedgerCtx, file: string): void {
  const head = latestSignedCheckpoint(ctx);
  if (!head) return;
  const kept = readKept(ctx, file);
  if (!kept || kept.size < head.size) writeSafely(file, head.note);
}

/**
 * Throws when the database does not contain what the saved checkpoint signed: to continue would fork the log.
 */
export function checkSavedCheckpoint(ctx: LedgerCtx, file: string): void {
  const kept = readKept(ctx, file);
  if (!kept) return;
  const size = ledgerSize(ctx);
  if (kept.size > size)
    throw new Error(
      `the ledger once held ${kept.size} entries and this database holds ${size}: it is an older copy. Put the newer one back; if there is none, ` +
        `what was signed since is lost and must be said publicly before ${file} is removed`,
    );
  if (!rootAt(ctx, kept.size).equals(kept.root))
    throw new Error(`the first ${kept.size} entries of this database are not those that ${file} was signed over`);
}

function readKept(ctx: LedgerCtx, file: string) {
  if (!existsSync(file)) return null;
  const kept = openCheckpoint(keysOf(ctx.db, ctx.ledgerKey), readFileSync(file, 'utf8'));
  if (!kept) throw new Error(`${file} is not a checkpoint of this ledger`);
  return kept;
}
