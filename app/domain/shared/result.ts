/** Expected refusals are values, not exceptions: each verb has a closed union of reasons. */
export type Result<T, Refusal> = ({ ok: true } & T) | ({ ok: false } & Refusal);
