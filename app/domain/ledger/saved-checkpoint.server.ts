// Keeps the latest checkpoint outside the database, so that a restored older copy is noticed before anything is
// appended.
import { existsSync, readFileSync } from 'node:fs';
import { SetupError } from '#db/setup-error.ts';
import { latestCopiedCheckpoint, latestSignedCheckpoint, rootAt } from './checkpoints.server.ts';
import { keysOf } from './keys.server.ts';
import { type LedgerCtx, ledgerSize } from './log.server.ts';
import { openCheckpoint } from './note.server.ts';
import type { Head } from './note.ts';
import { writeSafely } from './write-safely.server.ts';

/** Saves the latest checkpoint that may be shown, when the log has grown. */
export function saveCheckpoint(ctx: LedgerCtx, file: string): void {
  const head = latestCopiedCheckpoint(ctx);
  if (!head) return;
  const kept = readKept(ctx, file);
  if (!kept || kept.size < head.size) writeSafely(file, head.note);
}

/**
 * Throws SetupError when the database does not contain what the saved checkpoint signed, which to continue would fork
 * the log, or when its key did not sign it.
 */
export function checkSavedCheckpoint(ctx: LedgerCtx, file: string): void {
  requireOwnKey(ctx);
  const kept = readKept(ctx, file);
  if (!kept) return;
  const size = ledgerSize(ctx);
  if (kept.size > size)
    throw new SetupError(
      `The ledger once held ${kept.size} entries and this database holds ${size}: it is an older copy. Put the newer one back; ` +
        'if there is none, "halle ledger restored" says so in the ledger, which then goes on.',
    );
  if (!rootAt(ctx, kept.size).equals(kept.root))
    throw new SetupError(`The first ${kept.size} entries of this database are not those that ${file} was signed over.`);
}

/** A key that did not sign the database's own head is of another town, or its origin is. */
function requireOwnKey(ctx: LedgerCtx): void {
  const head = latestSignedCheckpoint(ctx);
  if (head && !openCheckpoint(keysOf(ctx.db, ctx.ledgerKey), head.note))
    throw new SetupError(
      `The key of ${ctx.ledgerKey.origin} in the data folder did not sign the ledger of this database: put its own back, and look at LEDGER_ORIGIN.`,
    );
}

/** The checkpoint saved beside the key; null before the first. Throws SetupError when it is none of this ledger. */
export function readKept(ctx: LedgerCtx, file: string): Head | null {
  if (!existsSync(file)) return null;
  const kept = openCheckpoint(keysOf(ctx.db, ctx.ledgerKey), readFileSync(file, 'utf8'));
  if (!kept) throw new SetupError(`${file} is not a checkpoint of this ledger.`);
  return kept;
}
