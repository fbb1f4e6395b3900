// Records the active method and the factors shipped with the code in the ledger, each by the SHA-256 of its file.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { factorsFile, readShippedFactors } from '#app/domain/impact/factor-files.server.ts';
import { appendEntries, type EntryDraft, entriesOf, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import { methodsFolder } from './method-files.server.ts';
import { type ActiveRules, methodologyOf } from './rules.ts';
import { refOf } from './scoring-method.ts';

/**
 * Runs at each start and skips versions that are already published. Throws when the file of a published one has
 * changed.
 */
export function publishVersions(ctx: LedgerCtx & ActiveRules): void {
  const methodRef = refOf(ctx.method);
  const methodology = methodologyOf(ctx);
  const methodFile = `${methodsFolder}/${methodRef.replace('/', '-')}.json`;
  const drafts = [
    draft(methodology, 'method.published', methodRef, ctx.method.date, methodFile),
    ...readShippedFactors().map(({ ref, date }) =>
      draft(methodology, 'factors.published', ref, date, factorsFile(ref)),
    ),
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

function draft(
  methodology: { factors: string; method: string },
  kind: 'method.published' | 'factors.published',
  version: string,
  day: string,
  file: string,
): EntryDraft {
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  return {
    kind,
    event: `${kind}:${version}`,
    body: { v: 1, at: `${day}T00:00:00Z`, methodology, sha256 },
  };
}
