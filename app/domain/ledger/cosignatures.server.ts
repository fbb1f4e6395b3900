// The log's side of its witnesses: asks one to cosign the latest checkpoint, and keeps its cosignatures.
import { createHash } from 'node:crypto';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import { preparedSql } from '#db/client.ts';
import { findValue, getValue, integer, listRows, nullable, text } from '#db/rows.ts';
import { toBase64 } from './base64.ts';
import { type Checkpoint, latestCopiedCheckpoint, proveConsistency } from './checkpoints.server.ts';
import type { LedgerCtx } from './log.server.ts';
import { type Checker, signedAt } from './note.server.ts';
import { parseNote, parseSignature } from './note.ts';
import { activePolicy, addWitnessedHead, cosignerNames } from './policy.server.ts';
import { meetsPolicy } from './policy.ts';
import { parseRetryAfter, stateOfStatus, type WitnessState } from './witness-state.ts';

/** A witness under its address, with every key of the policy that it has there. */
export type WitnessAddress = { url: string; keys: readonly Checker[] };

/** The answer of a witness, or that there was none. `answer`: its text or the error, cut short. */
export type WitnessAnswer = {
  state: WitnessState;
  status: number | null;
  answer: string;
  /** The size that it says it has seen, if that is more than ours. */
  seenSize: number | null;
  retryAfterMs: number | null;
  /** The state of each key by its id, where a witness that answered 200 signed with some and not with others. */
  ofKeys: ReadonlyMap<string, WitnessState>;
  /** The checkpoint that was refused, as evidence of two histories. */
  refused: Checkpoint | null;
};

const patienceMs = 30_000;

/**
 * Brings a witness to the latest checkpoint and stores its cosignatures. Never rejects: what it answers, or that it
 * does not answer, is its state. `context` is asked for the time again after each answer.
 */
export async function askWitness(
  context: () => LedgerCtx,
  witness: WitnessAddress,
  stop?: AbortSignal,
): Promise<WitnessAnswer> {
  try {
    return await askForLatest(context, witness, stop);
  } catch (error) {
    return answerOf('silent', null, reasonOf(error));
  }
}

/** The error with its cause, which names what `fetch failed` does not: a refused connection, a wrong certificate. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

async function askForLatest(
  context: () => LedgerCtx,
  witness: WitnessAddress,
  stop: AbortSignal | undefined,
): Promise<WitnessAnswer> {
  let old = largestCosigned(context(), witness);
  for (let asked = 0; asked < 3; asked++) {
    const ctx = context();
    const head = latestCopiedCheckpoint(ctx);
    if (!head) return answerOf('waiting', null, '');
    if (old > head.size)
      return { ...answerOf('ahead', 409, `it has seen ${old} entries`), seenSize: old, refused: head };
    const response = await send(ctx, witness, { head, old }, stop);
    const text = (await response.text()).slice(0, longestAnswer);
    if (response.ok) return keepCosignatures(context(), witness, head, text);
    const known = response.status === 409 ? sizeIn(text) : null;
    if (known === null || known === old) {
      const state = response.status === 409 ? 'refused' : stateOfStatus(response.status);
      const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), context().now);
      return {
        ...answerOf(state, response.status, text),
        retryAfterMs,
        refused: state === 'forked' ? head : null,
      };
    }
    old = known;
  }
  return answerOf('refused', 409, 'it changes its mind about the size that it has seen');
}

/** A witness answers with a few lines; one of ML-DSA-44 has 3,300 letters. */
const longestAnswer = 64 * 1024;

function send(
  ctx: LedgerCtx,
  { url }: WitnessAddress,
  { head, old }: { head: Checkpoint; old: number },
  stop: AbortSignal | undefined,
): Promise<Response> {
  const proof = proveConsistency(ctx, old, head.size).map((hash) => `${toBase64(hash)}\n`);
  const patience = AbortSignal.timeout(patienceMs);
  return fetch(`${url}/add-checkpoint`, {
    method: 'POST',
    body: `old ${old}\n${proof.join('')}\n${head.note}`,
    redirect: 'error', // only the address of the settings is asked
    signal: stop ? AbortSignal.any([stop, patience]) : patience,
  });
}

/** A size is digits alone; null for anything else. */
function sizeIn(text: string): number | null {
  return /^(0|[1-9]\d{0,14})\n?$/.test(text) ? Number(text) : null;
}

function answerOf(state: WitnessState, status: number | null, answer: string): WitnessAnswer {
  const own = { seenSize: null, retryAfterMs: null, ofKeys: new Map(), refused: null };
  return { state, status, answer: answer.slice(0, 300), ...own };
}

