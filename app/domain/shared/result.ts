/** Expected refusals are values: a closed union of reasons for each verb. */
export type Result<T, Refusal> = ({ ok: true } & T) | ({ ok: false } & Refusal);
