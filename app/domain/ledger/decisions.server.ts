// Decisions of stewards on their way into the ledger: what waits for its person's signature, and the entry of it. Owns
// ledger_pending_decisions.
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { addMinutes, type Ctx, isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { blob, findRow, type Row, text } from '#db/rows.ts';
import { canonicalJson } from './canonical.ts';
import { appendEntries, type LedgerCtx } from './log.server.ts';
import {
  type DecisionEffect,
  type DecisionSecrets,
  hashOfBatch,
  hashOfDecision,
  type PasskeySignature,
  type SignedDecision,
  type SigningMethod,
} from './signed-decision.ts';

const signingMinutes = 10;

/** One decision or several taken together, what is signed for them (`hash`), and what their commitments open with. */
export type DraftDecision = { hash: string; decisions: SignedDecision[]; salt: Buffer; secrets: string };
type Act = Pick<SignedDecision, 'verb' | 'object' | 'outcome'>;

/** The decisions as they are signed; their salts make the hashes unguessable. */
export async function draftDecisions(
  { now }: Pick<Ctx, 'now'>,
  acts: readonly Act[],
  secrets: DecisionSecrets,
): Promise<DraftDecision> {
  const salt = randomBytes(32);
  const opened = canonicalJson(secrets);
  const at = `${isoUtc(now).slice(0, 19)}Z`;
  const decisions = acts.map((act, index): SignedDecision => {
    const commit = createHash('sha256').update(saltOf(salt, index)).update(opened).digest('hex');
    return { v: 1, at, ...act, private_commit: `sha256:${commit}` };
  });
  return { hash: await hashToSign(decisions), decisions, salt, secrets: opened };
}

async function hashToSign(decisions: readonly SignedDecision[]): Promise<string> {
  const hashes = await Promise.all(decisions.map(hashOfDecision));
  const [hash] = hashes;
  return hashes.length === 1 && hash !== undefined ? hash : hashOfBatch(hashes);
}

/** Each decision has its own, so that one can be opened without the others. */
function saltOf(salt: Buffer, index: number): Buffer {
  return createHmac('sha256', salt).update(String(index)).digest();
}

const form = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
/** The form that is posted again with its signature: where to, and its fields. */
export type PostedDecisionForm = { path: string; fields: z.infer<typeof form> };

const pending = { userId: text, salt: blob, decisions: text, secrets: text, path: text, form: text };
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
  { hash, decisions, salt, secrets }: DraftDecision,
  { userId, holder, path, fields }: PostedDecisionForm & { userId: string; holder: string },
): void {
  preparedSql(
    ctx.db,
    `insert into ledger_pending_decisions (hash, holder, user_id, salt, decisions, secrets, path, form, expires_at)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    hash,
    holder,
    userId,
    salt,
    canonicalJson(decisions),
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
    `select user_id as userId, salt, decisions, secrets, path, form
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
  const decisions = JSON.parse(row.decisions) as SignedDecision[]; // canonical text of our own
  return { hash, decisions, salt, secrets, path, fields: form.parse(JSON.parse(row.form)) };
}

/** Uses up a pending decision, in the caller's transaction: of two requests one gets it. */
export function takePendingDecision({ db }: Pick<Ctx, 'db'>, hash: string): boolean {
  return preparedSql(db, 'delete from ledger_pending_decisions where hash = ?').run(hash).changes > 0;
}

type Signed = {
  method: SigningMethod;
  passkey: PasskeySignature | null;
  effectOf: (decision: SignedDecision) => DecisionEffect;
};

/** Enters the decisions with how they were signed, each as one entry, in the transaction of what they decide. */
export function appendDecisions(ctx: LedgerCtx, draft: DraftDecision, { method, passkey, effectOf }: Signed): void {
  const hashes = draft.decisions.map((decision) =>
    createHash('sha256').update(canonicalJson(decision)).digest('base64url'),
  );
  const entries = draft.decisions.map((decision, index) => {
    const hash = hashes[index] ?? '';
    const event = `${decision.object}:decision:${hash}`;
    return {
      kind: 'decision.signed' as const,
      event,
      body: {
        v: 1,
        at: decision.at,
        decision,
        hash,
        ...(hashes.length > 1 && { batch: hashes }),
        method,
        effect: effectOf(decision),
        private_commit: decision.private_commit,
        ...(passkey && { passkey }),
      },
    };
  });
  const opening = preparedSql(ctx.db, 'insert into ledger_private (event, salt, canonical) values (?, ?, ?)');
  for (const [index, { event }] of entries.entries()) opening.run(event, saltOf(draft.salt, index), draft.secrets);
  appendEntries(ctx, entries);
}