function largestCosigned({ db }: LedgerCtx, { keys }: WitnessAddress): number {
  const largest = 'select max(size) from ledger_cosignatures where name = ? and key_id = ?';
  return Math.max(0, ...keys.map(({ name, id }) => getValue(db, nullable(integer), largest, name, id) ?? 0));
}

/** A cosignature is made when it is asked for: a time that is further off is a clock that is wrong, or an old line. */
const clockToleranceSeconds = 600;

function keepCosignatures(ctx: LedgerCtx, { keys }: WitnessAddress, head: Checkpoint, lines: string): WitnessAnswer {
  const { body } = parseNote(head.note)!;
  const signatures = lines.split('\n').flatMap((line) => parseSignature(line) ?? []);
  const now = ctx.now.getTime() / 1000;
  const ofKeys = new Map<string, WitnessState>();
  inTransaction(ctx, () => {
    for (const key of keys) {
      const own = signatures.find(({ name, id }) => name === key.name && id === key.id);
      const seconds = own ? signedAt({ body, signatures: [own] }, key) : 'invalid';
      const state = seconds === 'invalid' ? 'unsigned' : stateOfTime(seconds, now);
      ofKeys.set(key.id, state);
      if (own && state === 'cosigning')
        keepLine(ctx, key, { size: head.size, seconds: Number(seconds), line: own.line });
    }
    judgeHead(ctx, head.size);
  });
  const states = [...ofKeys.values()];
  const state = states.find((one) => one !== 'cosigning') ?? 'cosigning';
  return { ...answerOf(state, 200, state === 'cosigning' ? '' : lines), ofKeys };
}

function stateOfTime(seconds: number | null, now: number): WitnessState {
  return seconds !== null && Math.abs(seconds - now) <= clockToleranceSeconds ? 'cosigning' : 'odd-time';
}

/** The latest line of a key under a checkpoint stays: its time says how long the head was the newest. */
function keepLine(ctx: LedgerCtx, key: Checker, cosigned: { size: number; seconds: number; line: string }): void {
  preparedSql(
    ctx.db,
    `insert into ledger_cosignatures (size, name, key_id, seconds, line)
     values (?, ?, ?, ?, ?)
     on conflict (size, name, key_id) do update set seconds = excluded.seconds, line = excluded.line
     where excluded.seconds > seconds`,
  ).run(cosigned.size, key.name, key.id, cosigned.seconds, `${cosigned.line}\n`);
}

const cosigner = { name: text, keyId: text, seconds: integer };

/** The keys that cosigned a head, with the time. */
export function listCosigners({ db }: Pick<LedgerCtx, 'db'>, size: number) {
  const sql = 'select name, key_id as keyId, seconds from ledger_cosignatures where size = ? order by name, key_id';
  return listRows(db, cosigner, sql, size);
}

function judgeHead(ctx: LedgerCtx, size: number): void {
  const policy = activePolicy(ctx);
  if (meetsPolicy(policy, cosignerNames(policy, listCosigners(ctx, size)))) addWitnessedHead(ctx, size);
}

/**
 * The checkpoint that a witness holds of this log, from its monitoring path; null when it does not say, or says
 * something that is longer than a checkpoint.
 */
export async function readWitnessCheckpoint({ ledgerKey }: LedgerCtx, { url }: WitnessAddress): Promise<string | null> {
  const hash = createHash('sha256').update(ledgerKey.origin).digest('hex');
  try {
    const options: RequestInit = { redirect: 'error', signal: AbortSignal.timeout(patienceMs) };
    const response = await fetch(`${url}/${hash}/checkpoint`, options);
    const note = await response.text();
    return response.ok && note.length <= longestAnswer && parseNote(note) ? note : null;
  } catch {
    return null;
  }
}

/** The size of the latest head that a key cosigned, and the time; null before the first. */
export function latestCosigned({ db }: Pick<LedgerCtx, 'db'>, { name, id }: Pick<Checker, 'name' | 'id'>) {
  const largest = 'select max(size) from ledger_cosignatures where name = ? and key_id = ?';
  const size = getValue(db, nullable(integer), largest, name, id);
  if (size === null) return null;
  const at = 'select seconds from ledger_cosignatures where size = ? and name = ? and key_id = ?';
  return { size, seconds: findValue(db, integer, at, size, name, id) ?? 0 };
}

/** The line of the first cosignature that a witness made after a time; undefined while there is none. */
export function firstCosignatureAfter({ db }: Pick<LedgerCtx, 'db'>, after: Date): string | undefined {
  return findValue(
    db,
    text,
    `select line
     from ledger_cosignatures
     where seconds > ?
     order by seconds, size, name, key_id
     limit 1`,
    Math.floor(after.getTime() / 1000),
  );
}
