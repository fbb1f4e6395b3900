// The method and the factors in force stand in the ledger, each by the SHA-256 of its file.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { factorsDate, factorsRef } from '#app/domain/impact/factors.ts';
import { append, type Draft, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { method, methodRef } from '#app/domain/scoring/method.ts';

/** Run at each start: a version already published is the same event with the same bytes, and changes nothing. */
export function publishVersions(ctx: LedgerCtx): void {
  append(ctx, [
    draft('method.published', methodRef, method.date, `app/domain/scoring/methods/${methodRef.replace('/', '-')}.json`),
    draft(
      'factors.published',
      factorsRef,
      factorsDate,
      `app/domain/impact/factors/${factorsRef.replace('/', '-')}.json`,
    ),
  ]);
}

function draft(kind: 'method.published' | 'factors.published', version: string, day: string, file: string): Draft {
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  const methodology = { factors: factorsRef, method: methodRef };
  return {
    kind,
    event: `${kind}:${version}`,
    body: { v: 1, at: `${day}T00:00:00Z`, methodology, sha256 },
  };
}
