// The policy in force: read from the settings at start, kept in the database, so that every process and command has it.
import { readFileSync } from 'node:fs';
import { inTransaction } from '#app/domain/shared/transaction.server.ts';
import type { Db } from '#db/client.ts';
import { preparedSql } from '#db/client.ts';
import { findRow, integer, jsonOf, listRows, type Row, text } from '#db/rows.ts';
import { type LedgerCtx, signingKeys } from './log.server.ts';
import { type Checker, openVerifier, verifierKey } from './note.server.ts';
import {
  meetsPolicy,
  type Policy,
  type PolicyFault,
  type PolicyFaultReason,
  type PolicyWitness,
  parsePolicy,
  policyOfWitnesses,
} from './policy.ts';

export type PolicySettings = {
  /** A file in the form of C2SP tlog-policy; null: the short form. */
  file: string | null;
  /** The short form: `KEY URL`, separated by semicolons. */
  witnesses: string;
  /** Whether a host may be asked without encryption. */
  mayBeCleartext: (hostname: string) => boolean;
};
/** `text`: what was read. Faults are of its lines; `unreadable` is why the file could not be read. */
export type ReadPolicySettings = { text: string; faults: PolicyFault[]; unreadable: string | null };

/** Reads the policy of the settings. Never throws: what cannot be read is a policy whose quorum cannot be met. */
export function readPolicySettings(
  { file, witnesses, mayBeCleartext }: PolicySettings,
  ledgerKeys: readonly string[],
): ReadPolicySettings {
  try {
    const read = file === null ? policyOfWitnesses(witnesses) : readFileSync(file, 'utf8');
    const { text, faults } = dropCleartext(read, mayBeCleartext);
    return { text, faults: [...parsePolicy(text).faults, ...faults, ...keyFaults(text, ledgerKeys)], unreadable: null };
  } catch (error) {
    const unreadable = error instanceof Error ? error.message : String(error);
    return { text: '', faults: [{ line: 0, reason: 'quorum-missing' }], unreadable };
  }
}

/** Takes the address off each line that would ask a witness in clear over a network: its key stays valid. */
function dropCleartext(read: string, mayBeCleartext: PolicySettings['mayBeCleartext']) {
  const faults: PolicyFault[] = [];
  const lines = read.split('\n').map((line, index) => {
    const url = /^[ \t]*witness[ \t]+\S+[ \t]+\S+[ \t]+(http:\S+)/.exec(line)?.[1];
    if (!url || !URL.canParse(url) || mayBeCleartext(new URL(url).hostname)) return line;
    faults.push({ line: index + 1, reason: 'cleartext' });
    return line.replace(url, '');
  });
  return { text: lines.join('\n'), faults };
}

/** Keys whose id is not that of their bytes, and a policy that names logs, but not this one. */
function keyFaults(text: string, ledgerKeys: readonly string[]): PolicyFault[] {
  const { logs, witnesses } = parsePolicy(text);
  const lineOf = (key: string) => text.split('\n').findIndex((line) => line.includes(key)) + 1;
  const wrong = [...logs, ...witnesses.filter(({ verifier }) => verifier)].filter(({ line }) => !openVerifier(line));
  const isForeign = logs.length > 0 && !logs.some(({ line }) => ledgerKeys.includes(line));
  return [
    ...wrong.map(({ line }) => ({ line: lineOf(line), reason: 'key-id' as const })),
    ...(isForeign ? [{ line: 0, reason: 'not-this-log' as const }] : []),
  ];
}

/** A witness of the policy in force; `checker` is null for a key that was not understood. */
export type KnownWitness = PolicyWitness & { checker: Checker | null };
export type ActivePolicy = Policy & { text: string; maxAgeSeconds: number; known: KnownWitness[] };

const isFaults = (value: unknown): value is PolicyFault[] => Array.isArray(value);
const policyRow = { text, faults: jsonOf('faults of a policy', isFaults), maxAgeSeconds: integer };

const opened = new WeakMap<Db, { row: string; policy: ActivePolicy }>();

/** The policy in force; without a row, one that asks for no cosignature. */
export function activePolicy({ db }: { db: Db }): ActivePolicy {
  const row = findRow(db, policyRow, 'select text, faults, max_age_seconds as maxAgeSeconds from ledger_policy') ?? {
    text: 'quorum none\n',
    faults: [],
    maxAgeSeconds: 900,
  };
  const key = JSON.stringify(row);
  const before = opened.get(db);
  if (before?.row === key) return before.policy;
  const policy = openPolicy(row);
  opened.set(db, { row: key, policy });
  return policy;
}

function openPolicy(row: Row<typeof policyRow>): ActivePolicy {
  const policy = parsePolicy(row.text);
  const known = policy.witnesses.map((witness) => ({
    ...witness,
    checker: witness.verifier && openVerifier(witness.line),
  }));
  return { ...policy, ...row, known };
}

/**
 * Puts the policy of the settings in force. Heads are judged again when it changed, and each witness is asked at once:
 * whoever starts the server may have mended what it refused.
 */
