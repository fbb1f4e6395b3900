// Events that are ordinary one by one and news together: more than `max` of a kind within `hours` is a notice to the
// stewards. Pure.
import type { SecurityEventKind } from './security-event.ts';

export type SecurityThreshold = { kind: SecurityEventKind; max: number; hours: number };

export const securityThresholds: readonly SecurityThreshold[] = [
  { kind: 'sign-in-failed', max: 50, hours: 1 },
  { kind: 'sign-in-delayed', max: 30, hours: 1 },
  { kind: 'signed-in-elsewhere', max: 30, hours: 24 },
  { kind: 'sign-in-letter-asked', max: 50, hours: 24 },
  { kind: 'password-reset-asked', max: 50, hours: 24 },
  { kind: 'access-refused', max: 50, hours: 1 },
  { kind: 'conflict-refused', max: 5, hours: 24 },
  { kind: 'limit-reached', max: 20, hours: 1 },
  { kind: 'code-failed', max: 20, hours: 24 },
  { kind: 'code-locked', max: 2, hours: 24 },
  { kind: 'role-granted', max: 3, hours: 24 },
  { kind: 'invitation-sent', max: 50, hours: 24 },
];
