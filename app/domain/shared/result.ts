/** Expected refusals are values, not exceptions: each verb has a closed union of reasons. */
export type Result<T, Refusal> = ({ ok: true } & T) | ({ ok: false } & Refusal);

/** The success of a verb, with what it gives back. */
export function done(): { ok: true };
export function done<const T extends object>(result: T): { ok: true } & T;
export function done(result: object = {}): { ok: true } {
  return { ok: true, ...result };
}

/** The refusal of a verb: its reason, and what the sentence for it needs to name. */
export function refused<const Reason extends string>(reason: Reason): { ok: false; reason: Reason };
export function refused<const Reason extends string, const T extends object>(
  reason: Reason,
  details: T,
): { ok: false; reason: Reason } & T;
export function refused(reason: string, details: object = {}): { ok: false; reason: string } {
  return { ok: false, reason, ...details };
}
