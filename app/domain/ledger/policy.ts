// C2SP tlog-policy: whose cosignatures make a checkpoint valid. Only parses and decides: safe in a browser, no crypto.
import { readVerifier, type Verifier, type VerifierRefusal } from './note.ts';

export type PolicyLog = { verifier: Verifier; line: string; url: string | null };
/** `verifier` is null for a key that was not understood: such a witness is named, and never cosigns. */
export type PolicyWitness = { name: string; verifier: Verifier | null; line: string; url: string | null };
type PolicyGroup = { name: string; threshold: number; members: string[] };

export type PolicyFaultReason =
  | VerifierRefusal
  | 'key-id'
  | 'word'
  | 'parts'
  | 'characters'
  | 'address'
  | 'cleartext'
  | 'name-taken'
  | 'name-unknown'
  | 'member-twice'
  | 'threshold'
  | 'duplicate-key'
  | 'not-this-log'
  | 'quorum-twice'
  | 'quorum-missing';
/** `line` counts from 1; 0 for a fault of the whole. */
export type PolicyFault = { line: number; reason: PolicyFaultReason };

export type Policy = {
  logs: PolicyLog[];
  witnesses: PolicyWitness[];
  groups: PolicyGroup[];
  /** A witness, a group or `none`; null where the policy has no valid quorum, which then cannot be met. */
  quorum: string | null;
  faults: PolicyFault[];
};

/**
 * Parses a policy. A line that is not understood is a fault and the others hold; it never weakens the quorum, because
 * a witness whose key is wrong stays a member that cannot cosign.
 */
export function parsePolicy(text: string): Policy {
  const policy: Policy = { logs: [], witnesses: [], groups: [], quorum: null, faults: [] };
  const reader = new PolicyReader(policy);
  for (const [index, line] of text.split('\n').entries()) {
    const reason = reader.read(line);
    if (reason) policy.faults.push({ line: index + 1, reason });
  }
  if (!reader.hasQuorum) policy.faults.push({ line: 0, reason: 'quorum-missing' });
  return policy;
}

const spaces = /[ \t]+/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the specification allows tab alone of them
const control = /[\u0000-\u0008\u000b-\u001f\u007f]/;

class PolicyReader {
  hasQuorum = false;
  private names = new Set(['none']);
  private members = new Set<string>();
  private keys = new Set<string>();
  private policy: Policy;
  constructor(policy: Policy) {
    this.policy = policy;
  }

  /** The fault of a line; null when it is understood, empty or a comment. */
  read(line: string): PolicyFaultReason | null {
    const [word, ...parts] = line.replace(/\r$/, '').split(spaces).filter(Boolean);
    if (word === undefined || word.startsWith('#')) return null;
    if (control.test(line.replace(/\r$/, ''))) return 'characters';
    if (word === 'log') return this.readLog(parts);
    if (word === 'witness') return this.readWitness(parts);
    if (word === 'group') return this.readGroup(parts);
    if (word === 'quorum') return this.readQuorum(parts);
    return 'word';
  }

  private readLog([line, url, ...more]: string[]): PolicyFaultReason | null {
    if (line === undefined || more.length > 0) return 'parts';
    const verifier = readVerifier(line);
    if (typeof verifier === 'string') return verifier;
    if (verifier.type !== 'log') return 'key-kind';
    if (!this.addKey(verifier)) return 'duplicate-key';
    this.policy.logs.push({ verifier, line, url: url ?? null });
    return null;
  }

  private readWitness([name, line, url, ...more]: string[]): PolicyFaultReason | null {
    if (name === undefined || line === undefined || more.length > 0) return 'parts';
    if (this.names.has(name)) return 'name-taken';
    this.names.add(name);
    const verifier = readVerifier(line);
    const reason = this.witnessFault(verifier, url);
    this.policy.witnesses.push({
      name,
      line,
      verifier: reason === null && typeof verifier !== 'string' ? verifier : null,
      url: reason === null ? (url?.replace(/\/$/, '') ?? null) : null,
    });
    return reason;
  }

  private witnessFault(verifier: Verifier | VerifierRefusal, url: string | undefined): PolicyFaultReason | null {
    if (typeof verifier === 'string') return verifier;
    if (verifier.type !== 'witness') return 'key-kind';
    if (url !== undefined && !/^https?:\/\//.test(url)) return 'address';
    if (url !== undefined && !URL.canParse(url)) return 'address';
    return this.addKey(verifier) ? null : 'duplicate-key';
  }

  private readGroup([name, count, ...members]: string[]): PolicyFaultReason | null {
    if (name === undefined || count === undefined || members.length === 0) return 'parts';
    if (this.names.has(name)) return 'name-taken';
    if (members.some((member) => !this.names.has(member) || member === 'none')) return 'name-unknown';
    if (new Set(members).size < members.length || members.some((member) => this.members.has(member)))
      return 'member-twice';
    const threshold = thresholdOf(count, members.length);
    if (threshold === null) return 'threshold';
    this.names.add(name);
    for (const member of members) this.members.add(member);
    this.policy.groups.push({ name, threshold, members });
    return null;
  }

  private readQuorum([name, ...more]: string[]): PolicyFaultReason | null {
    if (name === undefined || more.length > 0) return 'parts';
    if (this.hasQuorum) {
      this.policy.quorum = null;
      return 'quorum-twice';
    }
    this.hasQuorum = true;
    if (!this.names.has(name)) return 'name-unknown';
    this.policy.quorum = name;
    return null;
  }

  /** False when another line has the same public key, under whatever name. */
  private addKey({ type, publicKey }: Verifier): boolean {
    const before = this.keys.size;
    return this.keys.add(`${type} ${publicKey.join()}`).size > before;
  }
}

/** 1 to `members`, in decimals without leading zeros; null for anything else. */
function thresholdOf(count: string, members: number): number | null {
  if (count === 'all') return members;
  if (count === 'any') return 1;
  return /^[1-9]\d{0,4}$/.test(count) && Number(count) <= members ? Number(count) : null;
}

/** Whether the witnesses named in `cosigned` are a quorum. `quorum none` always is one. */
export function meetsPolicy({ quorum, groups }: Policy, cosigned: ReadonlySet<string>): boolean {
  if (quorum === null) return false;
  const met = new Set(cosigned);
  // A group names only those before it.
  for (const { name, threshold, members } of groups)
    if (members.filter((member) => met.has(member)).length >= threshold) met.add(name);
  return quorum === 'none' || met.has(quorum);
}

/** The text of a policy in which any one of the witnesses of `KEY URL` lines suffices; separators are line breaks or semicolons. */
export function policyOfWitnesses(setting: string): string {
  const lines = setting
    .split(/[;\n]/)
    .map((line) => line.trim())
    .filter(Boolean);
  if (lines.length === 0) return 'quorum none\n';
  // Readers cut a line at "#", so that a name must not have one.
  const names = lines.map((line) => line.split('+')[0]!.split(/\s/)[0]!);
  const unique = names.map((name, index) => (names.indexOf(name) === index ? name : `${name}-${index + 1}`));
  const witnesses = lines.map((line, index) => `witness ${unique[index]} ${line}\n`);
  return `${witnesses.join('')}group witnesses any ${unique.join(' ')}\nquorum witnesses\n`;
}
