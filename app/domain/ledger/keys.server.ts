// The keys of a log, one after the other: an entry signed by the old and the new key names the new one.
import { createPrivateKey, sign, verify } from 'node:crypto';
import { existsSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { isoUtc } from '#app/domain/shared/context.ts';
import type { Db } from '#db/client.ts';
import { blob, hasRow, listValues, text } from '#db/rows.ts';
import { SetupError } from '#db/setup-error.ts';
import { entryBytesSql } from './entry-text.ts';
import { appendEntries, type LedgerCtx, latestKeyEvent, signingKeys } from './log.server.ts';
import { type Checker, keyIdOf, type LedgerKey, loadLedgerKey, openVerifier, verifierKey } from './note.server.ts';
import { writeSafely } from './write-safely.server.ts';

type KeyChange = {
  kind: 'key.rotated' | 'ledger.restored';
  old_key: string;
  new_key: string;
  old_signature: string;
  new_signature: string;
};

/** The text that both keys sign in a rotation, or when a restored log goes on under another origin. */
function statement(kind: KeyChange['kind'], oldKey: string, newKey: string): Buffer {
  const title = kind === 'key.rotated' ? 'key rotation' : 'restored';
  return Buffer.from(`halle ledger ${title}\n${oldKey}\n${newKey}\n`);
}

/**
 * Every key that this log has signed with: its current one, and the earlier ones whose rotations carry both
 * signatures. A restore may have changed the name, which is the origin of the log.
 */
export function keysOf(db: Db, key: LedgerKey): Checker[] {
  const keys = [openVerifier(verifierKey(key))!];
  for (const { kind, old_key, new_key, old_signature, new_signature } of listKeyChanges(db)) {
    const after = keys.at(-1)!;
    if (new_key !== after.line) continue;
    const before = openVerifier(old_key);
    const text = statement(kind, old_key, new_key);
    const holds = (by: Checker | null, signature: string) =>
      by !== null && verify(null, text, by.key, Buffer.from(signature, 'base64'));
    const isNamed = before !== null && (kind === 'ledger.restored' || before.name === after.name);
    if (!isNamed || !holds(before, old_signature) || !holds(after, new_signature)) break;
    keys.push(before);
  }
  return keys;
}

/** Latest first: rotations, and restores that changed the origin. */
function listKeyChanges(db: Db): KeyChange[] {
  const rows = listValues(
    db,
    blob,
    `select ${entryBytesSql} from ledger_entries l where kind in ('key.rotated', 'ledger.restored') order by idx desc`,
  );
  return rows
    .map((bytes) => JSON.parse(bytes.toString('utf8')) as Partial<KeyChange>)
    .filter((change): change is KeyChange => change.new_key !== undefined);
}

/** The origin of the log: that of the settings, until a restore gave it another one. */
function originOf(changes: readonly KeyChange[], setting: string): string {
  const restored = changes.find(({ kind }) => kind === 'ledger.restored');
  return (restored && openVerifier(restored.new_key)?.name) ?? setting;
}

const current = 'ledger.pem';
const coming = 'ledger-next.pem';
const formerFile = (id: string) => `ledger-${id}.former.pem`;

/**
 * The current signing key from `folder`, created at set-up, with those of before that still sign. Completes a rotation
 * that was logged but interrupted. Throws SetupError when the log is signed and its key is not in the folder.
 */
export function openLedgerKey(db: Db, folder: string, setting: string): LedgerKey {
  const changes = listKeyChanges(db);
  const origin = originOf(changes, setting);
  const [latest] = changes;
  if (latest && existsSync(join(folder, coming))) {
    const key = readKey(join(folder, coming), origin);
    if (verifierKey(key) === latest.new_key) finishRotation(folder, key);
  }
  requireKeyFile(db, join(folder, current));
  const key = loadLedgerKey(join(folder, current), origin);
  if (latest && latest.new_key !== verifierKey(key))
    throw new SetupError(
      `The ledger was handed to the key ${latest.new_key}, which is not the one in ${folder}: put that one back from a backup.`,
    );
  return {
    ...key,
    former: listFormer(db, folder, origin, changes),
    event: latestKeyEvent({ db }),
    reopen: () => openLedgerKey(db, folder, setting),
  };
}

/** A new key would sign another history than the one that is signed already. */
function requireKeyFile(db: Db, file: string): void {
  if (!existsSync(file) && hasRow(db, 'select 1 from ledger_checkpoints'))
    throw new SetupError(
      `The ledger of this database is signed, and its key ${file} is missing: put it back from a backup before the start.`,
    );
}

/** The keys of before that are not retired and whose files are there, the latest first; none of another origin. */
function listFormer(db: Db, folder: string, origin: string, changes: readonly KeyChange[]): LedgerKey[] {
  const retired = new Set(listValues(db, text, "select event from ledger_entries where kind = 'key.retired'"));
  const restored = changes.findIndex(({ kind }) => kind === 'ledger.restored');
  return changes.slice(0, restored === -1 ? undefined : restored).flatMap(({ old_key }) => {
    const { id } = openVerifier(old_key) ?? {};
    const file = id && join(folder, formerFile(id));
    return file && !retired.has(`key.retired:${id}`) && existsSync(file) ? readKey(file, origin) : [];
  });
}

function readKey(file: string, origin: string): LedgerKey {
  return { origin, privateKey: createPrivateKey(readFileSync(file)) };
}

/** The key that signs and those of before that still do, opened again when an entry changed them. */
export class Keyring {
  current: LedgerKey;
  private db: Db;
  constructor(db: Db, folder: string, origin: string) {
    this.db = db;
    this.current = openLedgerKey(db, folder, origin);
  }
  /** Opens the keys again after a rotation or a retirement by another process, such as the command line. */
  refresh(): void {
    if (latestKeyEvent({ db: this.db }) !== this.current.event && this.current.reopen)
      this.current = this.current.reopen();
  }
}

/**
 * Rotates to a new key: an entry signed by both keys, under a checkpoint signed by both. From here on both sign every
 * checkpoint, so that witnesses and readers who have the former one go on, until `retireKey` ends it. Its file stays
 * in the folder under its id. Returns the new verifier key.
 */
export function rotateKey(ctx: LedgerCtx, folder: string): string {
  const next = loadLedgerKey(join(folder, coming), ctx.ledgerKey.origin);
  const [oldKey, newKey] = [verifierKey(ctx.ledgerKey), verifierKey(next)];
  const text = statement('key.rotated', oldKey, newKey);
  const signed = ({ privateKey }: LedgerKey) => sign(null, text, privateKey).toString('base64');
  const body = {
    v: 1,
    at: `${isoUtc(ctx.now).slice(0, 19)}Z`,
    old_key: oldKey,
    new_key: newKey,
    old_signature: signed(ctx.ledgerKey),
    new_signature: signed(next),
  };
  const draft = { kind: 'key.rotated', event: `key.rotated:${keyIdOf(next)}`, body } as const;
  appendEntries(ctx, [draft], [next, ...signingKeys(ctx.ledgerKey)]);
  finishRotation(folder, next);
  return newKey;
}

/**
 * Ends the signatures of a former key, given by its id: the entry that says so is the last that it signs. Returns its
 * verifier key; null when no such key signs.
 */
export function retireKey(ctx: LedgerCtx, folder: string, id: string): string | null {
  const key = ctx.ledgerKey.former?.find((one) => keyIdOf(one) === id);
  if (!key) return null;
  const line = verifierKey(key);
  const body = { v: 1, at: `${isoUtc(ctx.now).slice(0, 19)}Z`, key: line };
  appendEntries(ctx, [{ kind: 'key.retired', event: `key.retired:${id}`, body }], signingKeys(ctx.ledgerKey));
  renameSync(join(folder, formerFile(id)), join(folder, `ledger-${id}.retired.pem`));
  return line;
}

/** The key under another origin, and the fields by which an entry says that both are of one log. */
export function renameOrigin(key: LedgerKey, origin: string) {
  const next: LedgerKey = { origin, privateKey: key.privateKey };
  const [oldKey, newKey] = [verifierKey(key), verifierKey(next)];
  const signature = sign(null, statement('ledger.restored', oldKey, newKey), key.privateKey).toString('base64');
  const fields = { old_key: oldKey, new_key: newKey, old_signature: signature, new_signature: signature };
  return { next, fields };
}

/** The server and the command line may both come here; the file of the current key is there at every moment. */
function finishRotation(folder: string, next: LedgerKey): void {
  const file = join(folder, current);
  const before = existsSync(file) ? readKey(file, next.origin) : null;
  if (before && keyIdOf(before) === keyIdOf(next)) return;
  if (before) writeSafely(join(folder, formerFile(keyIdOf(before))), readFileSync(file, 'utf8'));
  if (existsSync(join(folder, coming))) renameSync(join(folder, coming), file);
}
