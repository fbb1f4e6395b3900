// The log's side of its witnesses: asks each to cosign the latest checkpoint and stores the cosignatures.
import { isoUtc } from '#app/domain/shared/context.ts';
import { preparedSql } from '#db/client.ts';
import { getValue, integer, listRows, nullable, text } from '#db/rows.ts';
import { toBase64 } from './base64.ts';
import { latestSignedCheckpoint, proveConsistency } from './checkpoints.server.ts';
import type { LedgerCtx } from './log.server.ts';
import { type Checker, openVerifier, signedAt } from './note.server.ts';
import { parseNote, parseSignature } from './note.ts';

export type WitnessAddress = { key: Checker; url: string };

/** Parses `KEY URL` lines, separated by line breaks or semicolons. Throws TypeError for an invalid line. */
export function readWitnesses(text: string): WitnessAddress[] {
  return text
    .split(/[;\n]/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [key, url] = line.split(/\s+/);
      const checker = openVerifier(key ?? '');
      if (checker?.type !== 'witness' || !url || !URL.canParse(url)) throw new TypeError(`no witness: ${line}`);
      return { key: checker, url: url.replace(/\/$/, '') };
    });
}

/** The witness has seen a larger log than this one: the database is an older copy, or the log was forked. */
export class WitnessAhead extends Error {}

const patienceMs = 5000;

/**
 * Brings a witness to the latest checkpoint and stores its cosignature. False when it has cosigned it already.
 * Throws when the witness does not answer or refuses, and WitnessAhead when it has seen more entries than there
 * are.
 */
export async function requestCosignature(ctx: LedgerCtx, witness: WitnessAddress): Promise<boolean> {
  const { key, url } = witness;
  const head = latestSignedCheckpoint(ctx);
  if (!head) return false;
  const largest = 'select max(size) from ledger_cosignatures where name = ?';
  let old = getValue(ctx.db, nullable(integer), largest, key.name) ?? 0;
  if (old === head.size) return false;
  for (let asked = 0; asked < 2; asked++) {
    const proof = proveConsistency(ctx, old, head.size).map((hash) => `${toBase64(hash)}\n`);
    const answer = await fetch(`${url}/add-checkpoint`, {
      method: 'POST',
      body: `old ${old}\n${proof.join('')}\n${head.note}`,
      redirect: 'error', // only the address of the settings is asked
      signal: AbortSignal.timeout(patienceMs),
    });
    const text = await answer.text();
    if (answer.ok) return keep(ctx, key, head, text);
    const known = answer.status === 409 ? Number(text.trim()) : Number.NaN;
    if (known > head.size) throw new WitnessAhead(`${key.name} has seen ${known} entries, and there are ${head.size}`);
    if (!Number.isSafeInteger(known) || known === old)
      throw new Error(`${key.name} answered ${answer.status}: ${text.slice(0, 200)}`);
    old = known;
  }
  throw new Error(`${key.name} changed its mind about what it has seen`);
}

function keep(ctx: LedgerCtx, key: Checker, head: { size: number; note: string }, lines: string): boolean {
  const body = parseNote(head.note)!.body;
  for (const line of lines.split('\n')) {
    const signature = parseSignature(line);
    const seconds = signature && signedAt({ body, signatures: [signature] }, key);
    if (!seconds) continue;
    preparedSql(
      ctx.db,
      `insert into ledger_cosignatures (size, name, seconds, line)
       values (?, ?, ?, ?)
       on conflict do nothing`,
    ).run(head.size, key.name, seconds, `${line}\n`);
    return true;
  }
  throw new Error(`${key.name} answered without a signature of its own`);
}

export type WitnessedCheckpoint = { name: string; size: number; at: string };

/** The latest checkpoint that each witness cosigned, and the time. */
export function listWitnessedCheckpoints({ db }: Pick<LedgerCtx, 'db'>): WitnessedCheckpoint[] {
  const rows = listRows(
    db,
    { name: text, size: integer, seconds: integer },
    `select name, size, seconds
     from ledger_cosignatures c
     where size = (select max(size) from ledger_cosignatures where name = c.name)
     order by name`,
  );
  return rows.map(({ name, size, seconds }) => ({ name, size, at: isoUtc(new Date(seconds * 1000)) }));
}
