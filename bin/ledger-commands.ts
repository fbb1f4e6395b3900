// Ledger commands of the command line: verify, prove, export, recompute, rotate the key, run a witness.
// Verifying a receipt works offline, for people outside the cooperative.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeArchive } from '#app/domain/ledger/archive.server.ts';
import { toBase64 } from '#app/domain/ledger/base64.ts';
import { latestSignedCheckpoint, proveConsistency, receiptOf } from '#app/domain/ledger/checkpoints.server.ts';
import { keysOf, openLedgerKey, retireKey, rotateKey } from '#app/domain/ledger/keys.server.ts';
import { entriesOf, exportEntries, type LedgerCtx } from '#app/domain/ledger/log.server.ts';
import { keyIdOf, verifierKey } from '#app/domain/ledger/note.server.ts';
import { judgePromise } from '#app/domain/ledger/promises.server.ts';
import { checkSavedCheckpoint } from '#app/domain/ledger/saved-checkpoint.server.ts';
import { verifyReceipt } from '#app/domain/ledger/verify.ts';
import { listWitnesses } from '#app/domain/ledger/witness-rows.server.ts';
import { loadRules } from '#app/domain/reporting/active-rules.server.ts';
import { verifyLedger } from '#app/domain/reporting/outside-checks.server.ts';
import { recomputeAll } from '#app/domain/reporting/recompute.server.ts';
import { loadTown } from '#app/domain/towns/towns.server.ts';
import type { Env } from '#app/env.server.ts';
import type { Db } from '#db/client.ts';
import { SetupError } from '#db/setup-error.ts';
import { openWitness, serveWitness } from './witness.ts';

const keysFolder = (env: Env) => join(env.dataDir, 'keys');

function context(db: Db, env: Env): LedgerCtx {
  const ledgerKey = openLedgerKey(db, keysFolder(env), env.ledgerOrigin);
  return {
    db,
    actor: { kind: 'system', name: 'command line' },
    now: new Date(),
    locale: 'fr',
    town: loadTown({ db }),
    ledgerKey,
  };
}

/**
 * Audits the whole ledger; `checkpoint` is a file of one that was saved elsewhere. Returns 0 if all of it
 * verifies.
 */
export function verifyAll(db: Db, env: Env, checkpoint: string | undefined): number {
  const ctx = context(db, env);
  try {
    checkSavedCheckpoint(ctx, join(keysFolder(env), 'ledger.checkpoint')); // as the start does
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(error.message);
    return 1;
  }
  const { audit, faults, outsideMs } = verifyLedger(ctx, checkpoint && readFileSync(checkpoint, 'utf8'));
  if (!audit.ok) {
    const what = audit.index === null ? 'The ledger' : `Entry ${audit.index}`;
    console.error(`${what} does not verify: ${audit.reason}.`);
    return 1;
  }
  const rate = Math.round(audit.entries / (audit.entriesMs / 1000));
  console.log(
    `${audit.entries} entries verified in ${Math.round(audit.entriesMs)} ms (${rate} a second), ` +
      `${audit.checkpoints} signed checkpoints in ${Math.round(audit.checkpointsMs)} ms. Root ${audit.root}`,
  );
  for (const { index, reason } of faults.slice(0, shownFaults))
    console.error(`${index === null ? 'The ledger' : `Entry ${index}`} does not verify: ${reason}.`);
  if (faults.length > shownFaults) console.error(`And ${faults.length - shownFaults} more.`);
  if (faults.length === 0)
    console.log(`Orders, values, promises and erasures are as entered (${Math.round(outsideMs)} ms).`);
  return faults.length === 0 ? 0 : 1;
}

const shownFaults = 20;

/** Whether the ledger kept a promise that a buyer holds. Returns 0 if it did, or has time left. */
export function verifyPromise(db: Db, env: Env, file: string): number {
  const ctx = context(db, env);
  const { state } = judgePromise(
    ctx,
    keysOf(db, ctx.ledgerKey),
    `${readFileSync(file, 'utf8').replaceAll('\r\n', '\n').trim()}\n`,
  );
  const isGood = state === 'kept' || state === 'due';
  (isGood ? console.log : console.error)(promiseSentences[state]);
  return isGood ? 0 : 1;
}