export function activatePolicy(ctx: LedgerCtx, { text, faults }: ReadPolicySettings, maxAgeSeconds: number): void {
  inTransaction(ctx, () => {
    const before = activePolicy(ctx);
    preparedSql(
      ctx.db,
      `insert into ledger_policy (id, text, faults, max_age_seconds)
       values (1, ?, ?, ?)
       on conflict (id) do update set
         text = excluded.text, faults = excluded.faults, max_age_seconds = excluded.max_age_seconds`,
    ).run(text, JSON.stringify(faults), maxAgeSeconds);
    if (before.text !== text) judgeHeads(ctx);
  });
}

const cosigner = { size: integer, name: text, keyId: text };

/** Finds again which heads the stored cosignatures make valid. */
function judgeHeads(ctx: LedgerCtx): void {
  preparedSql(ctx.db, 'delete from ledger_witnessed_heads').run();
  const policy = activePolicy(ctx);
  const rows = listRows(ctx.db, cosigner, 'select size, name, key_id as keyId from ledger_cosignatures');
  for (const [size, own] of Map.groupBy(rows, (row) => row.size))
    if (meetsPolicy(policy, cosignerNames(policy, own))) addWitnessedHead(ctx, size);
}

/** The names in the policy of the keys that cosigned. */
export function cosignerNames(
  policy: ActivePolicy,
  cosigners: readonly { name: string; keyId: string }[],
): Set<string> {
  const keys = new Set(cosigners.map(({ name, keyId }) => `${name} ${keyId}`));
  return new Set(
    policy.known.filter(({ checker }) => checker && keys.has(`${checker.name} ${checker.id}`)).map(({ name }) => name),
  );
}

export function addWitnessedHead({ db }: { db: Db }, size: number): void {
  preparedSql(db, 'insert into ledger_witnessed_heads (size) values (?) on conflict do nothing').run(size);
}

/**
 * The policy as C2SP tlog-policy, for others: the keys that sign (or others of this log), the witnesses that can cosign, the groups and the
 * quorum. Addresses inside a network are left out, and so is the log's without an origin. A quorum that cannot be met is left out,
 * and a comment says so.
 */
export function publishPolicy(ctx: LedgerCtx, origin: string | null, logs = signingLines(ctx)): string {
  const policy = activePolicy(ctx);
  const isLocal = origin?.startsWith('http:') ?? false;
  const usable = policy.known.filter(({ checker }) => checker);
  const names = new Set(usable.map(({ name }) => name));
  const groups = policy.groups.flatMap(({ name, threshold, members }) => {
    const own = members.filter((member) => names.has(member));
    if (own.length < threshold) return [];
    names.add(name);
    return `group ${name} ${threshold} ${own.join(' ')}`;
  });
  const quorum = policy.quorum === 'none' || names.has(policy.quorum ?? '') ? policy.quorum : null;
  return [
    `# The policy of ${ctx.ledgerKey.origin}, as c2sp.org/tlog-policy.`,
    `# A quorum older than ${policy.maxAgeSeconds} seconds verifies nothing here.`,
    ...logs.map((line) => `log ${line}${origin ? ` ${origin}/ledger` : ''}`),
    ...usable.map(
      ({ name, line, url }) =>
        `witness ${name} ${line}${url && (isLocal || url.startsWith('https:')) ? ` ${url}` : ''}`,
    ),
    ...groups,
    quorum === null ? '# No quorum: lines of the settings were not understood.' : `quorum ${quorum}`,
    '',
  ].join('\n');
}

function signingLines({ ledgerKey }: LedgerCtx): string[] {
  return signingKeys(ledgerKey).map((key) => verifierKey(key));
}

/** One sentence of a log for each fault of the settings. */
export function policySentences({ text, faults, unreadable }: ReadPolicySettings, setting: string): string[] {
  const lines = text.split('\n');
  const sentences = faults.map(({ line, reason }) => {
    const where = line === 0 ? setting : `${setting}, line ${line} (${lines[line - 1]!.trim().slice(0, 60)})`;
    return `${where}: ${faultTexts[reason]}. The other lines hold.`;
  });
  return unreadable === null ? sentences : [`${setting} could not be read: ${unreadable}. No head can be witnessed.`];
}

const faultTexts: Record<PolicyFaultReason, string> = {
  'key-form': 'the key is not of the form name+id+base64',
  'key-kind': 'the key is not of a kind that is known here for this line (Ed25519, ML-DSA-44)',
  'key-length': 'the key has not the length of its kind',
  'key-id': 'the id is not that of the name and the key',
  word: 'a line begins with log, witness, group or quorum',
  parts: 'the line has too few parts, or too many',
  characters: 'the line has a control character',
  address: 'the address is no http or https address',
  cleartext: 'the address is asked without encryption; use https, or name the host in CLEARTEXT_HOSTS',
  'name-taken': 'the name is taken',
  'name-unknown': 'a name is used that no line before has given',
  'member-twice': 'a witness or group is a member twice',
  threshold: 'the number is not between 1 and the number of members',
  'duplicate-key': 'another line has the same key',
  'not-this-log': 'no line has a key of this log',
  'quorum-twice': 'there are two quorum lines, so that none holds',
  'quorum-missing': 'no line says which quorum is needed, so that none can be met',
};
