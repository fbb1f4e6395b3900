/** NotFound and Forbidden are thrown, not returned; http/ maps them to responses in one place. */
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

/** Throws if an assumption of our own code is broken; the error reaches the error boundary. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`);
}
