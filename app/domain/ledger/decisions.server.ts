// Decisions of stewards on their way into the ledger: what waits for its person's signature, and the entry of it. Owns
// ledger_pending_decisions.
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { blob, findRow, type Row, text } from '#db/rows.ts';
import { canonicalJson } from './canonical.ts';
import { appendEntries, type LedgerCtx } from './log.server.ts';
import {
  type DecisionSecrets,
  hashOfDecision,
  type PasskeySignature,
  type SignedDecision,
  type SigningMethod,
} from './signed-decision.ts';

const signingMinutes = 10;

/** A decision with its hash, and what its commitment opens with. */
export type DraftDecision = { hash: string; decision: SignedDecision; salt: Buffer; secrets: string };

/** The decision as it is signed; its salt makes the hash unguessable. */
export async function draftDecision(
  { now }: Pick<Ctx, 'now'>,
  act: { verb: string; object: string; outcome: string },
  secrets: DecisionSecrets,
): Promise<DraftDecision> {
  const salt = randomBytes(32);
  const opened = canonicalJson(secrets);
  const commit = `sha256:${createHash('sha256').update(salt).update(opened).digest('hex')}`;
  const decision: SignedDecision = { v: 1, at: `${isoUtc(now).slice(0, 19)}Z`, ...act, private_commit: commit };
  return { hash: await hashOfDecision(decision), decision, salt, secrets: opened };
}

const form = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
/** The form that is posted again with its signature: where to, and its fields. */
export type PostedDecisionForm = { path: string; fields: z.infer<typeof form> };

const pending = { userId: text, salt: blob, decision: text, secrets: text, path: text, form: text };
export type PendingDecision = DraftDecision & PostedDecisionForm;

/** Deletes decisions that were not signed before a time, at most `limit`; returns how many. */
export function eraseUnsignedDecisions({ db }: Pick<Ctx, 'db'>, before: string, limit: number): number {
  return preparedSql(
    db,
    `delete from ledger_pending_decisions
     where hash in (select hash from ledger_pending_decisions where expires_at < ? limit ?)`,
  ).run(before, limit).changes;
}

/** Keeps a decision for its person and session (`holder`) until it is signed, ten minutes at most. */
export function keepPendingDecision(
  ctx: Ctx,
  { hash, decision, salt, secrets }: DraftDecision,
  { userId, holder, path, fields }: PostedDecisionForm & { userId: string; holder: string },
): void {
  preparedSql(
    ctx.db,
    `insert into ledger_pending_decisions (hash, holder, user_id, salt, decision, secrets, path, form, expires_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    hash,
    holder,
    userId,
    salt,
    canonicalJson(decision),
    secrets,
    path,
    JSON.stringify(fields),
    isoUtc(addMinutes(ctx.now, signingMinutes)),
  );
}

/** A decision that waits for this person in this session; undefined if there is none, or its time is over. */
export function findPendingDecision(
  ctx: Ctx,
  { hash, userId, holder }: { hash: string; userId: string; holder: string },
): PendingDecision | undefined {
  const row = findRow(
    ctx.db,
    pending,
    `select user_id as userId, salt, decision, secrets, path, form
     from ledger_pending_decisions
     where hash = ? and user_id = ? and holder = ? and expires_at > ?`,
    hash,
    userId,
    holder,
    isoUtc(ctx.now),
  );
  return row && asPending(hash, row);
}

function asPending(hash: string, row: Row<typeof pending>): PendingDecision {
  const { salt, secrets, path } = row;
  const decision = JSON.parse(row.decision) as SignedDecision; // canonical text of our own
  return { hash, decision, salt, secrets, path, fields: form.parse(JSON.parse(row.form)) };
}

/** Uses up a pending decision, in the caller's transaction: of two requests one gets it. */
export function takePendingDecision({ db }: Pick<Ctx, 'db'>, hash: string): boolean {
  return preparedSql(db, 'delete from ledger_pending_decisions where hash = ?').run(hash).changes > 0;
}

/** Enters a decision with how it was signed, in the transaction of what it decides. */
export function appendDecision(
  ctx: LedgerCtx,
  { hash, decision, salt, secrets }: DraftDecision,
  method: SigningMethod,
  passkey: PasskeySignature | null,
): void {
  const event = `${decision.object}:decision:${hash}`;
  preparedSql(ctx.db, 'insert into ledger_private (event, salt, canonical) values (?, ?, ?)').run(event, salt, secrets);
  appendEntries(ctx, [
    {
      kind: 'decision.signed',
      event,
      body: {
        v: 1,
        at: decision.at,
        decision,
        hash,
        method,
        private_commit: decision.private_commit,
        ...(passkey && { passkey }),
      },
    },
  ]);
}

/** Deletes what opens the decisions of a person: the entries stay, and say no longer whose they are. */
export function eraseDecisionSecrets({ db }: Pick<Ctx, 'db'>, userId: string): void {
  preparedSql(db, `delete from ledger_private where event glob '*:decision:*' and canonical ->> '$.person' = ?`).run(
    userId,
  );
  preparedSql(db, 'delete from ledger_pending_decisions where user_id = ?').run(userId);
}
