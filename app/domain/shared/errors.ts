/** Absence and lack of access are thrown, and mapped once in http/. */
export class NotFound extends Error {
  constructor(what: string) {
    super(`not found: ${what}`);
  }
}

export class Forbidden extends Error {
  constructor(what: string) {
    super(`forbidden: ${what}`);
  }
}

/** A broken assumption of ours: reaches the error boundary. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`);
}