const promiseSentences = {
  kept: 'The promise was kept: its entries stand where it says.',
  due: 'Promised, not entered yet; its day is not over.',
  broken: 'Promised, not entered: the log does not hold these entries where the promise says.',
  unsigned: 'The promise is not signed by this ledger.',
  form: 'This is no whole promise.',
} as const;

/**
 * Verifies one receipt against a policy (C2SP tlog-policy), or the keys of a log and its witnesses: `key` is lines, or a
 * file of them. Returns 1 also when the log signed and the witnesses are no quorum. Offline:
 * opens no database and makes no request.
 */
export async function verifyOffline(receipt: string, key: string): Promise<number> {
  const keys = existsSync(key) ? readFileSync(key, 'utf8') : key;
  const verdict = await verifyReceipt(readFileSync(receipt, 'utf8'), keys);
  if (!verdict.ok) {
    console.error(`The receipt does not verify: ${reasons[verdict.reason]}.`);
    return 1;
  }
  const { index, size, root, entry, opened, witnesses, hasQuorum } = verdict;
  console.log(
    `Entry ${index} is in the log of ${size} entries with root ${root}. A later one may have reversed it; a receipt does not say.`,
  );
  for (const { name, seconds } of witnesses)
    console.log(`Seen by ${name} on ${new Date(seconds * 1000).toISOString()}.`);
  if (witnesses.length === 0)
    console.log('Seen by no witness: the log signed alone, and could show another one to others.');
  console.log(JSON.stringify(entry, null, 2));
  for (const [name, value] of Object.entries(opened)) console.log(`${name}: ${JSON.stringify(value, null, 2)}`);
  if (!hasQuorum)
    console.error('The witnesses that saw it are no quorum of the policy: it is signed, and not witnessed.');
  return hasQuorum ? 0 : 1;
}

const reasons = {
  form: 'it is not a receipt',
  key: 'the key is not of the log that signed it',
  proof: 'the entry is not in the tree that was signed',
  signature: 'the checkpoint was not signed with this key',
  opening: 'what it opens is not what the entry commits to',
} as const;

/** `--entry N` prints its receipt; `--from N` the consistency proof that the log continues its first N entries. */
export function proveEntry(db: Db, env: Env, args: string[]): number {
  const { values } = parseArgs({ args, options: { entry: { type: 'string' }, from: { type: 'string' } } });
  const ctx = context(db, env);
  const head = latestSignedCheckpoint(ctx);
  const size = head?.size ?? 0;
  const value = values.entry ?? values.from ?? '';
  const both = values.entry !== undefined && values.from !== undefined;
  const wanted = Number(value);
  if (both || !/^(0|[1-9]\d{0,14})$/.test(value) || wanted >= size + (values.from === undefined ? 0 : 1)) {
    console.error(`ledger prove needs --entry N below ${size}, or --from N up to ${size}.`);
    return 2;
  }
  if (values.entry !== undefined) process.stdout.write(receiptOf(ctx, wanted, head ?? undefined));
  else for (const hash of proveConsistency(ctx, wanted, size)) console.log(toBase64(hash));
  return 0;
}

/** Prints every entry as one line of JSON, in order: index, leaf hash in hex, and the bytes that were hashed. */
export function exportAll(db: Db): number {
  for (const { index, leaf, bytes } of exportEntries({ db }))
    process.stdout.write(`{"index":${index},"leaf":"${leaf.toString('hex')}","entry":${bytes.toString('utf8')}}\n`);
  return 0;
}

