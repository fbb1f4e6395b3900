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

/**
 * An interest of a steward in a party of a decision. `competitor`: an own supplier sells in a same category within a quarter
 * of an hour by bicycle.
 */
export type Interest = 'self' | 'own-stall' | 'own-organisation' | 'competitor';

/** The actor would decide about a party in which they have an interest. */
export class ConflictOfInterest extends Forbidden {
  conflict: Interest;
  constructor(conflict: Interest) {
    super(`conflict of interest: ${conflict}`);
    this.conflict = conflict;
  }
}

/** Throws if an assumption of our own code is broken; the error reaches the error boundary. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`invariant: ${message}`);
}
