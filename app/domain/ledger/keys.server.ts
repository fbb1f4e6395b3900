// The keys of a log, one after the other: an entry signed by the old and the new key names the new one.
import { createPrivateKey, sign, verify } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { isoUtc } from '#app/domain/shared/context.ts';
import { invariant } from '#app/domain/shared/errors.ts';
import type { Db } from '#db/client.ts';
import { blob, listValues } from '#db/rows.ts';
import { appendEntries, type LedgerCtx } from './log.server.ts';
import { type Checker, keyIdOf, type LedgerKey, loadLedgerKey, openVerifier, verifierKey } from './note.server.ts';

type Rotated = { old_key: string; new_key: string; old_signature: string; new_signature: string };

/** The text that both keys sign in a rotation. */
function statement(oldKey: string, newKey: string): Buffer {
  return Buffer.from(`halle ledger key rotation\n${oldKey}\n${newKey}\n`);
}

/**
 * Every key that this log has signed with: its current one, and the earlier ones whose rotations carry both
 * signatures.
 */
export function keysOf(db: Db, key: LedgerKey): Checker[] {
  const keys = [openVerifier(verifierKey(key))!];
  for (const { old_key, new_key, old_signature, new_signature } of listRotations(db)) {
    if (new_key !== keys.at(-1)!.line) continue;
    const [before, after] = [openVerifier(old_key), keys.at(-1)!];
    const text = statement(old_key, new_key);
    const holds = (by: Checker | null, signature: string) =>
      by !== null && verify(null, text, by.key, Buffer.from(signature, 'base64'));
    if (before?.name !== key.origin || !holds(before, old_signature) || !holds(after, new_signature)) break;
    keys.push(before);
  }
  return keys;
}

/** Latest first. */
function listRotations(db: Db): Rotated[] {
  const rows = listValues(db, blob, `select bytes from ledger_entries where kind = 'key.rotated' order by idx desc`);
  return rows.map((bytes) => JSON.parse(bytes.toString('utf8')) as Rotated);
}

const current = 'ledger.pem';
const coming = 'ledger-next.pem';

/**
 * The current signing key from `folder`, created at set-up. Completes a rotation that was logged but
 * interrupted. Throws when the log was rotated to a key that is not in the folder.
 */
export function openLedgerKey(db: Db, folder: string, origin: string): LedgerKey {
  const next = join(folder, coming);
  const [latest] = listRotations(db);
  if (latest && existsSync(next)) {
    const key = { origin, privateKey: createPrivateKey(readFileSync(next)) };
    if (verifierKey(key) === latest.new_key) finish(folder, origin);
  }
  const key = loadLedgerKey(join(folder, current), origin);
  if (latest && latest.new_key !== verifierKey(key))
    throw new Error(`the ledger was handed to the key ${latest.new_key}, which is not the one in ${folder}`);
  return key;
}

/**
 * Rotates to a new key: an entry signed by both keys, under a checkpoint signed by both. The former key file
 * stays in the folder under its id. Processes that still use it can no longer append. Returns the new verifier
 * key.
 */
export function rotateKey(ctx: LedgerCtx, folder: string): string {
  const next = loadLedgerKey(join(folder, coming), ctx.ledgerKey.origin);
  const [oldKey, newKey] = [verifierKey(ctx.ledgerKey), verifierKey(next)];
  const text = statement(oldKey, newKey);
  const signed = ({ privateKey }: LedgerKey) => sign(null, text, privateKey).toString('base64');
  const body = {
    v: 1,
    at: `${isoUtc(ctx.now).slice(0, 19)}Z`,
    old_key: oldKey,
    new_key: newKey,
    old_signature: signed(ctx.ledgerKey),
    new_signature: signed(next),
  };
  appendEntries(ctx, [{ kind: 'key.rotated', event: `key.rotated:${keyIdOf(next)}`, body }], [ctx.ledgerKey, next]);
  finish(folder, ctx.ledgerKey.origin);
  return newKey;
}

function finish(folder: string, origin: string): void {
  const file = join(folder, current);
  invariant(existsSync(join(folder, coming)), 'there is no key to finish with');
  if (existsSync(file)) renameSync(file, join(folder, `ledger-${keyIdOf(loadLedgerKey(file, origin))}.former.pem`));
  renameSync(join(folder, coming), file);
}
