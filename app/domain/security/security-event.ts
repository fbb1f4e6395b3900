// Names of the events by which one can tell who came in, who was refused, and who changed the protection of an account.

export const securityEventKinds = [
  'account-created',
  'account-erased',
  'signed-in',
  'signed-in-elsewhere',
  'sign-in-failed',
  'sign-in-delayed',
  'sessions-ended',
  'email-confirmed',
  'email-changed',
  'name-changed',
  'password-changed',
  'sign-in-letter-asked',
  'sign-in-letter-opened',
  'password-reset-asked',
  'password-reset',
  'passkey-added',
  'passkey-used',
  'passkey-removed',
  'identity-confirmed',
  'role-granted',
  'role-revoked',
  'invitation-sent',
  'invitation-accepted',
  'code-failed',
  'code-locked',
  'access-refused',
  'conflict-refused',
  'decision-signed',
  'limit-reached',
] as const;
export type SecurityEventKind = (typeof securityEventKinds)[number];

/**
 * `userId`: whom it concerns, if that is not the actor; null if no account is known. `detail`: a name of the program
 * (a route, a role, a limit), never text that a person typed and never an address.
 */
export type SecurityEvent = { kind: SecurityEventKind; userId?: string | null; detail?: string };

export function findSecurityEventKind(name: string): SecurityEventKind | undefined {
  return securityEventKinds.find((known) => known === name);
}

/** Days for which an event is kept; the database refuses to delete a younger one. */
export const keptEventDays = 365;
