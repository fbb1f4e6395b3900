// Records the active method and the factors shipped with the code in the ledger, each by the SHA-256 of its file.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { factorsRef, firstSet } from '#app/domain/impact/factor-set.ts';
import { appendEntries, type EntryDraft, entriesOf, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { method, methodRef } from './scoring-method.ts';

/**
 * Runs at each start and skips versions that are already published. Throws when the file of a published one has
 * changed.
 */
export function publishVersions(ctx: LedgerCtx): void {
  const file = (folder: string, ref: string) => `${folder}/${ref.replace('/', '-')}.json`;
  const drafts = [
    draft('method.published', methodRef, method.date, file('app/domain/scoring/methods', methodRef)),
    draft('factors.published', firstSet.ref, firstSet.date, file('app/domain/impact/factors', firstSet.ref)),
  ];
  appendEntries(
    ctx,
    drafts.filter((one) => !isPublished(ctx, one)),
  );
}

function isPublished(ctx: LedgerCtx, { event, kind, body }: EntryDraft): boolean {
  const known = entriesOf(ctx, event.slice(kind.length + 1)).find((entry) => entry.event === event);
  if (!known) return false;
  const { sha256 } = JSON.parse(known.bytes.toString('utf8')) as { sha256: string };
  invariant(sha256 === body.sha256, `${event}: the file is not the one that was published`);
  return true;
}

function draft(kind: 'method.published' | 'factors.published', version: string, day: string, file: string): EntryDraft {
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  const methodology = { factors: factorsRef, method: methodRef };
  return {
    kind,
    event: `${kind}:${version}`,
    body: { v: 1, at: `${day}T00:00:00Z`, methodology, sha256 },
  };
}