/** Writes the archive into an existing or new folder; returns 1 when a file of it is there already. */
export function archiveLog(db: Db, env: Env, folder: string): number {
  mkdirSync(folder, { recursive: true });
  if (existsSync(join(folder, '000.zip'))) {
    console.error(`${join(folder, '000.zip')} is there already: choose another folder.`);
    return 1;
  }
  for (const { file, files, withheld } of writeArchive(context(db, env), folder)) {
    const left = withheld > 0 ? `; ${withheld} bundles of entries from before commitments are left out` : '';
    console.log(`${join(folder, file)}: ${files} files${left}.`);
  }
  return 0;
}

/** Recomputes each entry and the town's totals. Returns 1 if a published figure differs. */
export function recomputeFigures(db: Db, args: string[]): number {
  const { values } = parseArgs({ args, options: { order: { type: 'string' }, json: { type: 'boolean' } } });
  if (values.order !== undefined && entriesOf({ db }, values.order).length === 0) {
    console.error(`The ledger holds no entry of an order ${JSON.stringify(values.order)}.`);
    return 2;
  }
  const { entries, withoutBasis, differing, town, months } = recomputeAll(
    { db, town: loadTown({ db }), ...loadRules(db).current },
    values.order ?? null,
  );
  for (const { index, event, differences } of differing)
    for (const { field, stored: before, now } of differences)
      console.error(
        `Entry ${index} (${event}): ${field} is ${JSON.stringify(before)}, and comes to ${JSON.stringify(now)}.`,
      );
  if (values.json) console.log(JSON.stringify({ entries, withoutBasis, differing, town, months }));
  else
    console.log(
      `${entries} entries recomputed, ${differing.length} differ, ${withoutBasis} from before their basis was written. ` +
        `The town: ${JSON.stringify(town)}`,
    );
  return differing.length === 0 ? 0 : 1;
}

/** Rotates the key of a ledger whose server runs or not, and says what its witnesses and readers need. */
export function rotateLedgerKey(db: Db, env: Env): number {
  const ctx = context(db, env);
  const before = verifierKey(ctx.ledgerKey);
  const after = rotateKey(ctx, keysFolder(env));
  const witnesses = listWitnesses(ctx).map(({ name, url }) => `  ${name}${url ? ` (${url})` : ''}`);
  console.log(`The ledger was signed by ${before}
and is signed by ${after}
and by the former key from the next checkpoint on; a running server takes both within a second.
Give the new line, that of /ledger/key, to each witness:
${witnesses.length > 0 ? witnesses.join('\n') : '  (none is set)'}
When all of them have it: npm run --silent halle -- ledger retire ${keyIdOf(ctx.ledgerKey)}`);
  return 0;
}

/** Ends the signatures of a former key, by its id or its line. */
export function retireLedgerKey(db: Db, env: Env, [named]: string[]): number {
  const ctx = context(db, env);
  const id = named?.split('+').at(named.includes('+') ? 1 : 0);
  const retired = id === undefined ? null : retireKey(ctx, keysFolder(env), id);
  if (retired === null) {
    const signing = (ctx.ledgerKey.former ?? []).map((key) => `  ${verifierKey(key)}`);
    console.error(
      `ledger retire needs the id of a former key that still signs:\n${signing.join('\n') || '  (there is none)'}`,
    );
    return 2;
  }
  console.log(
    `The ledger is no longer signed by ${retired}. Receipts of before verify with the lines of /ledger/keys.`,
  );
  return 0;
}

/** Runs until SIGTERM or SIGINT. */
export async function witnessLog(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      dir: { type: 'string' },
      name: { type: 'string' },
      log: { type: 'string', multiple: true },
      port: { type: 'string', default: '4600' },
      host: { type: 'string', default: '127.0.0.1' },
    },
  });
  if (!values.dir || !values.name || !values.log) {
    console.error('witness needs --dir FOLDER, --name NAME and --log KEY, the line that /ledger/key of the log gives.');
    return 2;
  }
  const opened = openWitness(values.dir, values.name, values.log);
  const { url } = await serveWitness(opened, Number(values.port), values.host);
  for (const key of opened.keys) console.log(`${verifierKey(key, 'witness')} ${url}`);
  await new Promise((resolve) => process.once('SIGTERM', resolve).once('SIGINT', resolve));
  process.exit(0);
}
