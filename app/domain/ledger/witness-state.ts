// How a witness answers, when it is asked again, and the alarm that rings of it. Pure.
export const witnessStates = [
  'waiting',
  'cosigning',
  'ahead',
  'forked',
  'unknown-key',
  'unlisted',
  'refused',
  'busy',
  'failing',
  'silent',
  'unsigned',
  'odd-time',
] as const;
export type WitnessState = (typeof witnessStates)[number];

/** It holds another history than ours: the database is an older copy, or the log was forked. */
const conflicts: ReadonlySet<WitnessState> = new Set(['ahead', 'forked']);
/** Its answer stays the same until a person changes something. */
const refusals: ReadonlySet<WitnessState> = new Set(['ahead', 'forked', 'unknown-key', 'unlisted', 'refused']);
const well: ReadonlySet<WitnessState> = new Set(['waiting', 'cosigning']);

export const isConflict = (state: WitnessState) => conflicts.has(state);
const isRefusal = (state: WitnessState) => refusals.has(state);
export const isWell = (state: WitnessState) => well.has(state);

/** C2SP tlog-witness: the meaning of a status that is neither 200 nor 409. */
export function stateOfStatus(status: number): WitnessState {
  if (status === 403) return 'unknown-key';
  if (status === 404) return 'unlisted';
  if (status === 422) return 'forked';
  if (status === 429) return 'busy';
  return status >= 500 ? 'failing' : 'refused';
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/**
 * Time until a witness is asked again: its own pace when it cosigns, an hour after a refusal, else from ten seconds,
 * doubled with each failure in a row, to ten minutes. Its own Retry-After counts, up to a day.
 */
export function nextAskMs(
  state: WitnessState,
  failures: number,
  { refreshMs, retryAfterMs }: { refreshMs: number; retryAfterMs: number | null },
): number {
  if (isWell(state)) return refreshMs;
  const asked = Math.min(retryAfterMs ?? 0, dayMs);
  if (isRefusal(state)) return Math.max(hourMs, asked);
  return Math.max(Math.min(10_000 * 2 ** (failures - 1), 10 * minuteMs), asked);
}

/** RFC 9110 10.2.3: seconds or a date. Null for anything else. */
export function parseRetryAfter(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

export type AlarmReason = Exclude<WitnessState, 'cosigning'> | 'none' | 'policy';
/**
 * `isProven`: a quorum of the policy, each younger than the age that is set, cosigned the head that is served, and the
 * policy asks for one. Only then does a page, a letter or a publication say that it is verified.
 */
export type WitnessAlarm = {
  state: 'ok' | 'yellow' | 'red';
  reason: AlarmReason | null;
  /** The name of the witness whose answer is the reason. */
  witness: string | null;
};

export type AlarmFacts = {
  /** Whether the policy asks for no cosignature. */
  isOpen: boolean;
  /** Whether a quorum younger than the age cosigned the head that is served, without those in conflict. */
  isFresh: boolean;
  /** Whether the head that is served is the newest, or the newest is younger than the age. */
  isCurrent: boolean;
  /** Whether lines of the policy were not understood. */
  hasFaults: boolean;
  /** Whether the policy has a quorum at all. */
  hasQuorum: boolean;
  witnesses: readonly { name: string; state: WitnessState }[];
};

/** The gravest reason first: a conflict, a refusal, no quorum; then what is only to be looked at. */
export function alarmOf(facts: AlarmFacts): WitnessAlarm {
  const { witnesses } = facts;
  const first = (is: (state: WitnessState) => boolean) => witnesses.find(({ state }) => is(state));
  const alarm = (state: WitnessAlarm['state'], of: { name: string; state: WitnessState } | undefined) => ({
    state,
    reason: of === undefined || of.state === 'cosigning' ? null : of.state,
    witness: of?.name ?? null,
  });
  const refusing = first(isConflict) ?? first(isRefusal);
  if (refusing) return alarm('red', refusing);
  if (!facts.hasQuorum) return { state: 'red', reason: 'policy', witness: null };
  const failing = first((state) => !isWell(state));
  if (!facts.isOpen && !(facts.isFresh && facts.isCurrent))
    return failing ? alarm('red', failing) : { state: 'yellow', reason: 'waiting', witness: null };
  if (failing) return alarm('yellow', failing);
  if (facts.hasFaults) return { state: 'yellow', reason: 'policy', witness: null };
  if (facts.isOpen) return { state: 'yellow', reason: 'none', witness: null };
  return { state: 'ok', reason: null, witness: null };
}
